package ops

import (
	"fmt"
	"math"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
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

// appendFloat appends a float64, or a count if the output is an int64, or a bool as 0 or 1.
func (r *resultColumn) appendFloat(v float64) error {
	if r.output.typ != frame.Float64 {
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

// appendOptional appends a float64 that is missing if the outcome is Missing.
func (r *resultColumn) appendOptional(v float64, outcome window.Outcome) error {
	if outcome == window.Missing {
		v = math.NaN()
	}
	r.floats = append(r.floats, v)
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

// grow appends n float64 results, and returns them to be set.
func (r *resultColumn) grow(n int) []float64 {
	from := len(r.floats)
	r.floats = slices.Grow(r.floats, n)[:from+n]
	return r.floats[from:]
}

// lastResult is one result, of any type.
type lastResult struct {
	float   float64
	int     int64
	text    string
	missing bool // for int and text
}

// last returns the newest result.
func (r *resultColumn) last() (l lastResult) {
	switch r.output.typ {
	case frame.Float64:
		return lastResult{float: r.floats[len(r.floats)-1]}
	case frame.String:
		l.text = r.texts[len(r.texts)-1]
	default:
		l.int = r.ints[len(r.ints)-1]
	}
	n := max(len(r.texts), len(r.ints))
	l.missing = len(r.missing) == n && r.missing[n-1]
	return l
}

// appendLast appends a result that last has returned.
func (r *resultColumn) appendLast(l lastResult) {
	switch {
	case l.missing:
		r.appendMissing()
	case r.output.typ == frame.Float64:
		r.floats = append(r.floats, l.float)
	case r.output.typ == frame.String:
		r.texts = append(r.texts, l.text)
	default:
		r.ints = append(r.ints, l.int)
	}
}

func (l lastResult) save(dst []byte) []byte {
	dst = state.AppendText(state.AppendInt(state.AppendFloat(dst, l.float), l.int), l.text)
	if l.missing {
		return append(dst, 1)
	}
	return append(dst, 0)
}

func (l *lastResult) load(r *state.Reader) {
	*l = lastResult{r.Float(), r.Int(), r.Text(), r.Byte() != 0}
}

// keepEvery keeps the results skip, skip+step and so on.
func (r *resultColumn) keepEvery(skip, step int) {
	r.floats, r.ints = everyOf(r.floats, skip, step), everyOf(r.ints, skip, step)
	r.texts, r.missing = everyOf(r.texts, skip, step), everyOf(r.missing, skip, step)
}

// everyOf returns values[skip], values[skip+step] and so on, in the memory of values.
func everyOf[T any](values []T, skip, step int) []T {
	n := 0
	for i := skip; i < len(values); i += step {
		values[n] = values[i]
		n++
	}
	return values[:n]
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
