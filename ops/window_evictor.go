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
	// slide does what evict does for n rows with these times, which are sorted, and not earlier than those before. A window
	// of rows does not use the times.
	slide(n int, times []int64, evicted []int) []int
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
	return e.slide(f.Len(), nil, evicted), nil
}

func (e *rowEvictor) slide(n int, _ []int64, evicted []int) []int {
	evicted = slices.Grow(evicted[:0], n)[:n]
	for i := range evicted {
		evicted[i] = 1
	}
	filling := min(e.free, n)
	clear(evicted[:filling])
	e.free -= filling
	return evicted
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
	last := int64(noTime)
	if len(e.times) > 0 {
		last = e.times[len(e.times)-1]
	}
	times, err := sortedTimes(f, e.index, last)
	if err != nil {
		return evicted, err
	}
	return e.slide(len(times), times, evicted), nil
}

func (e *timeEvictor) slide(n int, times []int64, evicted []int) []int {
	evicted = slices.Grow(evicted[:0], n)[:n]
	if n == 0 {
		return evicted
	}
	e.compact()
	queue := append(e.times, times...)
	head, length := e.head, e.length
	oldest := queue[head]
	for i, t := range times {
		from := head
		// t >= oldest, so the difference fits a uint64. The loop ends at t itself, because length > 0.
		for uint64(t-oldest) >= length {
			head++
			oldest = queue[head]
		}
		evicted[i] = head - from
	}
	e.times, e.head = queue, head
	return evicted
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

// compact drops the times of removed rows when they are more than half. It copies less than one time for each row
// removed.
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
