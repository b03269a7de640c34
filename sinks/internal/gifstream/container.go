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
	doNotDispose   = 1 << 2 // disposal: the next picture is drawn on top of this one
	hasTable       = 1 << 7
)

// container writes the blocks of a GIF, each picture with one Write. Compressing is three quarters of the work, so it
// is done by a goroutine while the caller draws the next picture; the writer is called by the caller alone.
type blockWriter struct {
	w           io.Writer
	buf         bytes.Buffer // the goroutine's while it runs
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

// tableBits is the exponent of a colour table's size: tables have 2, 4, 8, ... 256 places.
func tableBits(colors int) int { return max(1, bits.Len(uint(colors-1))) }

// header buffers what stands before the pictures. loop is how often the animation is repeated: -1 never, 0 for ever.
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

// picture writes the picture before, and begins to compress this one: the indexes of rectangle r, shown for delay
// hundredths of a second. local is its own colour table, nil for the global one, which has the given number of colours.
// The indexes must stay as they are until the next call.
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

// trailer writes the picture before, and the end of the file.
func (c *blockWriter) writeTrailer() error {
	if err := c.flush(); err != nil {
		return err
	}
	c.buf.WriteByte(trailer)
	return c.flush()
}

// flush writes what is buffered, when it is whole.
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

func (c *blockWriter) bufferUint16s(values ...int) {
	for _, v := range values {
		c.buf.WriteByte(byte(v))
		c.buf.WriteByte(byte(v >> 8))
	}
}

func (c *blockWriter) bufferTable(colors []uint32) {
	for i := range 1 << tableBits(len(colors)) {
		var v uint32
		if i < len(colors) {
			v = colors[i]
		}
		c.buf.Write([]byte{byte(v), byte(v >> 8), byte(v >> 16)})
	}
}

// subBlocks cuts the LZW codes into blocks of at most 255 bytes. It is what package lzw writes to without a buffer of
// its own: an io.ByteWriter with Flush.
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
