package ipc

import "encoding/binary"

// arrow-go makes room for as many fields as a file's metadata says there are, before it looks whether they are there. A
// damaged file can say four billion, and running out of memory cannot be caught. So the lists that it makes room for are
// looked at first, by the layouts of Message.fbs, Schema.fbs and File.fbs of the Arrow format, and what does not fit into
// the metadata panics, for attempt to make an error of it, as does what lies outside of it.

// table is a flatbuffer's table: where it begins in the buffer.
type flatbufferTable struct {
	buf []byte
	at  int
}

func rootOf(buf []byte) flatbufferTable {
	return flatbufferTable{buf, int(binary.LittleEndian.Uint32(buf))}
}

// slot is where the field number i is, or 0 if it is not there.
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

// sub is the table that the field number i refers to.
func (t flatbufferTable) child(i int) (flatbufferTable, bool) {
	at := t.fieldPosition(i)
	if at == 0 {
		return flatbufferTable{}, false
	}
	return t.tableAt(at), true
}

func (t flatbufferTable) tableAt(at int) flatbufferTable {
	return flatbufferTable{t.buf, at + int(binary.LittleEndian.Uint32(t.buf[at:]))}
}

// list is where the list in the field number i begins, and how many elements of so many bytes it has.
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

// The numbers of fields in Arrow's tables.
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

// Kinds of messages, and of fields.
const (
	kindSchema     = 1
	kindDictionary = 2
	kindRecord     = 3
	kindBinaryView = 23
	kindStringView = 24
)

// views is how many columns of string views a file has: for each, a record says in how many buffers the text is, and
// arrow-go believes that there is such a number.
type stringViewCounts struct{ inRecords, inDictionaries int }

// checkMessage looks at a message's metadata, and gives the length of the body that follows it.
func (v *stringViewCounts) checkMessage(meta []byte) (body int64) {
	m := rootOf(meta)
	m.vector(messageMetadata, 4)
	if kind, header := m.fieldPosition(messageKind), m.tableAt(m.fieldPosition(messageHeader)); kind > 0 {
		switch meta[kind] {
		case kindSchema:
			v.checkSchema(header)
		case kindDictionary:
			if data, ok := header.child(dictionaryBatch); ok {
				checkBatch(data, min(v.inDictionaries, 1))
			}
		case kindRecord:
			checkBatch(header, v.inRecords)
		}
	}
	if at := m.fieldPosition(messageBody); at > 0 {
		body = int64(binary.LittleEndian.Uint64(meta[at:]))
	}
	return body
}

func (v *stringViewCounts) checkSchema(s flatbufferTable) {
	s.vector(schemaMetadata, 4)
	left := len(s.buf) / 4 // no more fields than there is room for, however often one is named
	v.checkFields(s, schemaFields, &left)
}

func (v *stringViewCounts) checkFields(t flatbufferTable, list int, left *int) {
	at, n := t.vector(list, 4)
	for i := range n {
		if *left--; *left < 0 {
			panic("its schema is damaged")
		}
		field := t.tableAt(at + 4*i)
		field.vector(fieldMetadata, 4)
		v.countField(field)
		v.checkFields(field, fieldChildren, left)
	}
}

func (v *stringViewCounts) countField(field flatbufferTable) {
	kind := field.fieldPosition(fieldKind)
	if kind == 0 || field.buf[kind] != kindBinaryView && field.buf[kind] != kindStringView {
		return
	}
	if field.fieldPosition(fieldDictionary) > 0 {
		v.inDictionaries++
	} else {
		v.inRecords++
	}
}

// checkBatch looks at how many buffers string views say that they have.
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

// blocks gives where the messages of a file are: dictionaries first, then records.
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
