package frame

import (
	"fmt"
	"math"
)

// Floats gives the values of a column as float64: a Float64 column without a copy (it must not be changed), an Int64
// column converted, with NaN where missing. Other types are an [ErrType], an unknown name an [ErrColumn].
func (f Frame) Floats(name string) ([]float64, error) {
	c, err := f.columnOfType("Floats", name, Float64, Int64)
	if err != nil || c.typ == Float64 {
		return valuesOrNil[float64](c), err
	}
	return toFloats(c), nil
}

// Ints gives the values of an Int64 column without a copy: they must not be changed. Where [Frame.Valid] is false the
// value means nothing.
func (f Frame) Ints(name string) ([]int64, error) {
	c, err := f.columnOfType("Ints", name, Int64)
	return valuesOrNil[int64](c), err
}

// Strings gives the values of a String column without a copy: they must not be changed. Where [Frame.Valid] is false the
// value means nothing.
func (f Frame) Strings(name string) ([]string, error) {
	c, err := f.columnOfType("Strings", name, String)
	return valuesOrNil[string](c), err
}

// Bools gives the values of a Bool column without a copy: they must not be changed. Where [Frame.Valid] is false the
// value means nothing.
func (f Frame) Bools(name string) ([]bool, error) {
	c, err := f.columnOfType("Bools", name, Bool)
	return valuesOrNil[bool](c), err
}

// Times gives the values of a Time column, in nanoseconds since the Unix epoch, without a copy: they must not be changed.
// Where [Frame.Valid] is false the value means nothing.
func (f Frame) Times(name string) ([]int64, error) {
	c, err := f.columnOfType("Times", name, Time)
	return valuesOrNil[int64](c), err
}

// Numeric gives a column as numbers to draw: Float64 as it is (without a copy: it must not be changed), Int64 converted,
// Bool as 0 and 1, Time as nanoseconds since the Unix epoch. Missing values are NaN. A String column is an [ErrType].
//
// A float64 holds a time of our century to within 256 ns.
func (f Frame) Numeric(name string) ([]float64, error) {
	c, err := f.columnOfType("Numeric", name, Float64, Int64, Bool, Time)
	if err != nil || c.typ == Float64 {
		return valuesOrNil[float64](c), err
	}
	return toFloats(c), nil
}

// Valid says whether a row has a value in the column: false where it is missing (NaN counts as missing), and where there
// is no such column or row.
func (f Frame) Valid(name string, row int) bool {
	i := f.find(name)
	return i >= 0 && f.columnAt(i).Valid(row)
}

func (f Frame) columnOfType(op, name string, want ...Type) (Column, error) {
	i := f.find(name)
	if i < 0 {
		return Column{}, f.noColumn(op, name)
	}
	for _, t := range want {
		if f.cols[i].typ == t {
			return f.columnAt(i), nil
		}
	}
	return Column{}, fmt.Errorf("frame.%s: %w, got column %q of type %v", op, ErrType, name, f.cols[i].typ)
}

// view is values, or nil for the zero Column that comes with an error.
func valuesOrNil[T scalar](c Column) []T {
	if c.vector == nil {
		return nil
	}
	return values[T](c)
}

// widen converts an Int64, Bool or Time column to floats, with NaN where a value is missing.
func toFloats(c Column) []float64 {
	out := make([]float64, c.length)
	if c.typ == Bool {
		for i, v := range values[bool](c) {
			if v {
				out[i] = 1
			}
		}
	} else {
		for i, v := range values[int64](c) {
			out[i] = float64(v)
		}
	}
	end := c.offset + c.length
	for i := c.missing.nextSet(c.offset, end); i < end; i = c.missing.nextSet(i+1, end) {
		out[i-c.offset] = math.NaN()
	}
	return out
}
