package gifstream

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"io"
	"time"

	"github.com/streamgage/streamgage/sinks/internal/colors"
)

// MinShown is the shortest time for which a picture is shown. Browsers show a picture with a shorter delay for 100 ms.
const MinShown = 20 * time.Millisecond

// Limits of the pictures that are held back until the colour table is chosen. At least one is held.
const (
	maxHeldPictures = 16
	maxHeldBytes    = 64 << 20
)

// Special values of NewEncoder's argument loop.
const (
	Forever = 0
	Once    = -1
)

var (
	// ErrSize is returned for a picture whose size differs from that of the first one, or is not possible in a GIF.
	ErrSize = errors.New("pictures of a GIF must be of one size, 1x1 to 65535x65535")
	// ErrEmpty is returned by Close if no picture was added: a GIF has at least one.
	ErrEmpty = errors.New("a GIF needs at least one picture")
)

// Encoder writes one GIF. It writes each picture two calls of Add after the picture was added. It holds 4 pictures in
// memory. Until the colour table is chosen, it holds up to 16 more (at most 64 MiB). One goroutine at a time may use
// it.
type Encoder struct {
	out         *blockWriter
	loop        int
	size        image.Point
	queue       []queuedPicture // the pictures that are not written yet, in order
	previous    []byte          // the picture encoded last; the next one is compared with it
	freeBuffers [][]byte
	global      *palette
	err         error

	// Used only by the goroutine while it encodes a picture.
	comparing []byte   // the picture before the one that is encoded; it is free afterwards
	local     *palette // the last palette made for a picture that the global one does not fit
	maxLoss   float64  // the largest acceptable mean squared distance of colours
	indexes   []uint8
}

// queuedPicture is a picture and the time from which it is shown, measured from the first picture.
type queuedPicture struct {
	pix []byte
	at  time.Duration
}

// NewEncoder returns an encoder that writes to w while pictures arrive. loop is the number of times that the animation
// is repeated after its first run: Once, Forever, or 1 to 65535.
func NewEncoder(w io.Writer, loop int) *Encoder {
	return &Encoder{out: newBlockWriter(w), loop: loop, maxLoss: defaultMaxLoss}
}

// Add shows img from the time at on. Times are measured from the first picture and must not decrease. Add copies the
// picture and ignores its alpha. If the picture is unchanged, the previous one is shown longer. If less than MinShown
// has passed since the previous picture, img replaces it. After a failed write, all calls return the error of that
// write.
func (e *Encoder) Add(img *image.RGBA, at time.Duration) error {
	if e.err != nil {
		return e.err
	}
	if err := e.checkSize(img.Rect.Size()); err != nil {
		return err
	}
	pix := e.copyPixels(img)
	switch n := len(e.queue); {
	case n > 0 && bytes.Equal(e.queue[n-1].pix, pix):
		e.freeBuffers = append(e.freeBuffers, pix)
	case n > 0 && centiseconds(at)-centiseconds(e.queue[n-1].at) < centiseconds(MinShown):
		e.freeBuffers = append(e.freeBuffers, e.queue[n-1].pix)
		e.queue[n-1].pix = pix
	default:
		e.queue = append(e.queue, queuedPicture{pix, at})
	}
	if len(e.queue) > e.queueCapacity() {
		e.err = e.writeQueue()
	}
	return e.err
}

// Close shows the last picture until end, and at least for MinShown. It writes the trailer. It does not close the
// writer.
func (e *Encoder) Close(end time.Duration) error {
	if e.err != nil {
		return e.err
	}
	n := len(e.queue)
	if n == 0 {
		return ErrEmpty
	}
	e.queue = append(e.queue, queuedPicture{at: max(end, e.queue[n-1].at+MinShown)})
	if e.err = e.writeQueue(); e.err == nil {
		e.err = e.out.writeTrailer()
	}
	return e.err
}

// checkSize stores the size of the first picture, and compares that of others with it.
func (e *Encoder) checkSize(size image.Point) error {
	if e.size == (image.Point{}) && size.X > 0 && size.Y > 0 && size.X < 1<<16 && size.Y < 1<<16 {
		e.size = size
	}
	if size != e.size {
		return fmt.Errorf("%w: got %dx%d, first %dx%d", ErrSize, size.X, size.Y, e.size.X, e.size.Y)
	}
	return nil
}

// copyPixels copies a picture into a free or a new buffer.
func (e *Encoder) copyPixels(img *image.RGBA) []byte {
	var pix []byte
	if n := len(e.freeBuffers); n > 0 {
		pix, e.freeBuffers = e.freeBuffers[n-1], e.freeBuffers[:n-1]
	} else {
		pix = make([]byte, 4*e.size.X*e.size.Y)
	}
	row := 4 * e.size.X
	for y := range e.size.Y {
		copy(pix[y*row:(y+1)*row], img.Pix[y*img.Stride:])
	}
	return pix
}

// queueCapacity is the largest number of pictures in the queue. Until the colour table is chosen, it is the number of
// pictures that are held back for this choice. Then it is 1.
func (e *Encoder) queueCapacity() int {
	if e.global != nil {
		return 1
	}
	return min(max(1, maxHeldBytes/(4*e.size.X*e.size.Y)), maxHeldPictures)
}

// writeQueue writes all pictures of the queue except the last one, because it is not known yet until when that one is
// shown.
func (e *Encoder) writeQueue() error {
	last := len(e.queue) - 1
	if e.global == nil {
		e.global = newPalette(chooseTable(e.histogram(e.queue)))
		e.out.bufferHeader(e.size, e.global.table, e.loop)
	}
	for i, p := range e.queue[:last] {
		if err := e.out.flush(); err != nil {
			return err
		}
		if e.comparing != nil {
			e.freeBuffers = append(e.freeBuffers, e.comparing)
		}
		e.comparing, e.previous = e.previous, p.pix
		e.out.working = true
		go e.encode(p, e.queue[i+1].at)
	}
	e.queue = append(e.queue[:0], e.queue[last])
	if len(e.freeBuffers) > 1 {
		e.freeBuffers = append([][]byte(nil), e.freeBuffers[0])
	}
	return nil
}

// histogram counts the colours of the pixels that change from picture to picture. An unchanged background is counted
// once, because it is written once.
func (e *Encoder) histogram(queue []queuedPicture) *colors.Table {
	var h colors.Table
	var before []byte
	for _, p := range queue {
		if p.pix != nil {
			h.CountPixels(p.pix, 4*e.size.X, changedRect(before, p.pix, e.size), 1<<32-1)
			before = p.pix
		}
	}
	return &h
}

// maxDelay is the longest delay in a GIF, in hundredths of a second.
const maxDelay = 1<<16 - 1

// encode buffers the part of a picture that has changed. A delay longer than maxDelay is divided among several pictures. It
// runs on a goroutine of its own.
func (e *Encoder) encode(p queuedPicture, end time.Duration) {
	r := changedRect(e.comparing, p.pix, e.size)
	for delay := centiseconds(end) - centiseconds(p.at); delay > 0; {
		part := min(delay, maxDelay)
		if rest := delay - part; rest > 0 && rest < centiseconds(MinShown) {
			part -= centiseconds(MinShown)
		}
		e.encodeRect(p.pix, r, part)
		delay -= part
		r = image.Rect(0, 0, 1, 1)
	}
	e.out.done <- struct{}{}
}

// encodeRect buffers rectangle r of a picture with a delay in hundredths of a second.
func (e *Encoder) encodeRect(pix []byte, r image.Rectangle, delay int) {
	if n := r.Dx() * r.Dy(); len(e.indexes) < n {
		e.indexes = make([]uint8, n)
	}
	indexes := e.indexes[:r.Dx()*r.Dy()]
	p := e.mapColors(indexes, pix, r)
	if p == e.global {
		e.out.bufferPicture(r, indexes, nil, len(p.table), delay)
		return
	}
	e.out.bufferPicture(r, indexes, p.table, 0, delay)
}

// defaultMaxLoss is the loss if all channels differ by 1.5 of 255 steps. A good palette for a plot of thousands of
// colours has about this loss. A background that differs by 2 steps has a larger loss.
const defaultMaxLoss = 1.5 * 1.5 * (weightR + weightG + weightB)

// mapColors writes the palette indexes of the pixels in r to indexes, and returns the palette. It uses the global
// palette if that has all colours, or if the colours do not fit into one table and the global palette is acceptable.
// Otherwise it uses a local palette, made from the colours in r or from those of an earlier rectangle.
func (e *Encoder) mapColors(indexes []uint8, pix []byte, r image.Rectangle) *palette {
	stride := 4 * e.size.X
	match := e.global.mapPixels(indexes, pix, stride, r)
	if match.exact {
		return e.global
	}
	var h colors.Table
	fitsOneTable := h.CountPixels(pix, stride, r, maxColors)
	if !fitsOneTable && e.isAcceptable(match) {
		return e.global
	}
	if e.local != nil {
		if match := e.local.mapPixels(indexes, pix, stride, r); match.exact || !fitsOneTable && e.isAcceptable(match) {
			return e.local
		}
	}
	if !fitsOneTable {
		h = colors.Table{}
		h.CountPixels(pix, stride, r, 1<<32-1)
	}
	e.local = newPalette(chooseTable(&h))
	match = e.local.mapPixels(indexes, pix, stride, r)
	// If the picture has too many colours for any palette, the limit is increased. Otherwise a palette, which would not
	// be acceptable either, would be made for each later picture.
	e.maxLoss = max(e.maxLoss, 2*match.loss)
	return e.local
}

// isAcceptable reports whether a palette with this match may be used.
func (e *Encoder) isAcceptable(match paletteMatch) bool {
	return !match.visiblyOff && match.loss <= e.maxLoss
}

// centiseconds rounds d to hundredths of a second. It is applied to times, not to durations, so that rounding errors do
// not add up.
func centiseconds(d time.Duration) int {
	return int((d + 5*time.Millisecond) / (10 * time.Millisecond))
}
