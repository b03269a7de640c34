package ops

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/join"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// The streams of a meeting.
const (
	leftSide = iota
	rightSide
)

// meet derives a DataFrame of two by time: each row of d, with the rows of right that rule says.
func (d DataFrame) meet(right DataFrame, label string, rule join.Rule, cfg joinConfig) DataFrame {
	if right.Stream == nil {
		panic(fmt.Sprintf("ops.%s: the other data frame must not be the zero DataFrame", cfg.op))
	}
	switch {
	case d.err != nil:
		return d
	case right.err != nil && d.origin == right.origin: // its graph is d's, and knows
		d.err = right.err
		return d
	case right.err != nil:
		return d.broken(right.err)
	}
	o := &origin{}
	build := func() (*meeting, error) { return newMeeting(d.example, right.example, rule, cfg, o) }
	trial, err := build()
	if err != nil {
		return d.fail(cfg.op, err)
	}
	example, err := trial.whole(d.example, right.example)
	if err != nil {
		return d.broken(err)
	}
	m, _ := build() // as it went well before
	s := flow.JoinWith(m, []flow.Stream[frame.Frame]{d.Stream, right.Stream}, flow.Name(label))
	return DataFrame{Stream: s, example: example, origin: o}
}

// meeting is the state of a join of two streams by time: batches of the left one with rows whose match is not known yet,
// and the rows of the right one that may match these or later ones.
type meeting struct {
	op          string
	columns     joinColumns
	rule        join.Rule
	inner       bool
	bound       int
	origin      *origin
	left, right sequence
	leftEnded   bool

	waiting []*leftBatch
	rows    int // in waiting, not matched yet
	none    frame.Frame

	line    join.Timeline
	keys    *join.Keys
	added   []kernel.Vector // of the rows in line
	keyCols []kernel.Vector // the same
	ahead   []int64         // the last time of each right batch that the left rows have not come past
	prune   int             // from how many rows in line on
	matches []int
}

// leftBatch is a batch of the left stream; rows from next on are not matched yet.
type leftBatch struct {
	rows  frame.Frame
	times []int64
	cols  []kernel.Vector // of the key
	keys  []int32
	next  int
}

// pruneFrom is how many right rows are worth looking through for ones that are no longer needed.
const pruneFrom = 1024

func newMeeting(left, right frame.Frame, rule join.Rule, cfg joinConfig, o *origin) (*meeting, error) {
	ls, rs := left.Schema(), right.Schema()
	columns, err := newJoinColumns(ls, rs, cfg)
	if err != nil {
		return nil, err
	}
	m := &meeting{op: cfg.op, columns: columns, rule: rule, inner: cfg.inner, bound: cfg.bound, origin: o, prune: pruneFrom}
	if m.left, err = newSequence(ls, "left"); err != nil {
		return nil, err
	}
	if m.right, err = newSequence(rs, "right"); err != nil {
		return nil, err
	}
	if m.added, err = vectors(right.Empty(), columns.added); err != nil {
		return nil, err
	}
	if m.keyCols, err = vectors(right.Empty(), columns.keys); err != nil {
		return nil, err
	}
	m.keys = join.NewKeys(columns.types)
	m.none, err = columns.widen(left.Empty(), m.added, nil)
	return m, err
}

// whole gives the join of two frames that are all there is.
func (m *meeting) whole(left, right frame.Frame) (frame.Frame, error) {
	if _, _, err := m.Take(rightSide, right); err != nil {
		return m.none, err
	}
	if _, _, err := m.End(rightSide); err != nil {
		return m.none, err
	}
	out, ok, err := m.Take(leftSide, left)
	if !ok {
		out = m.none
	}
	return out, err
}

// Take takes a batch of one of the streams.
func (m *meeting) Take(side int, f frame.Frame) (out frame.Frame, ok bool, err error) {
	if side == leftSide {
		err = m.takeLeft(f)
	} else {
		err = m.takeRight(f)
	}
	if err == nil {
		out, ok, err = m.advance()
	}
	if err != nil {
		err = fmt.Errorf("ops.%s: %w", m.op, err)
	}
	return out, ok, err
}

// End is told that one of the streams has ended.
func (m *meeting) End(side int) (out frame.Frame, ok bool, err error) {
	if side == leftSide {
		m.leftEnded = true
	} else {
		m.line.End()
	}
	return m.advance()
}

func (m *meeting) takeLeft(f frame.Frame) error {
	cols, err := vectors(f, m.columns.keys)
	if err != nil {
		return err
	}
	times, err := m.left.take(f)
	if err != nil {
		return err
	}
	b := &leftBatch{rows: f, times: times, cols: cols, keys: make([]int32, len(times))}
	m.keys.Add(cols, b.keys)
	m.waiting = append(m.waiting, b)
	m.rows += len(times)
	return nil
}

func (m *meeting) takeRight(f frame.Frame) error {
	if m.leftEnded && m.rows == 0 {
		return nil // nobody asks any more
	}
	if m.rows > 0 && m.line.Newer(m.frontier()) >= m.bound {
		return fmt.Errorf("%w: %d rows of the right side do not suffice to match a row of the left one; see ops.Bound", flow.ErrFull, m.bound)
	}
	added, err := vectors(f, m.columns.added)
	if err != nil {
		return err
	}
	cols, err := vectors(f, m.columns.keys)
	if err != nil {
		return err
	}
	times, err := m.right.take(f)
	if err != nil {
		return err
	}
	keys := make([]int32, len(times))
	m.keys.Add(cols, keys)
	m.line.Add(times, keys)
	for i := range added {
		m.added[i].Append(added[i])
	}
	for i := range cols {
		m.keyCols[i].Append(cols[i])
	}
	m.ahead = append(m.ahead, m.right.last)
	return nil
}

// frontier gives the time before which no left row is to be matched any more.
func (m *meeting) frontier() int64 {
	for _, b := range m.waiting {
		if b.next < len(b.times) {
			return b.times[b.next]
		}
	}
	return m.left.last
}

// Full says whether a stream is so far ahead that it must wait for the other. The right one never must while a left row
// waits for it.
func (m *meeting) Full(side int) bool {
	if side == leftSide {
		return m.rows >= m.bound
	}
	return m.rows == 0 && !m.leftEnded && m.line.Newer(m.left.last) >= m.bound
}

// Holds says how many batches of a stream are not done with: of the left one those with rows that wait, of the right one
// those that the left one has not come past.
func (m *meeting) Holds(side int) int {
	if side == leftSide {
		return len(m.waiting)
	}
	return len(m.ahead)
}

// letGo drops what no left row to come can match.
func (m *meeting) letGo() {
	t := m.frontier()
	if m.leftEnded && m.rows == 0 {
		t = math.MaxInt64
	}
	for len(m.ahead) > 0 && m.ahead[0] < t {
		m.ahead = m.ahead[1:]
	}
	if max(m.line.Len(), m.keys.Len()) < m.prune {
		return
	}
	kept := m.line.Prune(m.rule, t)
	for i := range m.added {
		join.Keep(&m.added[i], kept)
	}
	for i := range m.keyCols {
		join.Keep(&m.keyCols[i], kept)
	}
	m.line.Rebuild(kept, m.rekey(len(kept)))
	m.prune = max(pruneFrom, 2*len(kept), 2*m.keys.Len())
}

// rekey gives the numbers of the keys of the kept rows, new ones if most that there are have no row any more.
func (m *meeting) rekey(kept int) []int32 {
	if m.keys.Len() > 2*(kept+m.rows) {
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
func (m *meeting) advance() (out frame.Frame, ok bool, err error) {
	var parts []frame.Frame
	var right []int
	for len(m.waiting) > 0 {
		b := m.waiting[0]
		var left []int
		left, right = m.match(b, right)
		if len(left) > 0 {
			parts = append(parts, pick(b.rows, left))
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
			out, err = m.columns.widen(out, m.added, right)
		}
	}
	m.letGo()
	return out, len(parts) > 0, err
}

// match gives the rows of a batch that are matched now, and adds the rows that they match to right.
func (m *meeting) match(b *leftBatch, right []int) (left, all []int) {
	left = make([]int, 0, len(b.times)-b.next)
	for b.next < len(b.times) {
		var known bool
		m.matches, known = m.rule.Match(&m.line, b.times[b.next], b.keys[b.next], m.matches[:0])
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
		m.rows--
	}
	return left, right
}
