package ipc

import "encoding/binary"

// This file checks a file's metadata before arrow-go reads it. The metadata states numbers of fields, and arrow-go
// allocates memory for these numbers before it checks that the fields exist. A damaged file can state four billion, and
// a program cannot recover from running out of memory. So the vectors for which arrow-go allocates memory are checked
// first. The layouts are those of Message.fbs, Schema.fbs and File.fbs of the Arrow format. A vector that does not fit
// into the metadata, or a position outside the metadata, causes a panic. catchPanic converts it to an ErrCorrupt.

// flatbufferTable is a table in a flatbuffer.
type flatbufferTable struct {
	buf []byte
	at  int // the position of the table in buf
}

// rootOf returns the root table of a flatbuffer.
func rootOf(buf []byte) flatbufferTable {
	return flatbufferTable{buf, int(binary.LittleEndian.Uint32(buf))}
}

// fieldPosition returns the position of field number i in the buffer, or 0 if the table does not have it.
func (t flatbufferTable) fieldPosition(i int) int {
	layout := t.at - int(int32(binary.LittleEndian.Uint32(t.buf[t.at:])))
	entry := 4 + 2*i
	if entry >= int(binary.LittleEndian.Uint16(t.buf[layout:])) {
		return 0
	}
	offset := int(binary.LittleEndian.Uint16(t.buf[layout+entry:]))
	if offset == 0 {
		return 0
	}
	return t.at + offset
}

// child returns the table to which field number i refers, and whether the field exists.
func (t flatbufferTable) child(i int) (flatbufferTable, bool) {
	at := t.fieldPosition(i)
	if at == 0 {
		return flatbufferTable{}, false
	}
	return t.tableAt(at), true
}

// tableAt returns the table to which the offset at a position refers.
func (t flatbufferTable) tableAt(at int) flatbufferTable {
	return flatbufferTable{t.buf, at + int(binary.LittleEndian.Uint32(t.buf[at:]))}
}

// vector returns the position of the first element of the vector in field number i, and the number of elements. size is
// the size of an element in bytes. It panics if the vector does not fit into the buffer.
func (t flatbufferTable) vector(i, size int) (at, n int) {
	to, ok := t.child(i)
	if !ok {
		return 0, 0
	}
	at, n = to.at+4, int(binary.LittleEndian.Uint32(t.buf[to.at:]))
	if n > (len(t.buf)-at)/size {
		panic("its metadata is damaged")
	}
	return at, n
}

// The field numbers in Arrow's tables.
const (
	messageKind       = 1
	messageHeader     = 2
	messageBody       = 3
	messageMetadata   = 4
	schemaFields      = 1
	schemaMetadata    = 2
	fieldKind         = 2
	fieldDictionary   = 4
	fieldChildren     = 5
	fieldMetadata     = 6
	batchVariadic     = 4
	dictionaryBatch   = 1
	footerDictionary  = 2
	footerRecordBatch = 3
)

// The kinds of messages and of fields.
const (
	kindSchema     = 1
	kindDictionary = 2
	kindRecord     = 3
	kindBinaryView = 23
	kindStringView = 24
)

// stringViewCounts holds the numbers of string view columns in a file. For each of these columns, a record states the
// number of text buffers. arrow-go does not check that this number exists.
type stringViewCounts struct{ inRecords, inDictionaries int }

// checkMessage checks a message's metadata, and returns the length of the body that follows it.
func (c *stringViewCounts) checkMessage(meta []byte) (body int64) {
	m := rootOf(meta)
	m.vector(messageMetadata, 4)
	if kind, header := m.fieldPosition(messageKind), m.tableAt(m.fieldPosition(messageHeader)); kind > 0 {
		switch meta[kind] {
		case kindSchema:
			c.checkSchema(header)
		case kindDictionary:
			if data, ok := header.child(dictionaryBatch); ok {
				checkBatch(data, min(c.inDictionaries, 1))
			}
		case kindRecord:
			checkBatch(header, c.inRecords)
		}
	}
	if at := m.fieldPosition(messageBody); at > 0 {
		body = int64(binary.LittleEndian.Uint64(meta[at:]))
	}
	return body
}

// checkSchema checks all fields of a schema and counts the string views.
func (c *stringViewCounts) checkSchema(s flatbufferTable) {
	s.vector(schemaMetadata, 4)
	remaining := len(s.buf) / 4 // bounds the work if fields refer to each other
	c.checkFields(s, schemaFields, &remaining)
}

// checkFields checks the fields in a vector of tables, and their child fields. remaining is the number of fields that may
// still follow.
func (c *stringViewCounts) checkFields(t flatbufferTable, list int, remaining *int) {
	at, n := t.vector(list, 4)
	for i := range n {
		if *remaining--; *remaining < 0 {
			panic("its schema is damaged")
		}
		field := t.tableAt(at + 4*i)
		field.vector(fieldMetadata, 4)
		c.countField(field)
		c.checkFields(field, fieldChildren, remaining)
	}
}

// countField counts the field if it is a string view or a binary view.
func (c *stringViewCounts) countField(field flatbufferTable) {
	kind := field.fieldPosition(fieldKind)
	if kind == 0 || field.buf[kind] != kindBinaryView && field.buf[kind] != kindStringView {
		return
	}
	if field.fieldPosition(fieldDictionary) > 0 {
		c.inDictionaries++
	} else {
		c.inRecords++
	}
}

// checkBatch checks the number of buffers that a record states for each string view. views is the number of string
// views.
func checkBatch(b flatbufferTable, views int) {
	at, n := b.vector(batchVariadic, 8)
	if n < views {
		panic("its metadata is damaged")
	}
	for i := range n {
		if count := binary.LittleEndian.Uint64(b.buf[at+8*i:]); count > uint64(len(b.buf)) {
			panic("its metadata is damaged")
		}
	}
}

// messageOffsets returns the positions of a file's messages: dictionaries first, then records.
func messageOffsets(footer []byte) (offsets []int64) {
	const blockSize = 24
	f := rootOf(footer)
	for _, list := range []int{footerDictionary, footerRecordBatch} {
		at, n := f.vector(list, blockSize)
		for i := range n {
			offsets = append(offsets, int64(binary.LittleEndian.Uint64(footer[at+blockSize*i:])))
		}
	}
	return offsets
}
