package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/join"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// The inputs of a join by time.
const (
	leftSide = iota
	rightSide
)

// joinByTime returns the DataFrame of the rows of d, each with the columns of the rows of right that rule finds for it.
func (d DataFrame) joinByTime(right DataFrame, label string, rule join.Rule, cfg joinConfig) DataFrame {
	if right.Stream == nil {
		panic(fmt.Sprintf("ops.%s: the other data frame must not be the zero DataFrame", cfg.op))
	}
	d, broken := d.inheritError(right)
	if broken {
		return d
	}
	o := &origin{}
	build := func() (*timeJoin, error) { return newTimeJoin(d.example, right.example, rule, cfg, o) }
	first, err := build()
	if err != nil {
		return d.fail(cfg.op, err)
	}
	example, err := first.joinAll(d.example, right.example)
	if err != nil {
		return d.broken(err)
	}
	joiner, _ := build() // it did not fail the first time
	s := flow.JoinWith(joiner, []flow.Stream[frame.Frame]{d.Stream, right.Stream}, flow.Name(label))
	return d.deriveUnaligned(cfg.op, s, example, o, operator{}, right.states)
}

// timeJoin is the state of a join of two streams by time, a flow.Joiner. It keeps the left stream's batches with rows
// whose matches are not known yet, and the right stream's rows that these or later left rows may match. See
// docs/design/joins.md.
type timeJoin struct {
	op          string
	columns     joinColumns
	rule        join.Rule
	keepLeft    bool
	bound       int // rows that either side may be ahead of the other
	origin      *origin
	left, right joinInput
	leftEnded   bool

	waiting     []*leftBatch
	waitingRows int         // rows of waiting that are not matched yet
	empty       frame.Frame // a result without rows

	timeline   join.Timeline // of the right rows that are kept
	keys       *join.KeyDictionary
	addedCols  []kernel.Vector // the columns of the right rows that are kept: those for the result
	keyCols    []kernel.Vector // and those of the key
	rightTimes []int64         // the last time of each right batch that the frontier has not passed
	pruneAt    int             // the number of rows or keys at which dropUnreachable drops rows
	matches    []int           // memory for the matches of a row
	rightOnly  *rightOnlyRows  // of a join that keeps right rows without a match; else nil
}

// newTimeJoin checks the columns of both sides, which are those of two examples. It numbers its batches in o.
func newTimeJoin(left, right frame.Frame, rule join.Rule, cfg joinConfig, o *origin) (*timeJoin, error) {
	ls, rs := left.Schema(), right.Schema()
	columns, err := newJoinColumns(ls, rs, cfg)
	if err != nil {
		return nil, err
	}
	j := &timeJoin{op: cfg.op, columns: columns, rule: rule, keepLeft: cfg.keepLeft, bound: cfg.bound, origin: o, pruneAt: pruneFrom}
	if j.left, err = newJoinInput(ls, "left"); err != nil {
		return nil, err
	}
	if j.right, err = newJoinInput(rs, "right"); err != nil {
		return nil, err
	}
	if j.addedCols, err = columnVectors(right.Empty(), columns.added); err != nil {
		return nil, err
	}
	if j.keyCols, err = columnVectors(right.Empty(), columns.keys); err != nil {
		return nil, err
	}
	if cfg.keepRight {
		j.rightOnly = &rightOnlyRows{band: rule.(join.Band), empty: left.Empty()}
	}
	j.keys = join.NewKeyDictionary(columns.types)
	j.empty, err = columns.addColumns(left.Empty(), j.addedCols, nil)
	return j, err
}

// joinAll returns the join of two streams of one frame each.
func (j *timeJoin) joinAll(left, right frame.Frame) (frame.Frame, error) {
	if _, _, err := j.Take(rightSide, right); err != nil {
		return j.empty, err
	}
	if _, _, err := j.End(rightSide); err != nil {
		return j.empty, err
	}
	out, ok, err := j.Take(leftSide, left)
	if err != nil {
		return j.empty, err
	}
	rest, more, err := j.End(leftSide)
	switch {
	case err != nil || !ok && !more:
		return j.empty, err
	case !more:
		return out, nil
	case !ok:
		return rest, nil
	}
	return frame.Concat([]frame.Frame{out, rest})
}

// Take handles a batch of one of the streams; see flow.Joiner.
func (j *timeJoin) Take(side int, f frame.Frame) (out frame.Frame, ok bool, err error) {
	if side == leftSide {
		err = j.takeLeft(f)
	} else {
		err = j.takeRight(f)
	}
	if err == nil {
		out, ok, err = j.takeMatched()
	}
	return out, ok, j.wrap(err)
}

// End is called when one of the streams has ended.
func (j *timeJoin) End(side int) (out frame.Frame, ok bool, err error) {
	if side == leftSide {
		j.leftEnded = true
	} else {
		j.timeline.End()
	}
	out, ok, err = j.takeMatched()
	return out, ok, j.wrap(err)
}

// wrap adds the operator's name to an error.
func (j *timeJoin) wrap(err error) error {
	if err != nil {
		err = fmt.Errorf("ops.%s: %w", j.op, err)
	}
	return err
}

// Full returns whether a stream is so far ahead that it must wait for the other. The right stream never waits while a
// left row waits for it, so the two cannot wait for each other. See docs/design/joins.md.
func (j *timeJoin) Full(side int) bool {
	if side == leftSide {
		return j.waitingRows >= j.bound
	}
	return j.waitingRows == 0 && !j.leftEnded && j.timeline.CountAfter(j.left.last) >= j.bound
}

// Holds returns how many batches of a stream are not finished: left batches with rows that wait, or right batches that
// the frontier has not passed.
func (j *timeJoin) Holds(side int) int {
	if side == leftSide {
		return len(j.waiting)
	}
	return len(j.rightTimes)
}
