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
	if err := e.check(&g.groupSet, times); err != nil {
		return err
	}
	e.advance(times)
	e.dropExpiredRows(g.ids, times)
	for _, id := range e.touched {
		if e.order.has(id) && e.expired(e.occurrences[id].first, e.last[id]) {
			g.addGroups([]int32{id})
		}
	}
	return nil
}

// check scans a batch. It returns an ErrKeys if there are too many groups when those that expire with the batch have left.
func (e *expiringGroups) check(s *groupSet, times []int64) error {
	e.scan(s.ids, times, s.index.IDLimit())
	if s.index.Len() <= s.maxKeys {
		return nil
	}
	now := e.now
	if len(times) > 0 {
		now = times[len(times)-1]
	}
	return s.checkLimit(e.countLeaving(now))
}

// advance sets the time of the newest row to the last of times.
func (e *expiringGroups) advance(times []int64) {
	if len(times) > 0 {
		e.now, e.started = times[len(times)-1], true
	}
}

// expired returns whether a pause is so long that a group is removed.
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

func (e *expiringGroups) evict(*groupedReduction) []int32 { return e.expire() }

// expire records when the groups of the batch have come last, and returns the groups to remove.
func (e *expiringGroups) expire() []int32 {
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

func (e *expiringGroups) save(g *groupedReduction, dst []byte) []byte {
	return e.saveTimes(&g.groupSet, dst)
}
func (e *expiringGroups) load(g *groupedReduction, r *state.Reader) { e.loadTimes(&g.groupSet, r) }

// saveTimes writes the time of the newest row, and when the key of each group came last, in the order of the keys.
func (e *expiringGroups) saveTimes(s *groupSet, dst []byte) []byte {
	if !e.started {
		return append(dst, 0)
	}
	dst = state.AppendInt(append(dst, 1), e.now)
	for _, id := range s.index.Order() {
		dst = state.AppendUint(dst, uint64(e.now-e.last[id]))
	}
	return dst
}

// loadTimes reads what saveTimes has written.
func (e *expiringGroups) loadTimes(s *groupSet, r *state.Reader) {
	if e.started = r.Byte() != 0; !e.started {
		return
	}
	e.now = r.Int()
	e.last = make([]int64, s.index.IDLimit())
	e.occurrences = make([]occurrence, s.index.IDLimit())
	for _, id := range s.ids {
		e.last[id] = e.now - int64(r.Uint())
	}
	oldest := slices.Clone(s.ids)
	slices.SortStableFunc(oldest, func(a, b int32) int { return cmp.Compare(e.last[a], e.last[b]) })
	for _, id := range oldest {
		e.order.toBack(id)
	}
}
