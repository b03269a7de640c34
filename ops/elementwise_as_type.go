package ops

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// AsType converts a column to another type. A missing value stays missing.
//
// From float64 to int64 the fraction is dropped, as in pandas (call Round first to round). NaN becomes a missing value;
// in pandas it is an error. A value that int64 cannot hold is an [ErrOverflow]. A number becomes true unless it is 0.
// false and true become the numbers 0 and 1. Between int64 and time the number counts nanoseconds since the Unix epoch.
// Any type becomes the text that CSV files have. Text is parsed; text that is no value of the type is a frame.ErrValue
// that names its row. There is no conversion between time and float64 or bool: that is a build error, an [ErrType], and
// so is an unknown type. An unknown column is an [ErrColumn].
func (d DataFrame) AsType(column string, t frame.Type) DataFrame {
	schema := d.example.Schema()
	if err := checkColumns(schema, column); err != nil {
		return d.fail("AsType", err)
	}
	field, _ := schema.Lookup(column)
	if !convertible(field.Type, t) {
		return d.fail("AsType", fmt.Errorf("%w: cannot convert %q of type %v to %v", ErrType, column, field.Type, t))
	}
	label := fmt.Sprintf("as %v", t)
	switch {
	case field.Type == t:
		return d
	case field.Type == frame.String:
		return d.deriveStateless("AsType", label, func() batchFunc {
			return func(f frame.Frame) (frame.Frame, error) { return f.Parse(column, t) }
		})
	case t == frame.String:
		return d.deriveStateless("AsType", label, func() batchFunc {
			return func(f frame.Frame) (frame.Frame, error) { return asText(f, column) }
		})
	}
	return d.deriveColumns("AsType", label, []frame.Field{field}, func(frame.Field) columnFunc {
		return func(x kernel.Vector) (kernel.Vector, error) { return convert(x, t) }
	})
}

// convertible returns whether values of a type can be converted.
func convertible(from, to frame.Type) bool {
	switch {
	case from > frame.Time || to > frame.Time:
		return false
	case from == frame.Time:
		return to == frame.Time || to == frame.Int64 || to == frame.String
	case to == frame.Time:
		return from == frame.Int64 || from == frame.String
	}
	return true
}

// convert converts between the types that are not text.
func convert(x kernel.Vector, t frame.Type) (kernel.Vector, error) {
	out := kernel.Vector{Type: t, Valid: x.Valid}
	switch {
	case x.Type == frame.Float64 && t == frame.Int64:
		return truncate(x)
	case t == frame.Float64 && x.Type == frame.Int64:
		return toFloat64(x), nil
	case t == frame.Bool:
		zero := numberConstant(0, x.Type)
		kernel.NotEqual.Do(&out, x, zero.Repeat(x.Len()))
		out.Valid = validity(x)
	case x.Type == frame.Bool:
		out.Type, out.Ints = frame.Int64, make([]int64, x.Len())
		for i, v := range x.Bools {
			if v {
				out.Ints[i] = 1
			}
		}
		if t == frame.Float64 {
			out = toFloat64(out)
		}
	default: // between int64 and time
		out.Ints = x.Ints
	}
	return out, nil
}

// validity returns which values are not missing, or nil if none is missing.
func validity(x kernel.Vector) []bool {
	if !x.HasMissing() {
		return nil
	}
	valid := make([]bool, x.Len())
	for i := range valid {
		valid[i] = x.IsValid(i)
	}
	return valid
}

// truncate converts float64 to int64.
func truncate(x kernel.Vector) (kernel.Vector, error) {
	out := kernel.Vector{Type: frame.Int64, Ints: make([]int64, x.Len()), Valid: validity(x)}
	for i, v := range x.Floats {
		switch {
		case v != v:
		case v < math.MinInt64 || v >= -math.MinInt64:
			return out, fmt.Errorf("%w: %v in row %d", ErrOverflow, v, i)
		default:
			out.Ints[i] = int64(v)
		}
	}
	return out, nil
}

// asText converts a column to text.
func asText(f frame.Frame, column string) (frame.Frame, error) {
	c, err := f.Column(column)
	if err != nil {
		return f, err
	}
	texts, valid := make([]string, c.Len()), make([]bool, c.Len())
	for i := range texts {
		texts[i] = string(c.AppendCell(nil, i))
		valid[i] = c.Valid(i)
	}
	text := frame.Col(column, texts)
	if c.HasMissing() {
		text = text.WithValid(valid)
	}
	return f.With(text)
}
