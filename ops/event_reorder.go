package ops

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// Reorder gives rows sorted by time, those of one time as they came, so that what needs sorted rows (Rolling,
// Window(Within)) works behind it. It holds a row back until one has come that is newer by lateness, or the stream ends. A
// row that is older than one already given is late: see [LateRows], [CountLate] and [Idle]. A batch's results come in one
// frame.
//
//	in:  --1--3--2--5---4--9---3--|    lateness 2
//	out: -----1-----23-----45------9|  the second 3 is late: 5 has been given
//
// The index must be of times; a row without one is an [ErrOrder] that names it, and its batch is not taken. At most as many
// rows as [MaxRows] says are held back. A row costs about 100 ns and its copy. It panics if lateness is negative.
func (d DataFrame) Reorder(lateness time.Duration, opts ...ReorderOption) DataFrame {
	mustLateness("Reorder", lateness)
	t := newTiming()
	t.lateness = lateness
	for _, o := range opts {
		if o == nil {
			panic("ops.Reorder: the option must not be nil")
		}
		o.ofReorder(&t)
	}
	if d.err != nil {
		return d
	}
	schema := d.example.Schema()
	index, err := timeIndex(schema)
	if err != nil {
		return d.fail("Reorder", err)
	}
	return d.emits("Reorder", fmt.Sprintf("reorder %v", lateness), t, func() emitter {
		r := &reordering{
			watermark: watermark{math.MinInt64, int64(lateness)}, given: math.MinInt64,
			schema: schema, clock: rowClock{index: index}, limit: t.rows,
		}
		return emitter{r.take, r.idle, r.end, r.save, r.load}
	})
}

// reordering is the state of Reorder.
type reordering struct {
	watermark
	schema frame.Schema
	clock  rowClock
	held   heldRows
	frames []frame.Frame // in which they lie
	rows   int           // of frames
	number uint64        // of rows that have come
	given  int64         // the time of the newest row given
	limit  int
	due    []place
}

func (r *reordering) take(f frame.Frame) (out frame.Frame, late []int, err error) {
	times, err := r.clock.times(f)
	if err != nil {
		return out, nil, err
	}
	if len(r.held)+len(times) > r.limit {
		if n := r.heldAfter(times); n > r.limit {
			return out, nil, fmt.Errorf("%w: %d rows are to be held back; MaxRows sets the limit, which is %d", ErrLimit, n, r.limit)
		}
	}
	r.frames, r.rows = append(r.frames, f), r.rows+f.Len()
	for i, t := range times {
		if t < r.given {
			late = append(late, i)
			continue
		}
		r.held.push(heldRow{t, r.number, place{len(r.frames) - 1, i}})
		r.number++
		r.see(t)
		r.release(r.mark)
	}
	out, err = r.give()
	return out, late, err
}

// heldAfter is how many rows would be held back after a batch.
func (r *reordering) heldAfter(times []int64) (n int) {
	after := r.watermark
	for _, t := range times {
		after.see(t)
	}
	for _, t := range times {
		if t > after.mark {
			n++
		}
	}
	for _, h := range r.held {
		if h.time > after.mark {
			n++
		}
	}
	return n
}

// release marks rows up to a time as due.
func (r *reordering) release(mark int64) {
	for len(r.held) > 0 && r.held[0].time <= mark {
		h := r.held.pop()
		r.due = append(r.due, h.place)
		r.given = h.time
	}
}

// give makes a frame of the rows that are due.
func (r *reordering) give() (frame.Frame, error) {
	out, err := gather(r.schema, r.frames, r.due)
	r.due = r.due[:0]
	if err != nil {
		return out, err
	}
	return out, r.compact()
}

// compact copies the rows that are held when most of their frames' rows are gone: a copy of less than a row for each
// that came.
func (r *reordering) compact() error {
	if r.rows <= 2*len(r.held)+1000 && len(r.held) > 0 {
		return nil
	}
	f, err := r.heldFrame()
	if err != nil {
		return err
	}
	r.hold(f)
	return nil
}

// heldFrame makes one frame of the rows that are held.
func (r *reordering) heldFrame() (frame.Frame, error) {
	rows := make([]place, len(r.held))
	for i, h := range r.held {
		rows[i] = h.place
	}
	return gather(r.schema, r.frames, rows)
}

// hold says that the rows that are held lie in f now.
func (r *reordering) hold(f frame.Frame) {
	for i := range r.held {
		r.held[i].place = place{0, i}
	}
	clear(r.frames)
	r.frames, r.rows = append(r.frames[:0], f), f.Len()
}

func (r *reordering) idle() (frame.Frame, error) {
	r.release(math.MaxInt64)
	r.mark = max(r.mark, r.given)
	return r.give()
}

func (r *reordering) end() (frame.Frame, error) { return r.idle() }

// save writes the rows that are held in their order: a heap, too, when they are read.
func (r *reordering) save(dst []byte) []byte {
	slices.SortFunc(r.held, func(a, b heldRow) int {
		if a.before(b) {
			return -1
		}
		return 1
	})
	dst = appendInts(dst, r.mark, r.given)
	f, err := r.heldFrame()
	if err != nil {
		panic(err) // the columns were there when the rows came
	}
	return appendFrame(dst, f)
}

func (r *reordering) load(src []byte) (rest []byte, err error) {
	s := stateReader{src: src}
	r.mark, r.given = s.int(), s.int()
	f, err := readFrame(&s, r.schema)
	if err != nil {
		return nil, err
	}
	times, err := f.Times(r.clock.index)
	if err != nil {
		return nil, err
	}
	for i, t := range times {
		r.held = append(r.held, heldRow{time: t, number: uint64(i)})
	}
	r.number = uint64(len(times))
	r.hold(f)
	return s.src, nil
}
