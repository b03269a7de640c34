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
func (d DataFrame) joinByTime(right DataFrame, label string, rule join.Rule, cfg joinConfig) DataFrame {
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
	build := func() (*timeJoin, error) { return newTimeJoin(d.example, right.example, rule, cfg, o) }
	trial, err := build()
	if err != nil {
		return d.fail(cfg.op, err)
	}
	example, err := trial.joinAll(d.example, right.example)
	if err != nil {
		return d.broken(err)
	}
	m, _ := build() // as it went well before
	s := flow.JoinWith(m, []flow.Stream[frame.Frame]{d.Stream, right.Stream}, flow.Name(label))
	memories := mergeStates(d.states, right.states, []*nodeState{newNodeState(cfg.op, d.example.Schema(), s, operator{})})
	return DataFrame{Stream: s, example: example, origin: o, states: memories}
}

// meeting is the state of a join of two streams by time: batches of the left one with rows whose match is not known yet,
// and the rows of the right one that may match these or later ones.
type timeJoin struct {
	op          string
	columns     joinColumns
	rule        join.Rule
	inner       bool
	bound       int
	origin      *origin
	left, right joinInput
	leftEnded   bool

	waiting     []*leftBatch
	waitingRows int // in waiting, not matched yet
	empty       frame.Frame

	timeline   join.Timeline
	keys       *join.Keys
	added      []kernel.Vector // columns of the rows in line that go into the result
	keyCols    []kernel.Vector // and those that are their key
	rightTimes []int64         // the last time of each right batch that the left rows have not come past
	pruneAt    int             // from how many rows in line on
	matches    []int
}

func newTimeJoin(left, right frame.Frame, rule join.Rule, cfg joinConfig, o *origin) (*timeJoin, error) {
	ls, rs := left.Schema(), right.Schema()
	columns, err := newJoinColumns(ls, rs, cfg)
	if err != nil {
		return nil, err
	}
	m := &timeJoin{op: cfg.op, columns: columns, rule: rule, inner: cfg.inner, bound: cfg.bound, origin: o, pruneAt: pruneFrom}
	if m.left, err = newJoinInput(ls, "left"); err != nil {
		return nil, err
	}
	if m.right, err = newJoinInput(rs, "right"); err != nil {
		return nil, err
	}
	if m.added, err = columnVectors(right.Empty(), columns.added); err != nil {
		return nil, err
	}
	if m.keyCols, err = columnVectors(right.Empty(), columns.keys); err != nil {
		return nil, err
	}
	m.keys = join.NewKeys(columns.types)
	m.empty, err = columns.addColumns(left.Empty(), m.added, nil)
	return m, err
}

// whole gives the join of two frames that are all there is.
func (m *timeJoin) joinAll(left, right frame.Frame) (frame.Frame, error) {
	if _, _, err := m.Take(rightSide, right); err != nil {
		return m.empty, err
	}
	if _, _, err := m.End(rightSide); err != nil {
		return m.empty, err
	}
	out, ok, err := m.Take(leftSide, left)
	if !ok {
		out = m.empty
	}
	return out, err
}

// Take takes a batch of one of the streams.
func (m *timeJoin) Take(side int, f frame.Frame) (out frame.Frame, ok bool, err error) {
	if side == leftSide {
		err = m.takeLeft(f)
	} else {
		err = m.takeRight(f)
	}
	if err == nil {
		out, ok, err = m.takeMatched()
	}
	return out, ok, m.wrap(err)
}

// End is told that one of the streams has ended.
func (m *timeJoin) End(side int) (out frame.Frame, ok bool, err error) {
	if side == leftSide {
		m.leftEnded = true
	} else {
		m.timeline.End()
	}
	out, ok, err = m.takeMatched()
	return out, ok, m.wrap(err)
}

func (m *timeJoin) wrap(err error) error {
	if err != nil {
		err = fmt.Errorf("ops.%s: %w", m.op, err)
	}
	return err
}

// Full says whether a stream is so far ahead that it must wait for the other. The right one never must while a left row
// waits for it.
func (m *timeJoin) Full(side int) bool {
	if side == leftSide {
		return m.waitingRows >= m.bound
	}
	return m.waitingRows == 0 && !m.leftEnded && m.timeline.Newer(m.left.last) >= m.bound
}

// Holds says how many batches of a stream are not done with: of the left one those with rows that wait, of the right one
// those that the left one has not come past.
func (m *timeJoin) Holds(side int) int {
	if side == leftSide {
		return len(m.waiting)
	}
	return len(m.rightTimes)
}
