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
	return d.deriveRunning("CumProd", cumProd)
}

// CumMin computes the smallest value of each column so far, row by row. A missing value stays missing. An int64 column
// stays int64. See [DataFrame.CumSum].
func (d DataFrame) CumMin() DataFrame {
	return d.deriveRunning("CumMin", cumMin)
}

// CumMax computes the greatest value of each column so far, row by row. A missing value stays missing. An int64 column
// stays int64. See [DataFrame.CumSum].
func (d DataFrame) CumMax() DataFrame {
	return d.deriveRunning("CumMax", cumMax)
}

// cumulation is a cumulative operation on a column: floats and ints compute the next result from the one before, a, and a
// value. The first int64 value is the first result.
type cumulation struct {
	name   string  // of the result, in the error of an overflow
	start  float64 // the result of no float64 values
	floats func(a, v float64) float64
	ints   func(a, v int64) (int64, kernel.Outcome)
}

var (
	cumProd = cumulation{"product", 1, func(a, v float64) float64 { return a * v }, kernel.MulInt}
	cumMin  = cumulation{"minimum", math.Inf(1), math.Min,
		func(a, v int64) (int64, kernel.Outcome) { return min(a, v), kernel.Fits }}
	cumMax = cumulation{"maximum", math.Inf(-1), math.Max,
		func(a, v int64) (int64, kernel.Outcome) { return max(a, v), kernel.Fits }}
)

// runningValue is the result of one column so far.
type runningValue struct {
	float   float64 // of a float64 column
	integer int64   // of an int64 column
	started bool    // an int64 column has had a value
}

// deriveRunning returns the DataFrame of running results.
func (d DataFrame) deriveRunning(op string, c cumulation) DataFrame {
	fields, err := numericFields(d.example.Schema())
	if err != nil {
		return d.fail(op, err)
	}
	return d.deriveStateful(op, op, func() operator {
		values, next := make([]runningValue, len(fields)), make([]runningValue, len(fields))
		for i := range values {
			values[i].float = c.start
		}
		take := func(f frame.Frame) (frame.Frame, error) {
			cols := make([]frame.Column, len(fields))
			for i, field := range fields {
				var err error
				next[i] = values[i]
				if cols[i], err = next[i].run(f, field, c); err != nil {
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
func (s *runningValue) run(f frame.Frame, field frame.Field, c cumulation) (frame.Column, error) {
	if field.Type == frame.Int64 {
		column, err := readIntRows(f, field.Name)
		if err == nil {
			err = s.runInts(&column, 0, len(column.in), c.name, c.ints)
		}
		return column.results(), err
	}
	in, err := f.Floats(field.Name)
	out := make([]float64, len(in))
	s.runFloats(out, in, c.floats)
	return frame.Col(field.Name, out), err
}

// runFloats adds the values of in. out receives the result after each of them.
func (s *runningValue) runFloats(out, in []float64, next func(a, v float64) float64) {
	for i, v := range in {
		out[i] = v
		if v == v {
			s.float = next(s.float, v)
			out[i] = s.float
		}
	}
}

// intRows is an int64 column of a batch, and results of its rows.
type intRows struct {
	col     frame.Column
	in, out []int64
	missing bool   // in has missing values
	valid   []bool // of out; nil if none is missing
	rows    []int  // the rows' numbers, for errors; nil: 0, 1, ...
}

// readIntRows takes an int64 column of a batch.
func readIntRows(f frame.Frame, name string) (c intRows, err error) {
	if c.in, err = f.Ints(name); err != nil {
		return c, err
	}
	c.col, err = f.Column(name)
	c.out, c.missing = make([]int64, len(c.in)), c.col.HasMissing()
	return c, err
}

// results returns the results.
func (c *intRows) results() frame.Column {
	out := frame.Col(c.col.Name(), c.out)
	if c.valid != nil {
		out = out.WithValid(c.valid)
	}
	return out
}

// setMissing makes the result of a row missing.
func (c *intRows) setMissing(row int) { c.valid = markMissing(c.valid, len(c.in), row) }

// runInts adds the values of the rows [from, to). what names the result in the error of an overflow.
func (s *runningValue) runInts(c *intRows, from, to int, what string, next func(a, v int64) (int64, kernel.Outcome)) error {
	for i := from; i < to; i++ {
		v := c.in[i]
		if c.missing && !c.col.Valid(i) {
			c.setMissing(i)
			continue
		}
		if s.started {
			result, outcome := next(s.integer, v)
			if outcome == kernel.Overflows {
				row := i
				if c.rows != nil {
					row = c.rows[i]
				}
				return fmt.Errorf("%w: %s of %d and %d in row %d of column %q", ErrOverflow, what, s.integer, v, row, c.col.Name())
			}
			v = result
		}
		s.integer, s.started = v, true
		c.out[i] = v
	}
	return nil
}
