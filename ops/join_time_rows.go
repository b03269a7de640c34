package ops

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/join"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// leftBatch is a batch of the left stream.
type leftBatch struct {
	rows  frame.Frame
	times []int64
	cols  []kernel.Vector // that are the key
	keys  []int32
	next  int // the first row that is not matched yet
}

// pruneFrom is how many right rows are worth looking through for ones that are no longer needed.
const pruneFrom = 1024

func (m *timeJoin) takeLeft(f frame.Frame) error {
	cols, err := columnVectors(f, m.columns.keys)
	if err != nil {
		return err
	}
	times, err := m.left.times(f)
	if err != nil {
		return err
	}
	m.left.advance(times)
	b := &leftBatch{rows: f, times: times, cols: cols, keys: make([]int32, len(times))}
	m.keys.Add(cols, b.keys)
	m.waiting = append(m.waiting, b)
	m.waitingRows += len(times)
	return nil
}

func (m *timeJoin) takeRight(f frame.Frame) error {
	if m.leftEnded && m.waitingRows == 0 {
		return nil // nobody asks any more
	}
	added, err := columnVectors(f, m.columns.added)
	if err != nil {
		return err
	}
	cols, err := columnVectors(f, m.columns.keys)
	if err != nil {
		return err
	}
	times, err := m.right.times(f)
	if err != nil {
		return err
	}
	if m.exceedsBound(times) {
		return fmt.Errorf("%w: %d rows of the right side do not suffice to match a row of the left one; see ops.Bound", flow.ErrFull, m.bound)
	}
	m.right.advance(times)
	keys := make([]int32, len(times))
	m.keys.Add(cols, keys)
	m.timeline.Add(times, keys)
	for i := range added {
		m.added[i].Append(added[i])
	}
	for i := range cols {
		m.keyCols[i].Append(cols[i])
	}
	m.rightTimes = append(m.rightTimes, m.right.last)
	return nil
}

// overfull says whether the right side has given Bound rows since one of the left side that waits, and goes on without an
// end to that. Nothing that the left side may give would help.
func (m *timeJoin) exceedsBound(times []int64) bool {
	if m.waitingRows == 0 || len(times) == 0 || m.timeline.Newer(m.frontier()) < m.bound {
		return false
	}
	return times[len(times)-1] <= m.rule.Until(m.frontier())
}

// frontier gives the time before which no left row is to be matched any more.
func (m *timeJoin) frontier() int64 {
	for _, b := range m.waiting {
		if b.next < len(b.times) {
			return b.times[b.next]
		}
	}
	return m.left.last
}

// dropUnreachable drops what no left row to come can match.
func (m *timeJoin) dropUnreachable() {
	t := m.frontier()
	if m.leftEnded && m.waitingRows == 0 {
		t = math.MaxInt64
	}
	for len(m.rightTimes) > 0 && m.rightTimes[0] < t {
		m.rightTimes = m.rightTimes[1:]
	}
	if max(m.timeline.Len(), m.keys.Len()) < m.pruneAt {
		return
	}
	kept := m.timeline.Prune(m.rule, t)
	for i := range m.added {
		join.Keep(&m.added[i], kept)
	}
	for i := range m.keyCols {
		join.Keep(&m.keyCols[i], kept)
	}
	m.timeline.Rebuild(kept, m.renumberKeys(len(kept)))
	m.pruneAt = max(pruneFrom, 2*len(kept), 2*m.keys.Len())
}

// rekey gives the numbers of the keys of the kept rows, new ones if most that there are have no row any more.
func (m *timeJoin) renumberKeys(kept int) []int32 {
	if m.keys.Len() > 2*(kept+m.waitingRows) {
		m.keys = join.NewKeys(m.columns.types)
		for _, b := range m.waiting {
			m.keys.Add(b.cols, b.keys)
		}
	}
	ids := make([]int32, kept)
	m.keys.Add(m.keyCols, ids)
	return ids
}

// advance gives the rows of the left stream whose matches are known now.
func (m *timeJoin) takeMatched() (out frame.Frame, ok bool, err error) {
	var parts []frame.Frame
	var right []int
	for len(m.waiting) > 0 {
		b := m.waiting[0]
		var left []int
		left, right = m.match(b, right)
		if len(left) > 0 {
			parts = append(parts, selectRows(b.rows, left))
		}
		if b.next < len(b.times) {
			break
		}
		m.waiting[0] = nil
		m.waiting = m.waiting[1:]
	}
	if len(parts) > 0 {
		m.origin.batch++
		out, err = frame.Concat(parts)
		if err == nil {
			out, err = m.columns.addColumns(out, m.added, right)
		}
	}
	m.dropUnreachable()
	return out, len(parts) > 0, err
}

// match gives the rows of a batch that are matched now, and adds the rows that they match to right.
func (m *timeJoin) match(b *leftBatch, right []int) (left, all []int) {
	left = make([]int, 0, len(b.times)-b.next)
	for b.next < len(b.times) {
		var known bool
		m.matches, known = m.rule.Match(&m.timeline, b.times[b.next], b.keys[b.next], m.matches[:0])
		if !known {
			break
		}
		if len(m.matches) == 0 && !m.inner {
			m.matches = append(m.matches, join.None)
		}
		for _, row := range m.matches {
			left, right = append(left, b.next), append(right, row)
		}
		b.next++
		m.waitingRows--
	}
	return left, right
}
