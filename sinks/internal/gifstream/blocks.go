package gifstream

import (
	"bytes"
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
	doNotDispose   = 1 << 2 // the disposal method: the next picture is drawn over this one
	hasTable       = 1 << 7
)

// blockWriter writes the blocks of a GIF, with one Write per picture. A goroutine compares, maps and compresses a picture
// while the caller draws the next one. Only the caller's goroutine calls the writer.
type blockWriter struct {
	w       io.Writer
	buf     bytes.Buffer // used only by the goroutine while it works
	lzw     lzwWriter
	working bool
	done    chan struct{}
}

// newBlockWriter returns a blockWriter that writes to out.
func newBlockWriter(out io.Writer) *blockWriter {
	return &blockWriter{w: out, done: make(chan struct{}, 1)}
}

// tableBits returns the base-2 logarithm of a colour table's size. A table has 2, 4, 8, ... or 256 entries.
func tableBits(colors int) int { return max(1, bits.Len(uint(colors-1))) }

// bufferHeader buffers the blocks that precede the pictures. loop is the number of repetitions of the animation: -1
// means none, 0 means without end.
func (w *blockWriter) bufferHeader(size image.Point, table []uint32, loop int) {
	w.buf.WriteString("GIF89a")
	w.bufferUint16s(size.X, size.Y)
	n := tableBits(len(table))
	w.buf.Write([]byte{hasTable | 7<<4 | byte(n-1), 0, 0})
	w.bufferTable(table)
	if loop >= 0 {
		w.buf.Write([]byte{extension, application, 11})
		w.buf.WriteString("NETSCAPE2.0")
		w.buf.Write([]byte{3, 1})
		w.bufferUint16s(loop)
		w.buf.WriteByte(0)
	}
}

// bufferPicture buffers a picture. indexes are the palette indexes of rectangle r. The picture is shown for delay hundredths
// of a second. local is the picture's own colour table; nil means the global table, which has the number of colours in the
// argument colors.
func (w *blockWriter) bufferPicture(r image.Rectangle, indexes []uint8, local []uint32, colors, delay int) {
	w.buf.Write([]byte{extension, graphicControl, 4, doNotDispose})
	w.bufferUint16s(delay)
	w.buf.Write([]byte{0, 0, imageStart})
	w.bufferUint16s(r.Min.X, r.Min.Y, r.Dx(), r.Dy())
	if local != nil {
		w.buf.WriteByte(hasTable | byte(tableBits(len(local))-1))
		w.bufferTable(local)
		colors = len(local)
	} else {
		w.buf.WriteByte(0)
	}
	w.lzw.compress(&w.buf, indexes, max(2, tableBits(colors)))
}

// writeTrailer writes the previous picture and the end of the file.
func (w *blockWriter) writeTrailer() error {
	if err := w.flush(); err != nil {
		return err
	}
	w.buf.WriteByte(trailer)
	return w.flush()
}

// flush waits for the goroutine and writes the buffer.
func (w *blockWriter) flush() error {
	w.wait()
	defer w.buf.Reset()
	_, err := w.w.Write(w.buf.Bytes())
	return err
}

// wait waits for the goroutine.
func (w *blockWriter) wait() {
	if w.working {
		w.working = false
		<-w.done
	}
}

// bufferUint16s buffers little-endian 16-bit numbers.
func (w *blockWriter) bufferUint16s(values ...int) {
	for _, v := range values {
		w.buf.WriteByte(byte(v))
		w.buf.WriteByte(byte(v >> 8))
	}
}

// bufferTable buffers a colour table, filled up with black to a power of two.
func (w *blockWriter) bufferTable(colors []uint32) {
	for i := range 1 << tableBits(len(colors)) {
		var v uint32
		if i < len(colors) {
			v = colors[i]
		}
		w.buf.Write([]byte{byte(v), byte(v >> 8), byte(v >> 16)})
	}
}
