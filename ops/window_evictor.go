package ops

import (
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// evictor decides which rows leave a window that moves row by row.
type evictor interface {
	// evict returns, for each row of the batch, how many of the oldest rows leave before it enters. It reuses the
	// memory of evicted. After an error the evictor is unchanged.
	evict(f frame.Frame, evicted []int) ([]int, error)
	// len returns how many rows are in the window.
	len() int
	save(dst []byte) []byte
	load(src []byte) (rest []byte, err error)
}

// newEvictor returns the evictor of a window over frames of the schema.
func (s Span) newEvictor(schema frame.Schema) (evictor, error) {
	if s.rows > 0 {
		return &rowEvictor{size: s.rows, free: s.rows}, nil
	}
	index, err := timeIndex(schema, "a window of time")
	if err != nil {
		return nil, err
	}
	return &timeEvictor{length: uint64(s.time), index: index}, nil
}

// rowEvictor removes one row for each new one once the window is full.
type rowEvictor struct{ size, free int }

func (e *rowEvictor) evict(f frame.Frame, evicted []int) ([]int, error) {
	evicted = slices.Grow(evicted[:0], f.Len())[:f.Len()]
	for i := range evicted {
		evicted[i] = 1
	}
	filling := min(e.free, len(evicted))
	clear(evicted[:filling])
	e.free -= filling
	return evicted, nil
}

func (e *rowEvictor) len() int { return e.size - e.free }

func (e *rowEvictor) save(dst []byte) []byte { return state.AppendCount(dst, e.free) }

func (e *rowEvictor) load(src []byte) ([]byte, error) {
	r := state.NewReader(src)
	free := r.Uint()
	if r.Check(free <= uint64(e.size)); r.Err() == nil {
		e.free = int(free)
	}
	return r.Finish()
}

// timeEvictor removes the rows that are too old for a window of time. It keeps the times of the rows in the window.
type timeEvictor struct {
	length uint64
	index  string
	times  []int64
	head   int // of the oldest row in the window
}

func (e *timeEvictor) evict(f frame.Frame, evicted []int) ([]int, error) {
	times, col, err := timesOf(f, e.index)
	if err != nil || len(times) == 0 {
		return evicted[:0], err
	}
	if col.HasMissing() {
		return evicted, orderError(col, firstUnsorted(col, times))
	}
	e.compact()
	queue := append(e.times, times...)
	evicted = slices.Grow(evicted[:0], len(times))[:len(times)]
	head, last, length := e.head, queue[max(0, len(e.times)-1)], e.length
	evicted = evicted[:len(times)]
	oldest := queue[head]
	for i, t := range times {
		if t < last {
			return evicted, e.orderError(col, i)
		}
		last = t
		from := head
		// t >= oldest, so the difference fits a uint64. The loop ends at t itself, because length > 0.
		for uint64(t-oldest) >= length {
			head++
			oldest = queue[head]
		}
		evicted[i] = head - from
	}
	e.times, e.head = queue, head
	return evicted, nil
}

func (e *timeEvictor) len() int { return len(e.times) - e.head }

func (e *timeEvictor) save(dst []byte) []byte {
	return state.AppendTimes(dst, e.times[e.head:])
}

func (e *timeEvictor) load(src []byte) ([]byte, error) {
	r := state.NewReader(src)
	if times := r.Times(); r.Err() == nil {
		e.times, e.head = times, 0
	}
	return r.Finish()
}

// orderError returns the error of a row that is earlier than the one before it, in the batch or in the window.
func (e *timeEvictor) orderError(col frame.Column, row int) error {
	if row > 0 {
		return orderError(col, row)
	}
	return batchOrderError(col, e.times[len(e.times)-1])
}

// compact drops the times of removed rows when they are more than half of all. It copies less than one time for each
// removed row.
func (e *timeEvictor) compact() {
	if e.head > len(e.times)/2 {
		e.times = e.times[:copy(e.times, e.times[e.head:])]
		e.head = 0
	}
}

// sum returns how many rows leave with a batch.
func sum(evicted []int) (n int) {
	for _, k := range evicted {
		n += k
	}
	return n
}
