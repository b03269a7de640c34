package ops

import (
	"cmp"
	"slices"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/group"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// expiringGroups is the retention of groups that are removed when no row has had their key for some time. It compares
// the times of rows, not of batches, so results do not depend on where batches end.
type expiringGroups struct {
	timeout     uint64 // nanoseconds
	index       string
	now         int64        // the time of the newest row
	started     bool         // there has been a row
	order       groupList    // the groups by the times of their last rows, the oldest first
	last        []int64      // by group: the time of its last row in the batches before
	occurrences []occurrence // by group: its rows in the batch
	touched     []int32      // the groups with rows in the batch, by their last rows, the newest first
	removed     []int32      // memory for the groups to remove
}

// occurrence describes the rows of one group in a batch.
type occurrence struct {
	present     bool  // the group has rows in the batch
	restarted   bool  // there is a pause; rows before the last pause do not count
	first, last int64 // the times of the first and the last row that count
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

// expired returns whether the pause from before to t is so long that a group is removed.
func (e *expiringGroups) expired(t, before int64) bool { return uint64(t-before) >= e.timeout }

// scan sets touched and the occurrences of a batch. It reads the batch backwards, so that it finds the last pause of a
// group first, and skips the rows before it.
func (e *expiringGroups) scan(ids []int32, times []int64, idLimit int) {
	for _, id := range e.touched {
		e.occurrences[id] = occurrence{}
	}
	e.touched = e.touched[:0]
	if short := idLimit - len(e.occurrences); short > 0 {
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

// dropExpiredRows sets ids to NoGroup in the rows of a batch that do not count.
func (e *expiringGroups) dropExpiredRows(ids []int32, times []int64) {
	for i, id := range ids {
		if id != group.NoGroup && e.occurrences[id].restarted && times[i] < e.occurrences[id].first {
			ids[i] = group.NoGroup
		}
	}
}

// countLeaving returns how many groups are removed when now is the time of the newest row.
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

// save writes the time of the newest row and the time of the last row of each group, in the order of the keys.
func (e *expiringGroups) save(g *groupedReduction, dst []byte) []byte {
	if !e.started {
		return append(dst, 0)
	}
	dst = state.AppendInt(append(dst, 1), e.now)
	for _, id := range g.index.Order() {
		dst = state.AppendUint(dst, uint64(e.now-e.last[id]))
	}
	return dst
}

func (e *expiringGroups) load(g *groupedReduction, r *state.Reader) {
	if e.started = r.Byte() != 0; !e.started {
		return
	}
	e.now = r.Int()
	e.last = make([]int64, g.index.IDLimit())
	e.occurrences = make([]occurrence, g.index.IDLimit())
	for _, id := range g.ids {
		e.last[id] = e.now - int64(r.Uint())
	}
	oldest := slices.Clone(g.ids)
	slices.SortStableFunc(oldest, func(a, b int32) int { return cmp.Compare(e.last[a], e.last[b]) })
	for _, id := range oldest {
		e.order.toBack(id)
	}
}
