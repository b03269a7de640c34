package ops

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// CumProd computes the product of each column over all rows so far, row by row. As in pandas a missing value stays
// missing and changes nothing. An int64 column stays int64, and a product that does not fit is an [ErrOverflow]. See
// [DataFrame.CumSum].
func (d DataFrame) CumProd() DataFrame {
	return d.deriveRunning("CumProd", 1, func(a, v float64) float64 { return a * v }, kernel.MulInt)
}

// CumMin computes the smallest value of each column so far, row by row. A missing value stays missing. An int64 column
// stays int64. See [DataFrame.CumSum].
func (d DataFrame) CumMin() DataFrame {
	minInt := func(a, v int64) (int64, kernel.Outcome) { return min(a, v), kernel.Fits }
	return d.deriveRunning("CumMin", math.Inf(1), math.Min, minInt)
}

// CumMax computes the greatest value of each column so far, row by row. A missing value stays missing. An int64 column
// stays int64. See [DataFrame.CumSum].
func (d DataFrame) CumMax() DataFrame {
	maxInt := func(a, v int64) (int64, kernel.Outcome) { return max(a, v), kernel.Fits }
	return d.deriveRunning("CumMax", math.Inf(-1), math.Max, maxInt)
}

// runningValue is the result of one column so far.
type runningValue struct {
	float   float64 // of a float64 column
	integer int64   // of an int64 column
	started bool    // an int64 column has had a value
}

// deriveRunning returns the DataFrame of running results. floats and ints compute the next result from the one before,
// a, and a value. start is the result of no float64 values. The first int64 value is the first result.
func (d DataFrame) deriveRunning(
	op string, start float64, floats func(a, v float64) float64, ints func(a, v int64) (int64, kernel.Outcome),
) DataFrame {
	fields, err := numericFields(d.example.Schema())
	if err != nil {
		return d.fail(op, err)
	}
	return d.deriveStateful(op, op, func() operator {
		values, next := make([]runningValue, len(fields)), make([]runningValue, len(fields))
		for i := range values {
			values[i].float = start
		}
		take := func(f frame.Frame) (frame.Frame, error) {
			cols := make([]frame.Column, len(fields))
			for i, field := range fields {
				var err error
				next[i] = values[i]
				if cols[i], err = next[i].run(f, field, floats, ints); err != nil {
					return f, err
				}
			}
			copy(values, next)
			return f.With(cols...)
		}
		save := func(dst []byte) []byte {
			for _, s := range values {
				dst = s.append(dst)
			}
			return dst
		}
		load := func(src []byte) ([]byte, error) {
			r := state.NewReader(src)
			for i := range values {
				values[i] = runningValue{float: r.Float(), integer: r.Int(), started: r.Byte() != 0}
			}
			return r.Finish()
		}
		return operator{take, save, load}
	})
}

// append writes the value to a state.
func (s runningValue) append(dst []byte) []byte {
	dst = state.AppendFloat(dst, s.float)
	dst = state.AppendInt(dst, s.integer)
	if s.started {
		return append(dst, 1)
	}
	return append(dst, 0)
}

// run adds the values of a column of a batch, and returns the result after each of them.
func (s *runningValue) run(
	f frame.Frame, field frame.Field, floats func(a, v float64) float64, ints func(a, v int64) (int64, kernel.Outcome),
) (frame.Column, error) {
	if field.Type == frame.Int64 {
		return s.runInts(f, field.Name, "product", ints)
	}
	in, err := f.Floats(field.Name)
	out := make([]float64, len(in))
	for i, v := range in {
		out[i] = v
		if v == v {
			s.float = floats(s.float, v)
			out[i] = s.float
		}
	}
	return frame.Col(field.Name, out), err
}

// runInts is run for int64. what names the result in the error of an overflow.
func (s *runningValue) runInts(
	f frame.Frame, name, what string, next func(a, v int64) (int64, kernel.Outcome),
) (frame.Column, error) {
	in, err := f.Ints(name)
	if err != nil {
		return frame.Column{}, err
	}
	col, err := f.Column(name)
	if err != nil {
		return frame.Column{}, err
	}
	out, missing := make([]int64, len(in)), col.HasMissing()
	var valid []bool
	for i, v := range in {
		if missing && !col.Valid(i) {
			valid = markMissing(valid, len(in), i)
			continue
		}
		if s.started {
			result, outcome := next(s.integer, v)
			if outcome == kernel.Overflows {
				return col, fmt.Errorf("%w: %s of %d and %d in row %d of column %q", ErrOverflow, what, s.integer, v, i, name)
			}
			v = result
		}
		s.integer, s.started = v, true
		out[i] = v
	}
	c := frame.Col(name, out)
	if valid != nil {
		c = c.WithValid(valid)
	}
	return c, nil
}
