package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

// Shift moves each column's values down by n rows, across batches: pandas' shift. The values of the first n rows are
// missing. The index stays. Shift keeps n rows. It panics unless n is positive, because a negative n would need rows
// that have not come yet: Shift the other columns instead.
func (d DataFrame) Shift(n int) DataFrame {
	if n <= 0 {
		panic(fmt.Sprintf("ops.Shift: must be positive, got %d", n))
	}
	schema := d.example.Schema()
	if d.err != nil || len(dataFields(schema)) == 0 {
		return d
	}
	return d.deriveStateful("Shift", fmt.Sprintf("shift %d", n), func() operator {
		s := newShiftState(n, schema)
		return operator{s.take, s.rows.save, func(src []byte) ([]byte, error) { return s.rows.load(src, n) }}
	})
}

// Diff subtracts from each value the one n rows before it, across batches: d.Minus(d.Shift(n)). Columns must hold
// numbers. It panics unless n is positive.
func (d DataFrame) Diff(n int) DataFrame { return d.Minus(d.Shift(n)) }

// PctChange computes the relative difference of each value x to the value y n rows before it: (x-y)/y, as float64.
// Columns must hold numbers. pandas fills missing values first, PctChange does not: see [DataFrame.FFill]. It
// panics unless n is positive.
func (d DataFrame) PctChange(n int) DataFrame { return d.Over(d.Shift(n)).Sub(1) }

// shiftState is the state of a Shift: the last n rows, without the index; at first they are missing values.
type shiftState struct {
	fields []frame.Field
	rows   rowQueue
}

// newShiftState returns the state of no rows.
func newShiftState(n int, schema frame.Schema) *shiftState {
	s := &shiftState{fields: dataFields(schema)}
	var cols []frame.Column
	for _, f := range s.fields {
		cols = append(cols, missingColumn(f, n))
	}
	s.rows = newRowQueue(frame.Must(frame.New(cols...)))
	return s
}

func (s *shiftState) take(f frame.Frame) (frame.Frame, error) {
	s.rows.push(f.DropIndex())
	out, err := s.rows.pop(f.Len())
	if err != nil {
		return f, err
	}
	cols := make([]frame.Column, len(s.fields))
	for i, field := range s.fields {
		if cols[i], err = out.Column(field.Name); err != nil {
			return f, err
		}
	}
	return f.With(cols...)
}
