package ops

import (
	"fmt"

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
	memories := joinMemories(d.memories, right.memories, []*memory{newMemory(cfg.op, d.example.Schema(), s, operator{})})
	return DataFrame{Stream: s, example: example, origin: o, memories: memories}
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
	added   []kernel.Vector // columns of the rows in line that go into the result
	keyCols []kernel.Vector // and those that are their key
	ahead   []int64         // the last time of each right batch that the left rows have not come past
	prune   int             // from how many rows in line on
	matches []int
}

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
	return out, ok, m.named(err)
}

// End is told that one of the streams has ended.
func (m *meeting) End(side int) (out frame.Frame, ok bool, err error) {
	if side == leftSide {
		m.leftEnded = true
	} else {
		m.line.End()
	}
	out, ok, err = m.advance()
	return out, ok, m.named(err)
}

func (m *meeting) named(err error) error {
	if err != nil {
		err = fmt.Errorf("ops.%s: %w", m.op, err)
	}
	return err
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
