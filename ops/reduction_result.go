package ops

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/window"
)

// resultColumn collects the results of one output.
type resultColumn struct {
	output  *output
	floats  []float64
	ints    []int64
	texts   []string
	missing []bool // which results of ints and texts are missing; may be shorter than these
}

// newResultColumn returns an empty column with capacity for this number of rows.
func newResultColumn(o *output, rows int) *resultColumn {
	r := &resultColumn{}
	r.reset(o, rows)
	return r
}

// reset makes the column empty, with capacity for this number of rows.
func (r *resultColumn) reset(o *output, rows int) {
	*r = resultColumn{output: o}
	switch o.typ {
	case frame.Float64:
		r.floats = make([]float64, 0, rows)
	case frame.String:
		r.texts = make([]string, 0, rows)
	default:
		r.ints = make([]int64, 0, rows)
	}
}

// appendFloat appends a float64, or a count if the output is an int64.
func (r *resultColumn) appendFloat(v float64) error {
	if r.output.typ == frame.Int64 {
		r.ints = append(r.ints, int64(v))
		return nil
	}
	r.floats = append(r.floats, v)
	return nil
}

// appendInt appends a result that is an int64, time or bool. It returns an ErrOverflow if the outcome is one.
func (r *resultColumn) appendInt(v int64, outcome window.Outcome) error {
	if outcome == window.Overflow {
		return fmt.Errorf("%w: the sum of column %q does not fit", ErrOverflow, r.output.columns[0])
	}
	r.ints = append(r.ints, v)
	r.setOutcome(len(r.ints), outcome)
	return nil
}

// appendText appends a text.
func (r *resultColumn) appendText(v string, outcome window.Outcome) error {
	r.texts = append(r.texts, v)
	r.setOutcome(len(r.texts), outcome)
	return nil
}

// appendMissing appends a missing result.
func (r *resultColumn) appendMissing() {
	switch r.output.typ {
	case frame.Float64:
		r.floats = append(r.floats, math.NaN())
	case frame.String:
		_ = r.appendText("", window.Missing) // does not fail
	default:
		_ = r.appendInt(0, window.Missing)
	}
}

// setOutcome marks the n-th result missing if its outcome is Missing.
func (r *resultColumn) setOutcome(n int, outcome window.Outcome) {
	if outcome == window.Missing {
		for len(r.missing) < n {
			r.missing = append(r.missing, false)
		}
		r.missing[n-1] = true
	}
}

// column returns the results as a column of a frame. It takes over their memory.
func (r *resultColumn) column() frame.Column {
	var c frame.Column
	switch r.output.typ {
	case frame.Float64:
		return frame.Col(r.output.name, r.floats)
	case frame.String:
		c = frame.Col(r.output.name, r.texts)
	case frame.Time:
		c = frame.Nanos(r.output.name, r.ints)
	case frame.Bool:
		bools := make([]bool, len(r.ints))
		for i, v := range r.ints {
			bools[i] = v != 0
		}
		c = frame.Col(r.output.name, bools)
	default:
		c = frame.Col(r.output.name, r.ints)
	}
	if r.missing == nil {
		return c
	}
	valid := make([]bool, c.Len())
	for i := range valid {
		valid[i] = i >= len(r.missing) || !r.missing[i]
	}
	return c.WithValid(valid)
}
