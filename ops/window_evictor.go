package ops

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/frame"
)

// edge is the far edge of a window that moves on row by row: it says how many rows it leaves behind before each new one.
type edge interface {
	// move says for each row of the batch how many of the oldest rows leave before it comes in; gone is room for that. An
	// error leaves the edge where it was.
	move(f frame.Frame, gone []int) ([]int, error)
	// held is how many rows are in the window.
	held() int
	save(dst []byte) []byte
	load(src []byte) (rest []byte, err error)
}

// edge makes a window's edge for frames of the schema.
func (s Span) edge(schema frame.Schema) (edge, error) {
	if s.rows > 0 {
		return &rowEdge{size: s.rows, room: s.rows}, nil
	}
	index, ok := schema.Index()
	if !ok {
		return nil, fmt.Errorf("%w: a window of time needs a time index, got none; columns are %s", ErrType, names(values(schema)))
	}
	if index.Type != frame.Time {
		return nil, fmt.Errorf("%w: a window of time needs a time index, got %q of type %v", ErrType, index.Name, index.Type)
	}
	return &timeEdge{length: uint64(s.time), index: index.Name}, nil
}

// rowEdge lets a row go for each one that comes, once the window is full.
type rowEdge struct{ size, room int }

func (e *rowEdge) move(f frame.Frame, gone []int) ([]int, error) {
	gone = slices.Grow(gone[:0], f.Len())[:f.Len()]
	for i := range gone {
		gone[i] = 1
	}
	filling := min(e.room, len(gone))
	clear(gone[:filling])
	e.room -= filling
	return gone, nil
}

func (e *rowEdge) held() int { return e.size - e.room }

func (e *rowEdge) save(dst []byte) []byte { return binary.AppendUvarint(dst, uint64(e.room)) }

func (e *rowEdge) load(src []byte) ([]byte, error) {
	r := stateReader{src: src}
	room := r.uint()
	if r.check(room <= uint64(e.size)); r.err == nil {
		e.room = int(room)
	}
	return r.src, r.err
}

// timeEdge keeps the times of the rows in the window.
type timeEdge struct {
	length uint64
	index  string
	times  []int64
	head   int // of the oldest row in the window
}

func (e *timeEdge) move(f frame.Frame, gone []int) ([]int, error) {
	times, err := f.Times(e.index)
	if err != nil || len(times) == 0 {
		return gone[:0], err
	}
	col, err := f.Column(e.index)
	if err != nil {
		return gone, err
	}
	if col.HasMissing() {
		return gone, outOfOrder(col, unsorted(col, times))
	}
	e.compact()
	queue := append(e.times, times...)
	gone = slices.Grow(gone[:0], len(times))[:len(times)]
	head, last, length := e.head, queue[max(0, len(e.times)-1)], e.length
	gone = gone[:len(times)]
	oldest := queue[head]
	for i, t := range times {
		if t < last {
			return gone, e.outOfOrder(col, i)
		}
		last = t
		from := head
		for uint64(t-oldest) >= length { // t is the later one, so this holds 584 years; t itself ends it
			head++
			oldest = queue[head]
		}
		gone[i] = head - from
	}
	e.times, e.head = queue, head
	return gone, nil
}

func (e *timeEdge) held() int { return len(e.times) - e.head }

func (e *timeEdge) save(dst []byte) []byte {
	times := e.times[e.head:]
	dst = binary.AppendUvarint(dst, uint64(len(times)))
	last := int64(0)
	for _, t := range times {
		dst = binary.AppendVarint(dst, t-last)
		last = t
	}
	return dst
}

func (e *timeEdge) load(src []byte) ([]byte, error) {
	r := stateReader{src: src}
	times := make([]int64, r.count())
	last := int64(0)
	for i := range times {
		last += r.int()
		times[i] = last
	}
	r.check(slices.IsSorted(times))
	if r.err == nil {
		e.times, e.head = times, 0
	}
	return r.src, r.err
}

// outOfOrder says that a row is earlier than the one before, in the batch or in the window.
func (e *timeEdge) outOfOrder(col frame.Column, row int) error {
	if row > 0 {
		return outOfOrder(col, row)
	}
	return tooLate(col, e.times[len(e.times)-1])
}

// compact makes room where what is gone is more than what is left: a copy of less than a row for each row gone.
func (e *timeEdge) compact() {
	if e.head > len(e.times)/2 {
		e.times = e.times[:copy(e.times, e.times[e.head:])]
		e.head = 0
	}
}
