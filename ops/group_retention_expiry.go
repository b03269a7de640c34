package ops

import (
	"cmp"
	"encoding/binary"
	"slices"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/group"
)

// expiringGroups is the retention of groups that are removed when their key has not come for some time. It looks at each
// row's time, so results do not depend on where batches end.
type expiringGroups struct {
	timeout     uint64 // nanoseconds
	index       string
	now         int64        // the time of the newest row
	started     bool         // there has been a row
	order       groupList    // groups by when their key came last, the longest ago first
	last        []int64      // by group: when its key came last, in the batches before
	occurrences []occurrence // by group
	touched     []int32      // the groups that occur in the batch, the latest first
	removed     []int32      // memory for the groups to remove
}

// occurrence describes the rows of one group in a batch.
type occurrence struct {
	present     bool  // there are rows
	restarted   bool  // rows before a pause do not count
	first, last int64 // the times of the rows that count
}

// newExpiringGroups returns the retention for rows of the schema, or an ErrType if these have no time index.
func newExpiringGroups(schema frame.Schema, after time.Duration) (*expiringGroups, error) {
	index, err := timeIndex(schema, "Expiry")
	if err != nil {
		return nil, err
	}
	return &expiringGroups{timeout: uint64(after), index: index, order: newGroupList(), now: noTime}, nil
}

func (e *expiringGroups) admit(g *groupedReduction, f frame.Frame) error {
	times, err := sortedTimes(f, e.index, e.now)
	if err != nil {
		return err
	}
	e.scan(g.ids, times, g.index.IDLimit())
	now := e.now
	if len(times) > 0 {
		now = times[len(times)-1]
	}
	if g.index.Len() > g.maxKeys {
		if err := g.checkLimit(e.countLeaving(now)); err != nil {
			return err
		}
	}
	if len(times) > 0 {
		e.now, e.started = now, true
	}
	e.dropExpiredRows(g.ids, times)
	for _, id := range e.touched {
		if e.order.has(id) && e.expired(e.occurrences[id].first, e.last[id]) {
			g.addGroups([]int32{id})
		}
	}
	return nil
}

// expired returns whether a pause is so long that a group is removed.
func (e *expiringGroups) expired(t, before int64) bool { return uint64(t-before) >= e.timeout }

// scan reads a batch backwards, so that rows of a group before a pause are known not to count.
func (e *expiringGroups) scan(ids []int32, times []int64, room int) {
	for _, id := range e.touched {
		e.occurrences[id] = occurrence{}
	}
	e.touched = e.touched[:0]
	if short := room - len(e.occurrences); short > 0 {
		e.occurrences = append(e.occurrences, make([]occurrence, short)...)
		e.last = append(e.last, make([]int64, short)...)
	}
	for i, id := range slices.Backward(ids) {
		if id == group.NoGroup {
			continue
		}
		v := &e.occurrences[id]
		switch t := times[i]; {
		case !v.present:
			*v = occurrence{present: true, first: t, last: t}
			e.touched = append(e.touched, id)
		case v.restarted:
		case e.expired(v.first, t):
			v.restarted = true
		default:
			v.first = t
		}
	}
}

// dropExpiredRows removes the rows that do not count from a batch.
func (e *expiringGroups) dropExpiredRows(ids []int32, times []int64) {
	for i, id := range ids {
		if id != group.NoGroup && e.occurrences[id].restarted && times[i] < e.occurrences[id].first {
			ids[i] = group.NoGroup
		}
	}
}

// countLeaving returns how many groups will be removed by the time now.
func (e *expiringGroups) countLeaving(now int64) (n int) {
	for id := e.order.front(); id != group.NoGroup && e.expired(now, e.last[id]); id = e.order.next(id) {
		if !e.occurrences[id].present {
			n++
		}
	}
	for _, id := range e.touched {
		if e.expired(now, e.occurrences[id].last) {
			n++
		}
	}
	return n
}

func (e *expiringGroups) evict(*groupedReduction) []int32 {
	for _, id := range slices.Backward(e.touched) {
		e.last[id] = e.occurrences[id].last
		e.order.toBack(id)
	}
	e.removed = e.removed[:0]
	for id := e.order.front(); id != group.NoGroup && e.expired(e.now, e.last[id]); id = e.order.front() {
		e.order.remove(id)
		e.removed = append(e.removed, id)
	}
	return e.removed
}

// save writes the time of the newest row, and when the key of each group came last, in the order of the keys.
func (e *expiringGroups) save(g *groupedReduction, dst []byte) []byte {
	if !e.started {
		return append(dst, 0)
	}
	dst = binary.AppendVarint(append(dst, 1), e.now)
	for _, id := range g.index.Order() {
		dst = binary.AppendUvarint(dst, uint64(e.now-e.last[id]))
	}
	return dst
}

func (e *expiringGroups) load(g *groupedReduction, r *stateReader) {
	if e.started = r.byte() != 0; !e.started {
		return
	}
	e.now = r.int()
	e.last = make([]int64, g.index.IDLimit())
	e.occurrences = make([]occurrence, g.index.IDLimit())
	for _, id := range g.ids {
		e.last[id] = e.now - int64(r.uint())
	}
	oldest := slices.Clone(g.ids)
	slices.SortStableFunc(oldest, func(a, b int32) int { return cmp.Compare(e.last[a], e.last[b]) })
	for _, id := range oldest {
		e.order.toBack(id)
	}
}
