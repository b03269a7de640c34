package ops

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// Reorder emits rows sorted by time, for operators that need sorted rows: Rolling, Window(Within). Rows of the same
// time keep their order of arrival. A row is held back until a row has come that is newer by lateness, or the stream
// ends. A row that is older than one already emitted is late: see [LateRows], [CountLate] and [Idle]. The results of a
// batch come in one frame.
//
//	in:  --1--3--2--5---4--9---3--|    lateness 2
//	out: -----1-----23-----45------9|  the second 3 is late: 5 has been emitted
//
// The index must be of type time, else it is a build error, an [ErrType]. A row without a time is an [ErrOrder] that
// names it, and its batch is left out. At most [MaxRows] rows are held back. A row costs about 100 ns and its copy.
// Reorder panics if lateness is negative.
func (d DataFrame) Reorder(lateness time.Duration, opts ...ReorderOption) DataFrame {
	checkLateness("Reorder", lateness)
	cfg := newEventConfig()
	cfg.lateness = lateness
	for _, o := range opts {
		if o == nil {
			panic("ops.Reorder: the option must not be nil")
		}
		o.applyToReorder(&cfg)
	}
	return d.reorder(cfg)
}

// reorder is Reorder with its options.
func (d DataFrame) reorder(cfg eventConfig) DataFrame {
	if d.err != nil {
		return d
	}
	lateness := cfg.lateness
	schema := d.example.Schema()
	index, err := timeIndex(schema, "event time")
	if err != nil {
		return d.fail("Reorder", err)
	}
	return d.deriveEvent("Reorder", fmt.Sprintf("reorder %v", lateness), cfg, func() eventOperator {
		r := &reorderState{
			watermark: watermark{math.MinInt64, int64(lateness)}, lastEmitted: math.MinInt64,
			schema: schema, rowTimes: rowTimes{index: index}, limit: cfg.maxRows,
		}
		return eventOperator{take: r.take, idle: r.idle, end: r.end, save: r.save, load: r.load}
	})
}

// reorderState is the state of Reorder.
type reorderState struct {
	watermark
	schema      frame.Schema
	rowTimes    rowTimes
	buffered    rowHeap       // rows that are held back
	frames      []frame.Frame // the batches that hold them
	rows        int           // the number of rows of frames
	number      uint64        // how many rows have come
	lastEmitted int64         // the time of the newest row emitted
	limit       int
	ready       []rowRef // rows to emit
}

func (r *reorderState) take(f frame.Frame) (out frame.Frame, late []int, err error) {
	times, err := r.rowTimes.times(f)
	if err != nil {
		return out, nil, err
	}
	if len(r.buffered)+len(times) > r.limit {
		if n := r.bufferedAfter(times); n > r.limit {
			return out, nil,
				fmt.Errorf("%w: %d rows would be held back; MaxRows sets the limit, which is %d", ErrLimit, n, r.limit)
		}
	}
	r.frames, r.rows = append(r.frames, f), r.rows+f.Len()
	for i, t := range times {
		if t < r.lastEmitted {
			late = append(late, i)
			continue
		}
		r.buffered.push(bufferedRow{t, r.number, rowRef{len(r.frames) - 1, i}})
		r.number++
		r.observe(t)
		r.releaseUntil(r.mark)
	}
	out, err = r.takeReady()
	return out, late, err
}

// bufferedAfter returns how many rows would be held back after a batch.
func (r *reorderState) bufferedAfter(times []int64) (n int) {
	after := r.watermark
	for _, t := range times {
		after.observe(t)
	}
	for _, t := range times {
		if t > after.mark {
			n++
		}
	}
	for _, h := range r.buffered {
		if h.time > after.mark {
			n++
		}
	}
	return n
}

// releaseUntil marks rows up to a time as ready.
func (r *reorderState) releaseUntil(mark int64) {
	for len(r.buffered) > 0 && r.buffered[0].time <= mark {
		h := r.buffered.pop()
		r.ready = append(r.ready, h.ref)
		r.lastEmitted = h.time
	}
}

// takeReady returns a frame of the rows that are ready.
func (r *reorderState) takeReady() (frame.Frame, error) {
	out, err := takeRows(r.schema, r.frames, r.ready)
	r.ready = r.ready[:0]
	if err != nil {
		return out, err
	}
	return out, r.compact()
}

// compact copies the rows that are held back into one frame when most rows of their frames were emitted. It copies less
// than one row for each row that came.
func (r *reorderState) compact() error {
	if r.rows <= 2*len(r.buffered)+1000 && len(r.buffered) > 0 {
		return nil
	}
	f, err := r.bufferedFrame()
	if err != nil {
		return err
	}
	r.rebase(f)
	return nil
}

// bufferedFrame returns one frame of the rows that are held back.
func (r *reorderState) bufferedFrame() (frame.Frame, error) {
	rows := make([]rowRef, len(r.buffered))
	for i, h := range r.buffered {
		rows[i] = h.ref
	}
	return takeRows(r.schema, r.frames, rows)
}

// rebase records that the rows that are held back are now those of f.
func (r *reorderState) rebase(f frame.Frame) {
	for i := range r.buffered {
		r.buffered[i].ref = rowRef{0, i}
	}
	clear(r.frames)
	r.frames, r.rows = append(r.frames[:0], f), f.Len()
}

func (r *reorderState) idle() (frame.Frame, error) {
	r.releaseUntil(math.MaxInt64)
	r.mark = max(r.mark, r.lastEmitted)
	return r.takeReady()
}

func (r *reorderState) end() (frame.Frame, error) { return r.idle() }

// save writes the rows that are held back, sorted; sorted rows are also a heap.
func (r *reorderState) save(dst []byte) []byte {
	slices.SortFunc(r.buffered, func(a, b bufferedRow) int {
		if a.before(b) {
			return -1
		}
		return 1
	})
	dst = state.AppendInts(dst, r.mark, r.lastEmitted)
	f, err := r.bufferedFrame()
	if err != nil {
		panic(err) // does not happen: the schema was checked when the rows came
	}
	return appendFrame(dst, f)
}

func (r *reorderState) load(src []byte) (rest []byte, err error) {
	s := state.NewReader(src)
	r.mark, r.lastEmitted = s.Int(), s.Int()
	f, err := readFrame(s, r.schema)
	if err != nil {
		return nil, err
	}
	times, err := f.Times(r.rowTimes.index)
	if err != nil {
		return nil, err
	}
	for i, t := range times {
		r.buffered = append(r.buffered, bufferedRow{time: t, number: uint64(i)})
	}
	r.number = uint64(len(times))
	r.rebase(f)
	return s.Finish()
}
