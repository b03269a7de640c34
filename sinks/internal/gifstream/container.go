package gifstream

import (
	"bytes"
	"compress/lzw"
	"image"
	"io"
	"math/bits"
)

// Blocks of the format (GIF89a specification, 31 July 1990).
const (
	extension      = 0x21
	graphicControl = 0xf9
	application    = 0xff
	imageStart     = 0x2c
	trailer        = 0x3b
	doNotDispose   = 1 << 2 // disposal method: the next picture is drawn over this one
	hasTable       = 1 << 7
)

// blockWriter writes the blocks of a GIF, with one Write for each picture. Compression takes three quarters of the
// time, so a goroutine compresses while the caller draws the next picture. Only the caller's goroutine calls the
// writer.
type blockWriter struct {
	w           io.Writer
	buf         bytes.Buffer // owned by the goroutine while it compresses
	blocks      subBlocks
	lzw         *lzw.Writer
	compressing bool
	compressed  chan error
}

func newBlockWriter(w io.Writer) *blockWriter {
	c := &blockWriter{w: w, compressed: make(chan error, 1)}
	c.blocks.out = &c.buf
	c.lzw = lzw.NewWriter(&c.blocks, lzw.LSB, 8).(*lzw.Writer)
	return c
}

// tableBits returns the exponent of a colour table's size: a table has 2, 4, 8, ... or 256 entries.
func tableBits(colors int) int { return max(1, bits.Len(uint(colors-1))) }

// bufferHeader buffers the blocks that precede the pictures. loop is the number of times that the animation is
// repeated: -1 for never, 0 for ever.
func (c *blockWriter) bufferHeader(size image.Point, table []uint32, loop int) {
	c.buf.WriteString("GIF89a")
	c.bufferUint16s(size.X, size.Y)
	n := tableBits(len(table))
	c.buf.Write([]byte{hasTable | 7<<4 | byte(n-1), 0, 0})
	c.bufferTable(table)
	if loop >= 0 {
		c.buf.Write([]byte{extension, application, 11})
		c.buf.WriteString("NETSCAPE2.0")
		c.buf.Write([]byte{3, 1})
		c.bufferUint16s(loop)
		c.buf.WriteByte(0)
	}
}

// startPicture writes the previous picture, and starts to compress this one: the indexes of rectangle r, shown for
// delay hundredths of a second. local is the picture's own colour table, or nil for the global one, which has the given
// number of colours. The caller must not change the indexes until the next call.
func (c *blockWriter) startPicture(r image.Rectangle, indexes []uint8, local []uint32, colors, delay int) error {
	if err := c.flush(); err != nil {
		return err
	}
	c.buf.Write([]byte{extension, graphicControl, 4, doNotDispose})
	c.bufferUint16s(delay)
	c.buf.Write([]byte{0, 0, imageStart})
	c.bufferUint16s(r.Min.X, r.Min.Y, r.Dx(), r.Dy())
	if local != nil {
		c.buf.WriteByte(hasTable | byte(tableBits(len(local))-1))
		c.bufferTable(local)
		colors = len(local)
	} else {
		c.buf.WriteByte(0)
	}
	c.compressing = true
	go func() { c.compressed <- c.compress(indexes, max(2, tableBits(colors))) }()
	return nil
}

// compress buffers a picture's data. It runs in its own goroutine.
func (c *blockWriter) compress(indexes []uint8, codeSize int) error {
	c.buf.WriteByte(byte(codeSize))
	c.lzw.Reset(&c.blocks, lzw.LSB, codeSize)
	if _, err := c.lzw.Write(indexes); err != nil {
		return err
	}
	if err := c.lzw.Close(); err != nil {
		return err
	}
	c.buf.WriteByte(0)
	return nil
}

// writeTrailer writes the previous picture and the end of the file.
func (c *blockWriter) writeTrailer() error {
	if err := c.flush(); err != nil {
		return err
	}
	c.buf.WriteByte(trailer)
	return c.flush()
}

// flush waits for the goroutine and writes the buffer.
func (c *blockWriter) flush() error {
	if c.compressing {
		c.compressing = false
		if err := <-c.compressed; err != nil {
			return err
		}
	}
	defer c.buf.Reset()
	_, err := c.w.Write(c.buf.Bytes())
	return err
}

// bufferUint16s buffers little-endian 16-bit numbers.
func (c *blockWriter) bufferUint16s(values ...int) {
	for _, v := range values {
		c.buf.WriteByte(byte(v))
		c.buf.WriteByte(byte(v >> 8))
	}
}

// bufferTable buffers a colour table, filled up with black to a power of two.
func (c *blockWriter) bufferTable(colors []uint32) {
	for i := range 1 << tableBits(len(colors)) {
		var v uint32
		if i < len(colors) {
			v = colors[i]
		}
		c.buf.Write([]byte{byte(v), byte(v >> 8), byte(v >> 16)})
	}
}

// subBlocks cuts the LZW codes into blocks of at most 255 bytes. It has the methods of an io.ByteWriter and Flush, so
// that package lzw writes to it without a buffer of its own.
type subBlocks struct {
	out   *bytes.Buffer
	block [256]byte // the length, then the bytes
	n     int
}

func (s *subBlocks) WriteByte(b byte) error {
	s.n++
	s.block[s.n] = b
	if s.n == 255 {
		return s.Flush()
	}
	return nil
}

func (s *subBlocks) Write(p []byte) (int, error) {
	for _, b := range p {
		_ = s.WriteByte(b)
	}
	return len(p), nil
}

func (s *subBlocks) Flush() error {
	if s.n > 0 {
		s.block[0] = byte(s.n)
		s.out.Write(s.block[:s.n+1])
		s.n = 0
	}
	return nil
}
