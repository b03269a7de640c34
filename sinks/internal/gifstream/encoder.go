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

// MinShown is the shortest time a picture is shown: browsers play anything shorter at a tenth of a second.
const MinShown = 20 * time.Millisecond

// The pictures held back for the choice of colours: at most maxHeldPictures, and at most maxHeldBytes, but always one.
const (
	maxHeldPictures = 16
	maxHeldBytes    = 64 << 20
)

// Forever and Once are special values of the loop argument of NewEncoder.
const (
	Forever = 0
	Once    = -1
)

var (
	// ErrSize is returned for a picture that is not of the first one's size, or has no size that a GIF can have.
	ErrSize = errors.New("pictures of a GIF must be of one size, 1x1 to 65535x65535")
	// ErrEmpty is returned by Close when no picture was added: there is no GIF without one.
	ErrEmpty = errors.New("a GIF needs at least one picture")
)

// Encoder writes one GIF, each picture two calls after it came. It holds 3 pictures in memory, and up to 16 (or 64 MiB) more until the colour table is
// chosen. One goroutine at a time.
type Encoder struct {
	out         *blockWriter
	loop        int
	size        image.Point
	queue       []queuedPicture // not yet written, in order; the last one's end is not known yet
	previous    []byte          // the picture written last: what the next one is compared with
	freeBuffers [][]byte
	global      *palette
	local       *palette // the last one made for a picture that the global one did not suit
	maxLoss     float64  // mean squared distance of colours up to which a palette suits
	indexes     []uint8
	err         error

	compressing []uint8 // the indexes of the picture before, which are being compressed
}

// still is a picture and when it is first shown, counted from the first picture.
type queuedPicture struct {
	pix []byte
	at  time.Duration
}

// NewEncoder returns an encoder that writes to w while pictures arrive. loop is how often the animation is repeated
// after it was played: Once, Forever, or 1 to 65535.
func NewEncoder(w io.Writer, loop int) *Encoder {
	return &Encoder{out: newBlockWriter(w), loop: loop, maxLoss: defaultMaxLoss}
}

// Add shows img from at on, counted from the first picture; at never decreases. The picture is copied; its alpha is
// ignored. An unchanged picture prolongs the one before. A picture that comes less than MinShown after the one before
// takes that one's place. The error of a failed write stays: every later call returns it.
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

// Close shows the last picture until end, at least for MinShown, and writes the trailer. It closes no writer.
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

func (e *Encoder) checkSize(size image.Point) error {
	if e.size == (image.Point{}) && size.X > 0 && size.Y > 0 && size.X < 1<<16 && size.Y < 1<<16 {
		e.size = size
	}
	if size != e.size {
		return fmt.Errorf("%w: got %dx%d, first %dx%d", ErrSize, size.X, size.Y, e.size.X, e.size.Y)
	}
	return nil
}

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

// capacity is how many pictures may wait: one, and before the colours are chosen as many as help the choice.
func (e *Encoder) queueCapacity() int {
	if e.global != nil {
		return 1
	}
	return min(max(1, maxHeldBytes/(4*e.size.X*e.size.Y)), maxHeldPictures)
}

// write writes all pictures that wait but the last, whose time is not over.
func (e *Encoder) writeQueue() error {
	last := len(e.queue) - 1
	if e.global == nil {
		e.global = newPalette(chooseTable(e.histogram(e.queue)))
		e.out.bufferHeader(e.size, e.global.table, e.loop)
	}
	for i, s := range e.queue[:last] {
		if err := e.writePicture(s, e.queue[i+1].at); err != nil {
			return err
		}
		if e.previous != nil {
			e.freeBuffers = append(e.freeBuffers, e.previous)
		}
		e.previous = s.pix
	}
	e.queue = append(e.queue[:0], e.queue[last])
	if len(e.freeBuffers) > 1 {
		e.freeBuffers = append([][]byte(nil), e.freeBuffers[0])
	}
	return nil
}

// histogram counts what changes in the pictures: a background that stays is written, and counted, once.
func (e *Encoder) histogram(queue []queuedPicture) *colors.Table {
	var h colors.Table
	var before []byte
	for _, s := range queue {
		if s.pix != nil {
			h.CountPixels(s.pix, 4*e.size.X, changedRect(before, s.pix, e.size), 1<<32-1)
			before = s.pix
		}
	}
	return &h
}

// maxDelay is the longest time that a GIF can say, in hundredths of a second.
const maxDelay = 1<<16 - 1

func (e *Encoder) writePicture(s queuedPicture, end time.Duration) error {
	r := changedRect(e.previous, s.pix, e.size)
	for delay := centiseconds(end) - centiseconds(s.at); delay > 0; {
		part := min(delay, maxDelay)
		if rest := delay - part; rest > 0 && rest < centiseconds(MinShown) {
			part -= centiseconds(MinShown)
		}
		if err := e.writeRect(s.pix, r, part); err != nil {
			return err
		}
		delay -= part
		r = image.Rect(0, 0, 1, 1)
	}
	return nil
}

func (e *Encoder) writeRect(pix []byte, r image.Rectangle, delay int) error {
	e.indexes, e.compressing = e.compressing, e.indexes
	if n := r.Dx() * r.Dy(); len(e.indexes) < n {
		e.indexes = make([]uint8, n)
	}
	index := e.indexes[:r.Dx()*r.Dy()]
	p := e.mapColors(index, pix, r)
	if p == e.global {
		return e.out.startPicture(r, index, nil, len(p.table), delay)
	}
	return e.out.startPicture(r, index, p.table, 0, delay)
}

// defaultMaxLoss is a difference of 1.5 steps of 255 in all channels: what a well-chosen palette costs a plot of thousands of
// colours. A background that is off by 2 is above it.
const defaultMaxLoss = 1.5 * 1.5 * (weightR + weightG + weightB)

// convert looks the pixels up and returns the palette they are in: the global one, unless it lacks colours and the
// rectangle has few enough for a table that is exact, or the global one's are not close enough.
func (e *Encoder) mapColors(index []uint8, pix []byte, r image.Rectangle) *palette {
	stride := 4 * e.size.X
	f := e.global.mapPixels(index, pix, stride, r)
	if f.exact {
		return e.global
	}
	var h colors.Table
	few := h.CountPixels(pix, stride, r, maxColors)
	if !few && e.isAcceptable(f) {
		return e.global
	}
	if e.local != nil {
		if f := e.local.mapPixels(index, pix, stride, r); f.exact || !few && e.isAcceptable(f) {
			return e.local
		}
	}
	if !few {
		h = colors.Table{}
		h.CountPixels(pix, stride, r, 1<<32-1)
	}
	e.local = newPalette(chooseTable(&h))
	f = e.local.mapPixels(index, pix, stride, r)
	// A picture too rich for any palette raises the bound, or each one after it would have its palette chosen in vain.
	e.maxLoss = max(e.maxLoss, 2*f.loss)
	return e.local
}

func (e *Encoder) isAcceptable(f paletteMatch) bool { return !f.visiblyOff && f.loss <= e.maxLoss }

// centiseconds rounds times, not durations: rounding errors of the delays do not add up.
func centiseconds(d time.Duration) int {
	return int((d + 5*time.Millisecond) / (10 * time.Millisecond))
}
