package frame

import (
	"fmt"
	"math"
	"time"
)

// Column is one named, typed, immutable column of a frame. [Col], [Const], [Index] and [Nanos] make columns.
type Column struct {
	name           string
	typ            Type
	index          bool
	vector         vector
	missing        *bitmap
	offset, length int // the part of vector (and of missing) that belongs to the column
}

// Col returns a column of the values. It copies nothing for float64, int64, string and bool, so the caller must not
// change v afterwards. int and time.Time values are converted.
//
// NaN and the zero time.Time are missing values. A column cannot hold a time outside the years 1678 to 2261: [New]
// returns an [ErrValue] for it.
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

// Const returns a column with the same value in all rows. It panics if rows is negative.
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

// Index returns a column that is its frame's index. It is Col(name, v).AsIndex().
func Index[T Value](name string, v []T) Column { return Col(name, v).AsIndex() }

// Nanos returns a Time column of nanoseconds since the Unix epoch. It copies nothing: the caller must not change ns
// afterwards.
func Nanos(name string, ns []int64) Column {
	return Column{name: name, typ: Time, vector: typedVector[int64](ns), length: len(ns)}
}

// AsIndex returns the same column, marked as the index.
func (c Column) AsIndex() Column { c.index = true; return c }

// Named returns the same column under another name.
func (c Column) Named(name string) Column { c.name = name; return c }

// WithValid returns the column with missing values in each row i for which valid[i] is false. Values that are missing
// already stay missing. valid must be as long as the column; otherwise [New] returns an [ErrLength]. A float column is
// copied, because its missing values are NaN.
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

// Name returns the column's name.
func (c Column) Name() string { return c.name }

// Type returns the type of the column's values.
func (c Column) Type() Type { return c.typ }

// Len returns the number of rows.
func (c Column) Len() int { return c.length }

// IsIndex reports whether the column is its frame's index.
func (c Column) IsIndex() bool { return c.index }

// Valid reports whether a row has a value: the row is inside the column, and its value is neither NaN nor missing.
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

// HasMissing reports whether any value is missing. Cost: one comparison per value in a float column, one per 64 values
// in other columns.
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

// field describes the column as a part of a schema.
func (c Column) field() Field { return Field{Name: c.name, Type: c.typ, Index: c.index} }

// values returns the column's values as a slice. Its capacity is its length. So an append to it copies it, and does not
// overwrite values after the column's last row.
func values[T scalar](c Column) []T {
	end := c.offset + c.length
	return c.vector.(typedVector[T])[c.offset:end:end]
}

// invalidVector is the storage of a column that could not be made. It holds the error, which New returns, because Col
// has no error result.
type invalidVector struct {
	vector
	err error
}

// invalid returns the column with an error in place of its values.
func (c Column) invalid(err error) Column {
	c.vector, c.missing, c.offset, c.length = invalidVector{err: err}, nil, 0, 0
	return c
}
