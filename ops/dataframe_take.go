package ops

import (
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// rowRef is the position of a row in a list of frames.
type rowRef struct{ frame, row int }

// takeRows returns a frame of rows of several frames, all of the same schema.
func takeRows(schema frame.Schema, frames []frame.Frame, rows []rowRef) (frame.Frame, error) {
	cols := make([]frame.Column, 0, schema.Len())
	for _, f := range schema.Fields() {
		c, err := takeColumn(f, frames, rows)
		if err != nil {
			return frame.Frame{}, err
		}
		if f.Index {
			c = c.AsIndex()
		}
		cols = append(cols, c)
	}
	return frame.New(cols...)
}

// takeColumn returns one column of takeRows.
func takeColumn(field frame.Field, frames []frame.Frame, rows []rowRef) (c frame.Column, err error) {
	name := field.Name
	switch field.Type {
	case frame.Float64: // NaN marks missing values
		return takeValues(name, frame.Col[float64], frame.Frame.Floats, frames, rows)
	case frame.Time:
		c, err = takeValues(name, frame.Nanos, frame.Frame.Times, frames, rows)
	case frame.Int64:
		c, err = takeValues(name, frame.Col[int64], frame.Frame.Ints, frames, rows)
	case frame.Bool:
		c, err = takeValues(name, frame.Col[bool], frame.Frame.Bools, frames, rows)
	default:
		c, err = takeValues(name, frame.Col[string], frame.Frame.Strings, frames, rows)
	}
	if err != nil {
		return c, err
	}
	return takeValidity(c, frames, rows)
}

// takeValues copies the values of rows of several frames into a column.
func takeValues[T any](
	name string, column func(string, []T) frame.Column, values func(frame.Frame, string) ([]T, error),
	frames []frame.Frame, rows []rowRef,
) (frame.Column, error) {
	in := make([][]T, len(frames))
	for i, f := range frames {
		var err error
		if in[i], err = values(f, name); err != nil {
			return frame.Column{}, err
		}
	}
	out := make([]T, len(rows))
	for i, p := range rows {
		out[i] = in[p.frame][p.row]
	}
	return column(name, out), nil
}

// takeValidity marks the values of c missing that are missing in the frames.
func takeValidity(c frame.Column, frames []frame.Frame, rows []rowRef) (frame.Column, error) {
	cols, absent := make([]frame.Column, len(frames)), false
	for i, f := range frames {
		var err error
		if cols[i], err = f.Column(c.Name()); err != nil {
			return c, err
		}
		absent = absent || cols[i].HasMissing()
	}
	if !absent {
		return c, nil
	}
	valid := make([]bool, len(rows))
	for i, p := range rows {
		valid[i] = cols[p.frame].Valid(p.row)
	}
	return c.WithValid(valid), nil
}

// selectRows returns the given rows of f, without a copy if they follow one another.
func selectRows(f frame.Frame, rows []int) frame.Frame {
	for i, row := range rows {
		if row != rows[0]+i {
			return f.Take(rows)
		}
	}
	if len(rows) == 0 {
		return f.Slice(0, 0)
	}
	return f.Slice(rows[0], rows[0]+len(rows))
}

// filterRows returns the rows for which mask is true. A missing truth value is not true.
func filterRows(rows frame.Frame, mask kernel.Vector) frame.Frame {
	which := mask.TrueRows()
	if len(which) == rows.Len() {
		return rows
	}
	return rows.Take(which)
}
