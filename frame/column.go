package frame

import (
	"fmt"
	"math"
	"time"
)

// Column is one named, typed, immutable column of a frame. Make one with [Col], [Const], [Index] or [Nanos].
type Column struct {
	name           string
	typ            Type
	index          bool
	vector         vector
	missing        *bitmap
	offset, length int // the window of vec (and of missing) that is the column
}

// Col makes a column of the values. It copies nothing for float64, int64, string and bool, so v must not be changed
// afterwards; int and time.Time are converted.
//
// NaN and the zero time.Time are missing values. A time outside the years 1678 to 2261 cannot be held: [New] says so.
func Col[T Value](name string, v []T) Column {
	c := Column{name: name, length: len(v)}
	switch v := any(v).(type) {
	case []float64:
		c.typ, c.vector = Float64, typedVector[float64](v)
	case []int64:
		c.typ, c.vector = Int64, typedVector[int64](v)
	case []int:
		wide := make(typedVector[int64], len(v))
		for i, x := range v {
			wide[i] = int64(x)
		}
		c.typ, c.vector = Int64, wide
	case []string:
		c.typ, c.vector = String, typedVector[string](v)
	case []bool:
		c.typ, c.vector = Bool, typedVector[bool](v)
	case []time.Time:
		c.setTimes(v)
	}
	return c
}

// Const makes a column of rows times the same value. It panics if rows is negative.
func Const[T Value](name string, v T, rows int) Column {
	if rows < 0 {
		panic(fmt.Sprintf("frame.Const: rows must not be negative, got %d", rows))
	}
	all := make([]T, rows)
	for i := range all {
		all[i] = v
	}
	return Col(name, all)
}

// Index makes a column that is its frame's index: Col(name, v).AsIndex().
func Index[T Value](name string, v []T) Column { return Col(name, v).AsIndex() }

// Nanos makes a Time column of nanoseconds since the Unix epoch, without copying: ns must not be changed afterwards.
func Nanos(name string, ns []int64) Column {
	return Column{name: name, typ: Time, vector: typedVector[int64](ns), length: len(ns)}
}

// AsIndex gives the same column as an index.
func (c Column) AsIndex() Column { c.index = true; return c }

// Named gives the same column under another name.
func (c Column) Named(name string) Column { c.name = name; return c }

// WithValid gives the column with a value missing wherever valid is false, beside those already missing.
// valid must be as long as the column; [New] says so otherwise. A float column is copied, as NaN is how it says missing.
func (c Column) WithValid(valid []bool) Column {
	if len(valid) != c.length {
		return c.invalid(fmt.Errorf("%w, got %d rows in %q and %d in WithValid", ErrLength, c.length, c.name, len(valid)))
	}
	if _, bad := c.vector.(invalidVector); bad || c.vector == nil {
		return c
	}
	if c.typ == Float64 {
		all := append(typedVector[float64](nil), values[float64](c)...)
		for i, ok := range valid {
			if !ok {
				all[i] = math.NaN()
			}
		}
		c.vector, c.offset = all, 0
		return c
	}
	missing := newBitmap(c.offset + c.length)
	missing.setFrom(c.offset, c.missing, c.offset, c.offset+c.length)
	for i, ok := range valid {
		if !ok {
			missing.set(c.offset + i)
		}
	}
	c.missing = missing
	return c
}

// Name gives the column's name.
func (c Column) Name() string { return c.name }

// Type gives the type of the column's values.
func (c Column) Type() Type { return c.typ }

// Len gives the number of rows.
func (c Column) Len() int { return c.length }

// IsIndex says whether the column is its frame's index.
func (c Column) IsIndex() bool { return c.index }

// Valid says whether the value of a row is there: not NaN, not missing. A row outside the column has no value.
func (c Column) Valid(row int) bool {
	if row < 0 || row >= c.length {
		return false
	}
	if c.typ == Float64 {
		v := c.vector.(typedVector[float64])[c.offset+row]
		return v == v
	}
	return !c.missing.has(c.offset + row)
}

// HasMissing says whether any value is missing. Cost: a look at each value of a float column, at each 64 of others.
func (c Column) HasMissing() bool {
	if c.typ == Float64 && c.length > 0 {
		for _, v := range values[float64](c) {
			if v != v {
				return true
			}
		}
		return false
	}
	return c.missing.nextSet(c.offset, c.offset+c.length) < c.offset+c.length
}

func (c Column) field() Field { return Field{Name: c.name, Type: c.typ, Index: c.index} }

// values gives the column's window as a slice that cannot be appended into its neighbours.
func values[T scalar](c Column) []T {
	end := c.offset + c.length
	return c.vector.(typedVector[T])[c.offset:end:end]
}

// broken stands in for the storage of a column that could not be made: New reports the error, as Col has no error result.
type invalidVector struct {
	vector
	err error
}

func (c Column) invalid(err error) Column {
	c.vector, c.missing, c.offset, c.length = invalidVector{err: err}, nil, 0, 0
	return c
}
