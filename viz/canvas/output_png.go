package canvas

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"io"
	"slices"

	"github.com/klauspost/compress/zlib"
)

// Colour types of the format (ISO/IEC 15948, 11.2.2).
const (
	trueColor      = 2
	indexed        = 3
	trueColorAlpha = 6
)

// compression is the fastest level. Level 6 takes twice the time for a tenth of the bytes.
const compression = zlib.BestSpeed

// WriteTo writes the picture as a PNG, with one Write. A picture of at most 256 colours has a palette. Prediction filters
// are not used, because they do not make drawings smaller. For a plot of 600 x 400 pixels, it takes about 1 ms with a palette
// and 3 ms without, so [Levels] is worth its while. WriteTo returns the number of bytes written, and the error of w.
func (c *Canvas) WriteTo(w io.Writer) (int64, error) {
	c.prepare()
	if !c.isReused {
		defer c.release() // a canvas that draws on gets them back
	}
	e := &c.workspace.png
	if paletted, ok := c.Paletted(); ok {
		e.encodePaletted(paletted)
	} else {
		e.encodeRGBA(c.img)
	}
	n, err := w.Write(e.file.Bytes())
	return int64(n), err
}

// pngEncoder encodes PNGs and reuses its memory.
type pngEncoder struct {
	file       bytes.Buffer
	palette    []byte
	rows       []byte // the pixels of all rows, each after its filter
	compressed bytes.Buffer
	zlib       *zlib.Writer
}

// encodePaletted encodes a picture with a palette into e.file.
func (e *pngEncoder) encodePaletted(img *image.Paletted) {
	e.palette = e.palette[:0]
	isOpaque := true
	for _, c := range img.Palette {
		straight := straightened(c.(color.RGBA))
		e.palette = append(e.palette, straight.R, straight.G, straight.B)
		isOpaque = isOpaque && straight.A == 255
	}
	e.start(img.Rect, indexed)
	e.chunk("PLTE", e.palette)
	if !isOpaque {
		e.palette = e.palette[:0]
		for _, c := range img.Palette {
			e.palette = append(e.palette, c.(color.RGBA).A)
		}
		e.chunk("tRNS", e.palette)
	}
	e.rows = e.rows[:0]
	for y := range img.Rect.Dy() {
		e.rows = append(append(e.rows, 0), img.Pix[y*img.Stride:][:img.Rect.Dx()]...)
	}
	e.end()
}

// straightened returns a colour whose channels are not premultiplied.
func straightened(c color.RGBA) color.NRGBA {
	if c.A == 255 {
		return color.NRGBA(c)
	}
	return color.NRGBAModel.Convert(c).(color.NRGBA)
}

// encodeRGBA encodes a picture without a palette into e.file.
func (e *pngEncoder) encodeRGBA(img *image.RGBA) {
	if e.packRGB(img) {
		e.start(img.Rect, trueColor)
		e.end()
		return
	}
	e.rows = e.rows[:0]
	e.start(img.Rect, trueColorAlpha)
	for y := range img.Rect.Dy() {
		e.appendNRGBA(img.Pix[y*img.Stride:][:4*img.Rect.Dx()])
	}
	e.end()
}

// packRGB sets the rows to the pixels without their alpha. It returns false if a pixel is translucent.
func (e *pngEncoder) packRGB(img *image.RGBA) bool {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	e.rows = slices.Grow(e.rows[:0], h*(1+3*w)+1)[:h*(1+3*w)+1] // and room for the alpha of the last pixel
	dst, alpha := e.rows, uint32(0xff000000)
	for y := range h {
		dst[0] = 0
		dst = dst[1:]
		row := img.Pix[y*img.Stride:][:4*w]
		for ; len(row) >= 4 && len(dst) >= 4; row, dst = row[4:], dst[3:] { // the next pixel overwrites the alpha
			pixel := binary.LittleEndian.Uint32(row)
			binary.LittleEndian.PutUint32(dst, pixel)
			alpha &= pixel
		}
	}
	e.rows = e.rows[:len(e.rows)-1]
	return alpha == 0xff000000
}

// appendNRGBA appends a row of translucent pixels.
func (e *pngEncoder) appendNRGBA(pix []byte) {
	e.rows = append(e.rows, 0)
	for ; len(pix) >= 4; pix = pix[4:] {
		c := straightened(color.RGBA{R: pix[0], G: pix[1], B: pix[2], A: pix[3]})
		e.rows = append(e.rows, c.R, c.G, c.B, c.A)
	}
}

// start begins the file: the signature and the header.
func (e *pngEncoder) start(size image.Rectangle, colorType byte) {
	e.file.Reset()
	e.file.WriteString("\x89PNG\r\n\x1a\n")
	var header [13]byte
	binary.BigEndian.PutUint32(header[0:], uint32(size.Dx()))
	binary.BigEndian.PutUint32(header[4:], uint32(size.Dy()))
	header[8], header[9] = 8, colorType
	e.chunk("IHDR", header[:])
}

// end compresses the rows and ends the file.
func (e *pngEncoder) end() {
	e.compressed.Reset()
	if e.zlib == nil {
		e.zlib, _ = zlib.NewWriterLevel(&e.compressed, compression) // it fails only for an unknown level
	} else {
		e.zlib.Reset(&e.compressed)
	}
	_, _ = e.zlib.Write(e.rows) // a buffer has no errors
	_ = e.zlib.Close()
	e.chunk("IDAT", e.compressed.Bytes())
	e.chunk("IEND", nil)
}

// chunk appends a chunk with its length and checksum.
func (e *pngEncoder) chunk(name string, data []byte) {
	e.file.Write(binary.BigEndian.AppendUint32(e.file.AvailableBuffer(), uint32(len(data))))
	from := e.file.Len()
	e.file.WriteString(name)
	e.file.Write(data)
	sum := crc32.ChecksumIEEE(e.file.Bytes()[from:])
	e.file.Write(binary.BigEndian.AppendUint32(e.file.AvailableBuffer(), sum))
}
