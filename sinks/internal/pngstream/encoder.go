// Package pngstream encodes a series of PNGs fast and reuses its memory. A picture of 600x400 pixels takes 1.3 ms with
// up to 256 colours and 2.2 ms with more; image/png takes 6 to 7 ms. It does not use the format's prediction filters,
// because they do not make drawings smaller. It uses a colour table if there are at most 256 colours.
package pngstream

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"

	"github.com/streamgage/streamgage/sinks/internal/colors"
)

// ErrSize is returned for a picture without pixels: a PNG has at least one.
var ErrSize = errors.New("a PNG needs at least one pixel")

// Colour types of the format (ISO/IEC 15948, 11.2.2).
const (
	trueColor = 2
	indexed   = 3
)

// maxColors is the largest number of colours in a table.
const maxColors = 256

// Encoder encodes PNGs. The zero value is ready to use. One goroutine at a time may use it.
type Encoder struct {
	table      colors.Table
	tableBytes []byte // the colours of the table: red, green, blue
	row        []byte
	compressed bytes.Buffer
	zlib       *zlib.Writer
}

// Encode appends img to out as a PNG. It ignores the alpha.
func (e *Encoder) Encode(out *bytes.Buffer, img *image.RGBA) error {
	size := img.Rect.Size()
	if size.X <= 0 || size.Y <= 0 {
		return fmt.Errorf("%w, got %dx%d", ErrSize, size.X, size.Y)
	}
	colorType, appendRow := byte(trueColor), e.appendRGB
	if e.buildTable(img) {
		colorType, appendRow = indexed, e.appendIndexes
	}
	if err := e.compress(img, appendRow); err != nil {
		return err
	}
	out.WriteString("\x89PNG\r\n\x1a\n")
	header := binary.BigEndian.AppendUint32(nil, uint32(size.X))
	header = binary.BigEndian.AppendUint32(header, uint32(size.Y))
	writeChunk(out, "IHDR", append(header, 8, colorType, 0, 0, 0))
	if colorType == indexed {
		writeChunk(out, "PLTE", e.tableBytes)
	}
	writeChunk(out, "IDAT", e.compressed.Bytes())
	writeChunk(out, "IEND", nil)
	return nil
}

// writeChunk appends a chunk with its length and checksum.
func writeChunk(out *bytes.Buffer, name string, data []byte) {
	var n [4]byte
	binary.BigEndian.PutUint32(n[:], uint32(len(data)))
	out.Write(n[:])
	out.WriteString(name)
	out.Write(data)
	sum := crc32.Update(crc32.ChecksumIEEE([]byte(name)), crc32.IEEETable, data)
	binary.BigEndian.PutUint32(n[:], sum)
	out.Write(n[:])
}

// buildTable makes the table of the picture's colours. It returns false if there are more than maxColors.
func (e *Encoder) buildTable(img *image.RGBA) bool {
	e.table.Clear()
	if !e.table.CountPixels(img.Pix, img.Stride, image.Rectangle{Max: img.Rect.Size()}, maxColors) {
		e.table = colors.Table{} // release the memory of a table that may have grown
		return false
	}
	e.tableBytes = e.tableBytes[:0]
	for c := range e.table.All() {
		v, _ := e.table.FindOrAdd(c)
		*v = uint32(len(e.tableBytes) / 3)
		e.tableBytes = append(e.tableBytes, byte(c), byte(c>>8), byte(c>>16))
	}
	return true
}

// compress compresses all rows into e.compressed. Each row begins with its filter type, which is 0 (no filter).
// appendRow appends a row's data to e.row.
func (e *Encoder) compress(img *image.RGBA, appendRow func(pix []byte)) error {
	e.compressed.Reset()
	if e.zlib == nil {
		e.zlib, _ = zlib.NewWriterLevel(&e.compressed, zlib.BestSpeed)
	} else {
		e.zlib.Reset(&e.compressed)
	}
	width := img.Rect.Dx()
	for y := range img.Rect.Dy() {
		e.row = append(e.row[:0], 0)
		appendRow(img.Pix[y*img.Stride:][:4*width])
		if _, err := e.zlib.Write(e.row); err != nil {
			return err
		}
	}
	return e.zlib.Close()
}

// appendRGB appends a row as true colour.
func (e *Encoder) appendRGB(pix []byte) {
	for ; len(pix) >= 4; pix = pix[4:] {
		e.row = append(e.row, pix[0], pix[1], pix[2])
	}
}

// appendIndexes appends a row as indexes into the table.
func (e *Encoder) appendIndexes(pix []byte) {
	last, index := uint32(colors.NoColor), byte(0)
	for ; len(pix) >= 4; pix = pix[4:] {
		if c := colors.FromPixel(pix); c != last {
			v, _ := e.table.FindOrAdd(c)
			last, index = c, byte(*v)
		}
		e.row = append(e.row, index)
	}
}
