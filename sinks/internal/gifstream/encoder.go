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

// The pictures held back for the choice of colours: at most holdPictures, and at most holdBytes, but always one.
const (
	holdPictures = 16
	holdBytes    = 64 << 20
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
	out    *container
	loop   int
	size   image.Point
	queue  []still // not yet written, in order; the last one's end is not known yet
	shown  []byte  // the picture written last: what the next one is compared with
	free   [][]byte
	global *palette
	local  *palette // the last one made for a picture that the global one did not suit
	loss   float64  // mean squared distance of colours up to which a palette suits
	index  []uint8
	err    error

	compressed []uint8 // the indexes of the picture before, which are being compressed
}

// still is a picture and when it is first shown, counted from the first picture.
type still struct {
	pix []byte
	at  time.Duration
}

// NewEncoder returns an encoder that writes to w while pictures arrive. loop is how often the animation is repeated
// after it was played: Once, Forever, or 1 to 65535.
func NewEncoder(w io.Writer, loop int) *Encoder {
	return &Encoder{out: newContainer(w), loop: loop, loss: fairLoss}
}

// Add shows img from at on, counted from the first picture; at never decreases. The picture is copied; its alpha is
// ignored. An unchanged picture prolongs the one before. A picture that comes less than MinShown after the one before
// takes that one's place. The error of a failed write stays: every later call returns it.
func (e *Encoder) Add(img *image.RGBA, at time.Duration) error {
	if e.err != nil {
		return e.err
	}
	if err := e.fits(img.Rect.Size()); err != nil {
		return err
	}
	pix := e.copy(img)
	switch n := len(e.queue); {
	case n > 0 && bytes.Equal(e.queue[n-1].pix, pix):
		e.free = append(e.free, pix)
	case n > 0 && centiseconds(at)-centiseconds(e.queue[n-1].at) < centiseconds(MinShown):
		e.free = append(e.free, e.queue[n-1].pix)
		e.queue[n-1].pix = pix
	default:
		e.queue = append(e.queue, still{pix, at})
	}
	if len(e.queue) > e.capacity() {
		e.err = e.write()
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
	e.queue = append(e.queue, still{at: max(end, e.queue[n-1].at+MinShown)})
	if e.err = e.write(); e.err == nil {
		e.err = e.out.trailer()
	}
	return e.err
}

func (e *Encoder) fits(size image.Point) error {
	if e.size == (image.Point{}) && size.X > 0 && size.Y > 0 && size.X < 1<<16 && size.Y < 1<<16 {
		e.size = size
	}
	if size != e.size {
		return fmt.Errorf("%w: got %dx%d, first %dx%d", ErrSize, size.X, size.Y, e.size.X, e.size.Y)
	}
	return nil
}

func (e *Encoder) copy(img *image.RGBA) []byte {
	var pix []byte
	if n := len(e.free); n > 0 {
		pix, e.free = e.free[n-1], e.free[:n-1]
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
func (e *Encoder) capacity() int {
	if e.global != nil {
		return 1
	}
	return min(max(1, holdBytes/(4*e.size.X*e.size.Y)), holdPictures)
}

// write writes all pictures that wait but the last, whose time is not over.
func (e *Encoder) write() error {
	last := len(e.queue) - 1
	if e.global == nil {
		e.global = newPalette(choose(e.histogram(e.queue)))
		e.out.header(e.size, e.global.table, e.loop)
	}
	for i, s := range e.queue[:last] {
		if err := e.writeStill(s, e.queue[i+1].at); err != nil {
			return err
		}
		if e.shown != nil {
			e.free = append(e.free, e.shown)
		}
		e.shown = s.pix
	}
	e.queue = append(e.queue[:0], e.queue[last])
	if len(e.free) > 1 {
		e.free = append([][]byte(nil), e.free[0])
	}
	return nil
}

// histogram counts what changes in the pictures: a background that stays is written, and counted, once.
func (e *Encoder) histogram(queue []still) *colors.Table {
	var h colors.Table
	var before []byte
	for _, s := range queue {
		if s.pix != nil {
			h.Count(s.pix, 4*e.size.X, changed(before, s.pix, e.size), 1<<32-1)
			before = s.pix
		}
	}
	return &h
}

// maxDelay is the longest time that a GIF can say, in hundredths of a second.
const maxDelay = 1<<16 - 1

func (e *Encoder) writeStill(s still, end time.Duration) error {
	r := changed(e.shown, s.pix, e.size)
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
	e.index, e.compressed = e.compressed, e.index
	if n := r.Dx() * r.Dy(); len(e.index) < n {
		e.index = make([]uint8, n)
	}
	index := e.index[:r.Dx()*r.Dy()]
	p := e.convert(index, pix, r)
	if p == e.global {
		return e.out.picture(r, index, nil, len(p.table), delay)
	}
	return e.out.picture(r, index, p.table, 0, delay)
}

// fairLoss is a difference of 1.5 steps of 255 in all channels: what a well-chosen palette costs a plot of thousands of
// colours. A background that is off by 2 is above it.
const fairLoss = 1.5 * 1.5 * (weightR + weightG + weightB)

// convert looks the pixels up and returns the palette they are in: the global one, unless it lacks colours and the
// rectangle has few enough for a table that is exact, or the global one's are not close enough.
func (e *Encoder) convert(index []uint8, pix []byte, r image.Rectangle) *palette {
	stride := 4 * e.size.X
	f := e.global.convert(index, pix, stride, r)
	if f.exact {
		return e.global
	}
	var h colors.Table
	few := h.Count(pix, stride, r, maxColors)
	if !few && e.good(f) {
		return e.global
	}
	if e.local != nil {
		if f := e.local.convert(index, pix, stride, r); f.exact || !few && e.good(f) {
			return e.local
		}
	}
	if !few {
		h = colors.Table{}
		h.Count(pix, stride, r, 1<<32-1)
	}
	e.local = newPalette(choose(&h))
	f = e.local.convert(index, pix, stride, r)
	// A picture too rich for any palette raises the bound, or each one after it would have its palette chosen in vain.
	e.loss = max(e.loss, 2*f.loss)
	return e.local
}

func (e *Encoder) good(f fit) bool { return !f.far && f.loss <= e.loss }

// centiseconds rounds times, not durations: rounding errors of the delays do not add up.
func centiseconds(d time.Duration) int {
	return int((d + 5*time.Millisecond) / (10 * time.Millisecond))
}
