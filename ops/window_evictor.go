package ops

import (
	"encoding/binary"
	"slices"

	"github.com/streamgage/streamgage/frame"
)

// evictor decides which rows leave a window that moves on row by row.
type evictor interface {
	// evict returns, for each row of the batch, how many of the oldest rows leave before it comes in. It reuses the
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

func (e *rowEvictor) save(dst []byte) []byte { return binary.AppendUvarint(dst, uint64(e.free)) }

func (e *rowEvictor) load(src []byte) ([]byte, error) {
	r := stateReader{src: src}
	room := r.uint()
	if r.check(room <= uint64(e.size)); r.err == nil {
		e.free = int(room)
	}
	return r.src, r.err
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
		for uint64(t-oldest) >= length { // t >= oldest, so the difference fits a uint64; the loop ends at t at the latest
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
	return appendTimes(dst, e.times[e.head:])
}

func (e *timeEvictor) load(src []byte) ([]byte, error) {
	r := stateReader{src: src}
	if times := r.times(); r.err == nil {
		e.times, e.head = times, 0
	}
	return r.src, r.err
}

// orderError is the error of a row that is earlier than the one before it, in the batch or in the window.
func (e *timeEvictor) orderError(col frame.Column, row int) error {
	if row > 0 {
		return orderError(col, row)
	}
	return batchOrderError(col, e.times[len(e.times)-1])
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
