package ops

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/group"
)

// expiringGroups go when their key has not come for some time. They stand in a list, the one whose key came longest ago
// first.
type expiringGroups struct {
	after uint64 // nanoseconds
	index string
	now   int64 // the time of the newest row
	begun bool  // there has been one
	queue keyQueue
	last  []int64 // by group: when its key came last, in the batches before
	// Of the batch:
	visits  []visit // by group
	touched []int32 // the groups that come in it, the latest first
	ended   []int32
}

// visit is what a batch has of a group.
type visit struct {
	here        bool
	cut         bool  // only rows after a pause count
	first, last int64 // the times of its rows that count
}

func newExpiringGroups(schema frame.Schema, after time.Duration) (*expiringGroups, error) {
	index, ok := schema.Index()
	if !ok || index.Type != frame.Time {
		return nil, fmt.Errorf("%w: Expiry needs a time index, got [%v]", ErrType, schema)
	}
	return &expiringGroups{after: uint64(after), index: index.Name, queue: newKeyQueue()}, nil
}

func (e *expiringGroups) admit(g *grouping, f frame.Frame) error {
	times, err := e.read(f)
	if err != nil {
		return err
	}
	e.visit(g.ids, times, g.index.Room())
	now := e.now
	if len(times) > 0 {
		now = times[len(times)-1]
	}
	if g.index.Len() > g.most {
		if err := g.crowd(e.leaving(now)); err != nil {
			return err
		}
	}
	if len(times) > 0 {
		e.now, e.begun = now, true
	}
	e.leaveOut(g.ids, times)
	for _, id := range e.touched {
		if e.queue.has(id) && e.over(e.visits[id].first, e.last[id]) {
			g.open([]int32{id})
		}
	}
	return nil
}

// over says whether a pause is so long that a key begins anew.
func (e *expiringGroups) over(t, before int64) bool { return uint64(t-before) >= e.after }

// read gives the times of a batch, if they are in order.
func (e *expiringGroups) read(f frame.Frame) ([]int64, error) {
	times, err := f.Times(e.index)
	if err != nil {
		return nil, err
	}
	col, err := f.Column(e.index)
	if err != nil {
		return nil, err
	}
	if row := unsorted(col, times); row >= 0 {
		return nil, outOfOrder(col, row)
	}
	if e.begun && len(times) > 0 && times[0] < e.now {
		return nil, tooLate(col, e.now)
	}
	return times, nil
}

// visit goes through a batch backwards: behind a pause nothing of a group counts.
func (e *expiringGroups) visit(ids []int32, times []int64, room int) {
	for _, id := range e.touched {
		e.visits[id] = visit{}
	}
	e.touched = e.touched[:0]
	if short := room - len(e.visits); short > 0 {
		e.visits = append(e.visits, make([]visit, short)...)
		e.last = append(e.last, make([]int64, short)...)
	}
	for i, id := range slices.Backward(ids) {
		if id == group.None {
			continue
		}
		v := &e.visits[id]
		switch t := times[i]; {
		case !v.here:
			*v = visit{here: true, first: t, last: t}
			e.touched = append(e.touched, id)
		case v.cut:
		case e.over(v.first, t):
			v.cut = true
		default:
			v.first = t
		}
	}
}

// leaveOut takes the rows that do not count out of a batch.
func (e *expiringGroups) leaveOut(ids []int32, times []int64) {
	for i, id := range ids {
		if id != group.None && e.visits[id].cut && times[i] < e.visits[id].first {
			ids[i] = group.None
		}
	}
}

// leaving counts the groups that will have gone by a time.
func (e *expiringGroups) leaving(now int64) (n int) {
	for id := e.queue.front(); id != group.None && e.over(now, e.last[id]); id = e.queue.next(id) {
		if !e.visits[id].here {
			n++
		}
	}
	for _, id := range e.touched {
		if e.over(now, e.visits[id].last) {
			n++
		}
	}
	return n
}

func (e *expiringGroups) leave(*grouping) []int32 {
	for _, id := range slices.Backward(e.touched) {
		e.last[id] = e.visits[id].last
		e.queue.toBack(id)
	}
	e.ended = e.ended[:0]
	for id := e.queue.front(); id != group.None && e.over(e.now, e.last[id]); id = e.queue.front() {
		e.queue.remove(id)
		e.ended = append(e.ended, id)
	}
	return e.ended
}

// save writes the time, and when the key of each group came last, in the order of the keys.
func (e *expiringGroups) save(g *grouping, dst []byte) []byte {
	if !e.begun {
		return append(dst, 0)
	}
	dst = binary.AppendVarint(append(dst, 1), e.now)
	for _, id := range g.index.Order() {
		dst = binary.AppendUvarint(dst, uint64(e.now-e.last[id]))
	}
	return dst
}

func (e *expiringGroups) load(g *grouping, r *stateReader) {
	if e.begun = r.byte() != 0; !e.begun {
		return
	}
	e.now = r.int()
	e.last = make([]int64, g.index.Room())
	e.visits = make([]visit, g.index.Room())
	for _, id := range g.ids {
		e.last[id] = e.now - int64(r.uint())
	}
	oldest := slices.Clone(g.ids)
	slices.SortStableFunc(oldest, func(a, b int32) int { return cmp.Compare(e.last[a], e.last[b]) })
	for _, id := range oldest {
		e.queue.toBack(id)
	}
}
