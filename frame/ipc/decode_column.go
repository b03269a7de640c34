package ipc

import (
	"fmt"
	"math"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/streamgage/streamgage/frame"
)

// decodeColumn converts an Arrow array to a column. It copies nothing if the array has the representation of a frame's
// column.
func (b boundedAllocator) decodeColumn(name string, a arrow.Array) (frame.Column, error) {
	b.checkRows(int64(a.Len()))
	switch a := a.(type) {
	case *array.Float64:
		return floatColumn(name, a), nil
	case *array.Float32:
		return frame.Col(name, toFloats(a, a.Float32Values())), nil
	case *array.Float16:
		return float16Column(name, a), nil
	case *array.Null:
		return frame.Const(name, math.NaN(), a.Len()), nil
	case *array.Int64:
		return withNulls(frame.Col(name, a.Int64Values()), a), nil
	case *array.Int32:
		return withNulls(frame.Col(name, toInt64s(a.Int32Values())), a), nil
	case *array.Int16:
		return withNulls(frame.Col(name, toInt64s(a.Int16Values())), a), nil
	case *array.Int8:
		return withNulls(frame.Col(name, toInt64s(a.Int8Values())), a), nil
	case *array.Uint64:
		return uint64Column(name, a)
	case *array.Uint32:
		return withNulls(frame.Col(name, toInt64s(a.Uint32Values())), a), nil
	case *array.Uint16:
		return withNulls(frame.Col(name, toInt64s(a.Uint16Values())), a), nil
	case *array.Uint8:
		return withNulls(frame.Col(name, toInt64s(a.Uint8Values())), a), nil
	case *array.String:
		return stringColumn(name, a), nil
	case *array.LargeString:
		return stringColumn(name, a), nil
	case *array.StringView:
		return stringColumn(name, a), nil
	case *array.Boolean:
		return boolColumn(name, a), nil
	case *array.Timestamp:
		return timestampColumn(name, a)
	case *array.Date32:
		return timeColumn(name, a, a.Date32Values(), day)
	case *array.Date64:
		return timeColumn(name, a, a.Date64Values(), millisecond)
	case *array.Dictionary:
		return b.decodeDictionary(name, a)
	}
	return frame.Column{}, fmt.Errorf("%w: column %q holds %v, its schema has another type", ErrCorrupt, name, a.DataType())
}

// withNulls marks the array's nulls as missing.
func withNulls(c frame.Column, a arrow.Array) frame.Column {
	if a.NullN() == 0 {
		return c
	}
	valid := make([]bool, a.Len())
	for i := range valid {
		valid[i] = a.IsValid(i)
	}
	return c.WithValid(valid)
}

// floatColumn converts an array of float64. It copies the values only if there are nulls.
func floatColumn(name string, a *array.Float64) frame.Column {
	if a.NullN() == 0 {
		return frame.Col(name, a.Float64Values())
	}
	return frame.Col(name, toFloats(a, a.Float64Values()))
}

// toFloats converts the values, with NaN for nulls.
func toFloats[T float32 | float64](a arrow.Array, values []T) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = float64(v)
	}
	if a.NullN() > 0 {
		for i := range out {
			if a.IsNull(i) {
				out[i] = math.NaN()
			}
		}
	}
	return out
}

// float16Column converts an array of float16.
func float16Column(name string, a *array.Float16) frame.Column {
	values := make([]float32, a.Len())
	for i := range values {
		values[i] = a.Value(i).Float32()
	}
	return frame.Col(name, toFloats(a, values))
}

// toInt64s converts integers of smaller types to int64.
func toInt64s[T int8 | int16 | int32 | uint8 | uint16 | uint32](values []T) []int64 {
	out := make([]int64, len(values))
	for i, v := range values {
		out[i] = int64(v)
	}
	return out
}

// uint64Column converts an array of uint64. A value that does not fit an int64 is a frame.ErrValue.
func uint64Column(name string, a *array.Uint64) (frame.Column, error) {
	out := make([]int64, a.Len())
	for i, v := range a.Uint64Values() {
		if v > math.MaxInt64 && a.IsValid(i) {
			return frame.Column{}, fmt.Errorf("%w: an int64 must hold the values of column %q, got %d", frame.ErrValue, name, v)
		}
		out[i] = int64(v)
	}
	return withNulls(frame.Col(name, out), a), nil
}

// stringArray is an array of strings in any of Arrow's layouts.
type stringArray interface {
	arrow.Array
	Value(i int) string // shares the array's memory
}

// stringColumn converts an array of strings. The strings share the array's bytes.
func stringColumn(name string, a stringArray) frame.Column {
	out := make([]string, a.Len())
	for i := range out {
		if a.IsValid(i) {
			out[i] = a.Value(i)
		}
	}
	return withNulls(frame.Col(name, out), a)
}

// boolColumn converts an array of bools, which Arrow stores as bits.
func boolColumn(name string, a *array.Boolean) frame.Column {
	out := make([]bool, a.Len())
	for i := range out {
		out[i] = a.Value(i)
	}
	return withNulls(frame.Col(name, out), a)
}
