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

// messageReader reads the messages of an Arrow file in the order of the stream format: the schema, dictionaries,
// records. It is the input of arrow-go, so that each length is checked before memory is allocated for it.
type messageReader struct {
	in        io.ReaderAt
	size      int64         // the size of the file when it was opened; data appended later is not read
	buf       *bufio.Reader // buffers the file from offset on
	offset    int64
	offsets   []int64 // only in the file format: the positions of the next messages
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

// readAhead is the size of the read buffer in bytes.
const readAhead = 64 << 10

// newMessageReader returns a reader of the file format or of the stream format. It detects the format of the file.
func newMessageReader(in io.ReaderAt, size int64, b boundedAllocator) (*messageReader, error) {
	m := newStreamReader(in, size, b)
	const header, trailer = 8, 10 // sizes in bytes: the padded magic; the footer's length and the magic
	if size < header+trailer {
		return m, nil
	}
	if start, err := m.buf.Peek(header); err != nil || !bytes.HasPrefix(start, arrowipc.Magic) {
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
	m.seek(header)
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

// readLength reads the length of a message's metadata. Since Arrow 0.15, a continuation marker precedes the length.
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

// seekNext moves to the next message of the file format. Usually this is the current position.
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
