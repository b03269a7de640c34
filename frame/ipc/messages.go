package ipc

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"

	arrowipc "github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// messages are those of an Arrow file, in the order of a stream: the schema, dictionaries and records.
type messages struct {
	in     io.ReaderAt
	size   int64 // what is added to a file later is not read
	at     int64
	jumps  []int64 // the file format: where the messages after the schema are
	stream bool
	limits limits
	views  views
}

var _ arrowipc.MessageReader = (*messages)(nil)

// newMessages finds out whether it is the file format or the stream format.
func newMessages(in io.ReaderAt, size int64, l limits) (*messages, error) {
	m := &messages{in: in, size: size, stream: true, limits: l}
	const frontMatter, trailer = 8, 10 // the magic, padded; the footer's length and the magic
	if size < frontMatter+trailer {
		return m, nil
	}
	start, err := m.read(0, frontMatter)
	if err != nil || !bytes.HasPrefix(start, arrowipc.Magic) {
		return m, err
	}
	end, err := m.read(size-trailer, trailer)
	if err != nil {
		return nil, err
	}
	if !bytes.HasSuffix(end, arrowipc.Magic) {
		return nil, fmt.Errorf("%w: it has no end", ErrCorrupt)
	}
	length := int64(binary.LittleEndian.Uint32(end))
	footer, err := m.read(size-trailer-length, length)
	if err != nil {
		return nil, err
	}
	m.stream, m.at, m.jumps = false, frontMatter, blocks(footer)
	return m, nil
}

// Message gives the next message, or io.EOF.
func (m *messages) Message() (*arrowipc.Message, error) {
	if m.at == m.size {
		return nil, io.EOF
	}
	length, err := m.start()
	if err != nil {
		return nil, err
	}
	if length == 0 {
		return nil, io.EOF
	}
	meta, err := m.read(m.at, length)
	if err != nil {
		return nil, err
	}
	m.at += length
	bodyLength := m.views.checkMessage(meta)
	body, err := m.read(m.at, bodyLength)
	if err != nil {
		return nil, err
	}
	m.at += bodyLength
	if !m.stream {
		m.jump()
	}
	return arrowipc.NewMessage(memory.NewBufferBytes(meta), memory.NewBufferBytes(body)), nil
}

// start reads how long a message's metadata is, and goes to it. Before Arrow 0.15 nothing stood before the length.
func (m *messages) start() (int64, error) {
	const continuation = 0xffffffff
	for range 2 {
		word, err := m.read(m.at, 4)
		if err != nil {
			return 0, err
		}
		m.at += 4
		if length := binary.LittleEndian.Uint32(word); length != continuation {
			return int64(length), nil
		}
	}
	return 0, fmt.Errorf("%w: a message has no length", ErrCorrupt)
}

// jump goes to the next message of the file format.
func (m *messages) jump() {
	if len(m.jumps) == 0 {
		m.at = m.size
		return
	}
	m.at, m.jumps = m.jumps[0], m.jumps[1:]
}

// read gives some bytes of the file, at an address where any type can stand.
func (m *messages) read(at, n int64) ([]byte, error) {
	if at < 0 || n < 0 || at > m.size || n > m.size-at {
		return nil, fmt.Errorf("%w: it should have %d bytes from %d on, and has %d in all", ErrCorrupt, n, at, m.size)
	}
	b := m.limits.Allocate(int(n))
	if _, err := m.in.ReadAt(b, at); err != nil && err != io.EOF {
		return nil, err
	}
	return b, nil
}

// Retain does nothing: the garbage collector knows who needs a message.
func (m *messages) Retain() {}

// Release does nothing.
func (m *messages) Release() {}
