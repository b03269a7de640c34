package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/window"
)

// results is a column of results as it is made.
type resultColumn struct {
	output  *output
	floats  []float64
	ints    []int64
	texts   []string
	missing []bool // missing results of ints and texts; shorter than these where none follow
}

func newResultColumn(o *output, rows int) *resultColumn {
	r := &resultColumn{}
	r.reset(o, rows)
	return r
}

// begin makes room for the results of so many rows.
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

// appendFloat appends a float64, or a count.
func (r *resultColumn) appendFloat(v float64) error {
	if r.output.typ == frame.Int64 {
		r.ints = append(r.ints, int64(v))
		return nil
	}
	r.floats = append(r.floats, v)
	return nil
}

func (r *resultColumn) appendInt(v int64, is window.Outcome) error {
	if is == window.Overflow {
		return fmt.Errorf("%w: the sum of column %q does not fit", ErrOverflow, r.output.columns[0])
	}
	r.ints = append(r.ints, v)
	r.setOutcome(len(r.ints), is)
	return nil
}

func (r *resultColumn) appendText(v string, is window.Outcome) error {
	r.texts = append(r.texts, v)
	r.setOutcome(len(r.texts), is)
	return nil
}

func (r *resultColumn) setOutcome(n int, is window.Outcome) {
	if is == window.Missing {
		for len(r.missing) < n {
			r.missing = append(r.missing, false)
		}
		r.missing[n-1] = true
	}
}

// column hands over the results.
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
