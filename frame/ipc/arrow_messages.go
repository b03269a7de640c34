package ipc

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"

	arrowipc "github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// messageReader reads the messages of an Arrow file in the order of a stream: the schema, dictionaries, records.
// arrow-go reads them from here, so that every length is checked before memory is allocated for it.
type messageReader struct {
	in        io.ReaderAt
	size      int64         // of the file when it was opened; data appended later is not read
	buf       *bufio.Reader // reads ahead from offset
	offset    int64
	offsets   []int64 // in the file format: the positions of the messages after the schema
	stream    bool
	allocator boundedAllocator
	views     stringViewCounts
}

var _ arrowipc.MessageReader = (*messageReader)(nil)

// newStreamReader returns a reader of the stream format.
func newStreamReader(in io.ReaderAt, size int64, b boundedAllocator) *messageReader {
	m := &messageReader{in: in, size: size, buf: bufio.NewReaderSize(nil, readAhead), stream: true, allocator: b}
	m.seek(0)
	return m
}

// readAhead is the number of bytes that are read at once if messages are small.
const readAhead = 64 << 10

// newMessageReader returns a reader of the file format or the stream format, whichever the file has.
func newMessageReader(in io.ReaderAt, size int64, b boundedAllocator) (*messageReader, error) {
	m := newStreamReader(in, size, b)
	const frontMatter, trailer = 8, 10 // bytes: the padded magic; the footer's length and the magic
	if size < frontMatter+trailer {
		return m, nil
	}
	if start, err := m.buf.Peek(frontMatter); err != nil || !bytes.HasPrefix(start, arrowipc.Magic) {
		return m, err
	}
	m.seek(size - trailer)
	end, err := m.read(trailer)
	if err != nil {
		return nil, err
	}
	if !bytes.HasSuffix(end, arrowipc.Magic) {
		return nil, fmt.Errorf("%w: it has no end", ErrCorrupt)
	}
	length := int64(binary.LittleEndian.Uint32(end))
	if length > size-trailer {
		return nil, fmt.Errorf("%w: its footer would have %d bytes", ErrCorrupt, length)
	}
	m.seek(size - trailer - length)
	footer, err := m.read(length)
	if err != nil {
		return nil, err
	}
	m.stream, m.offsets = false, messageOffsets(footer)
	m.seek(frontMatter)
	return m, nil
}

// Message returns the next message, or io.EOF.
func (m *messageReader) Message() (*arrowipc.Message, error) {
	if m.offset == m.size {
		return nil, io.EOF
	}
	length, err := m.readLength()
	if err != nil {
		return nil, err
	}
	if length == 0 {
		return nil, io.EOF
	}
	meta, err := m.read(length)
	if err != nil {
		return nil, err
	}
	body, err := m.read(m.views.checkMessage(meta))
	if err != nil {
		return nil, err
	}
	if !m.stream {
		m.seekNext()
	}
	return arrowipc.NewMessage(memory.NewBufferBytes(meta), memory.NewBufferBytes(body)), nil
}

// readLength reads the length of a message's metadata. Since Arrow 0.15 a continuation mark precedes the length.
func (m *messageReader) readLength() (int64, error) {
	const continuation = 0xffffffff
	for range 2 {
		word, err := m.read(4)
		if err != nil {
			return 0, err
		}
		if length := binary.LittleEndian.Uint32(word); length != continuation {
			return int64(length), nil
		}
	}
	return 0, fmt.Errorf("%w: a message has no length", ErrCorrupt)
}

// seekNext moves to the next message of the file format. Usually the reader is there already.
func (m *messageReader) seekNext() {
	if len(m.offsets) == 0 {
		m.offset = m.size
		return
	}
	if m.offset != m.offsets[0] {
		m.seek(m.offsets[0])
	}
	m.offsets = m.offsets[1:]
}

// seek moves to an offset in the file.
func (m *messageReader) seek(at int64) {
	m.offset = at
	m.buf.Reset(io.NewSectionReader(m.in, at, max(0, m.size-at)))
}

// read returns the next n bytes of the file, aligned for any type.
func (m *messageReader) read(n int64) ([]byte, error) {
	if m.offset < 0 || n < 0 || m.offset > m.size || n > m.size-m.offset {
		return nil, fmt.Errorf("%w: it should have %d bytes from %d on, and has %d in all", ErrCorrupt, n, m.offset, m.size)
	}
	b := m.allocator.Allocate(int(n))
	if _, err := io.ReadFull(m.buf, b); err != nil {
		return nil, err
	}
	m.offset += n
	return b, nil
}

// Retain does nothing: the garbage collector frees messages.
func (m *messageReader) Retain() {}

// Release does nothing.
func (m *messageReader) Release() {}
