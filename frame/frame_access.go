package frame

import (
	"fmt"
	"math"
)

// Floats returns the values of a Float64 or Int64 column as float64. A Float64 column is returned without a copy: the
// caller must not change it. An Int64 column is converted into a new slice, with NaN for missing values. A column of
// another type is an [ErrType], an unknown name an [ErrColumn].
func (f Frame) Floats(name string) ([]float64, error) {
	c, err := f.columnOfType("Floats", name, Float64, Int64)
	if err != nil || c.typ == Float64 {
		return valuesOrNil[float64](c), err
	}
	return toFloats(c), nil
}

// Ints returns the values of an Int64 column without a copy: the caller must not change them. A value for which
// [Frame.Valid] is false is meaningless. A column of another type is an [ErrType], an unknown name an [ErrColumn].
func (f Frame) Ints(name string) ([]int64, error) {
	c, err := f.columnOfType("Ints", name, Int64)
	return valuesOrNil[int64](c), err
}

// Strings returns the values of a String column without a copy: the caller must not change them. A value for which
// [Frame.Valid] is false is meaningless. A column of another type is an [ErrType], an unknown name an [ErrColumn].
func (f Frame) Strings(name string) ([]string, error) {
	c, err := f.columnOfType("Strings", name, String)
	return valuesOrNil[string](c), err
}

// Bools returns the values of a Bool column without a copy: the caller must not change them. A value for which
// [Frame.Valid] is false is meaningless. A column of another type is an [ErrType], an unknown name an [ErrColumn].
func (f Frame) Bools(name string) ([]bool, error) {
	c, err := f.columnOfType("Bools", name, Bool)
	return valuesOrNil[bool](c), err
}

// Times returns the values of a Time column, in nanoseconds since the Unix epoch, without a copy: the caller must not
// change them. A value for which [Frame.Valid] is false is meaningless. A column of another type is an [ErrType], an
// unknown name an [ErrColumn].
func (f Frame) Times(name string) ([]int64, error) {
	c, err := f.columnOfType("Times", name, Time)
	return valuesOrNil[int64](c), err
}

// Numeric returns a column as numbers that can be drawn. A Float64 column is returned without a copy: the caller must
// not change it. Int64 values are converted, Bool values are 0 and 1, and Time values are nanoseconds since the Unix
// epoch. Missing values are NaN. A String column is an [ErrType], an unknown name an [ErrColumn].
//
// In the 21st century, the rounding error of a time in a float64 is at most 128 ns.
func (f Frame) Numeric(name string) ([]float64, error) {
	c, err := f.columnOfType("Numeric", name, Float64, Int64, Bool, Time)
	if err != nil || c.typ == Float64 {
		return valuesOrNil[float64](c), err
	}
	return toFloats(c), nil
}

// Valid reports whether a row has a value in the column. It is false if the value is missing (NaN counts as missing),
// or if there is no such column or row.
func (f Frame) Valid(name string, row int) bool {
	i := f.find(name)
	return i >= 0 && f.columnAt(i).Valid(row)
}

// columnOfType returns the named column. If its type is none of want, it returns an ErrType.
func (f Frame) columnOfType(op, name string, want ...Type) (Column, error) {
	i := f.find(name)
	if i < 0 {
		return Column{}, f.errNoColumn(op, name)
	}
	for _, t := range want {
		if f.cols[i].typ == t {
			return f.columnAt(i), nil
		}
	}
	return Column{}, fmt.Errorf("frame.%s: %w, got column %q of type %v", op, ErrType, name, f.cols[i].typ)
}

// valuesOrNil returns the column's values, or nil for the zero Column, which is returned with an error.
func valuesOrNil[T scalar](c Column) []T {
	if c.vector == nil {
		return nil
	}
	return values[T](c)
}

// toFloats converts an Int64, Bool or Time column to floats, with NaN for missing values.
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
