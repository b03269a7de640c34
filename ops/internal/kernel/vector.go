package kernel

import (
	"math"
	"slices"

	"github.com/streamgage/streamgage/frame"
)

// Vector is a column that operations read and write. The slice of its type holds the values. The zero Vector has no
// rows, and can be the result of an operation.
type Vector struct {
	Type   frame.Type
	Floats []float64
	Ints   []int64 // of Int64, and the nanoseconds of Time
	Texts  []string
	Bools  []bool
	Valid  []bool // false in rows with a missing value; nil if there is none; always nil for floats, where NaN means missing
}

// VectorOf returns a column of a frame without a copy. The vector must not be changed.
func VectorOf(f frame.Frame, name string) (Vector, error) {
	c, err := f.Column(name)
	if err != nil {
		return Vector{}, err
	}
	v := Vector{Type: c.Type()}
	switch v.Type {
	case frame.Float64:
		v.Floats, err = f.Floats(name)
		return v, err
	case frame.Int64:
		v.Ints, err = f.Ints(name)
	case frame.Time:
		v.Ints, err = f.Times(name)
	case frame.String:
		v.Texts, err = f.Strings(name)
	case frame.Bool:
		v.Bools, err = f.Bools(name)
	}
	if c.HasMissing() {
		v.Valid = make([]bool, c.Len())
		for i := range v.Valid {
			v.Valid[i] = c.Valid(i)
		}
	}
	return v, err
}

// Column returns a column with the values of v without a copy. v must not be changed afterwards.
func (v Vector) Column(name string) frame.Column {
	var c frame.Column
	switch v.Type {
	case frame.Float64:
		return frame.Col(name, v.Floats)
	case frame.Int64:
		c = frame.Col(name, v.Ints)
	case frame.Time:
		c = frame.Nanos(name, v.Ints)
	case frame.String:
		c = frame.Col(name, v.Texts)
	case frame.Bool:
		c = frame.Col(name, v.Bools)
	}
	if v.Valid != nil {
		c = c.WithValid(v.Valid)
	}
	return c
}

// Len returns the number of rows.
func (v Vector) Len() int {
	return max(len(v.Floats), len(v.Ints), len(v.Texts), len(v.Bools))
}

// IsValid reports whether the value in a row is not missing.
func (v Vector) IsValid(row int) bool {
	if v.Type == frame.Float64 {
		return v.Floats[row] == v.Floats[row]
	}
	return v.Valid == nil || v.Valid[row]
}

// HasMissing reports whether any value is missing.
func (v Vector) HasMissing() bool {
	for i := range v.Len() {
		if !v.IsValid(i) {
			return true
		}
	}
	return false
}

// reset makes v a vector of n values of type t, none of them missing. The values are undefined.
func (v *Vector) reset(t frame.Type, n int) {
	v.Type, v.Valid = t, nil
	switch t {
	case frame.Float64:
		v.Floats = resize(v.Floats, n)
	case frame.Int64, frame.Time:
		v.Ints = resize(v.Ints, n)
	case frame.String:
		v.Texts = resize(v.Texts, n)
	case frame.Bool:
		v.Bools = resize(v.Bools, n)
	}
}

// resize returns a slice of n items, which reuses s if that is long enough. The items are undefined.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// HasMissingFrom reports whether any value from a row on is missing.
func (v Vector) HasMissingFrom(row int) bool {
	if v.Type != frame.Float64 && v.Valid == nil {
		return false
	}
	for i := row; i < v.Len(); i++ {
		if !v.IsValid(i) {
			return true
		}
	}
	return false
}

// Copy returns a copy of the rows [from, to).
func (v Vector) Copy(from, to int) Vector {
	out := Vector{Type: v.Type}
	switch v.Type {
	case frame.Float64:
		out.Floats = slices.Clone(v.Floats[from:to])
	case frame.String:
		out.Texts = slices.Clone(v.Texts[from:to])
	case frame.Bool:
		out.Bools = slices.Clone(v.Bools[from:to])
	default:
		out.Ints = slices.Clone(v.Ints[from:to])
	}
	if v.Valid != nil && slices.Contains(v.Valid[from:to], false) {
		out.Valid = slices.Clone(v.Valid[from:to])
	}
	return out
}

// SetMissing makes the value in a row missing.
func (v *Vector) SetMissing(row int) { v.setMissing(row) }

// setMissing makes the value in a row missing.
func (v *Vector) setMissing(row int) {
	if v.Type == frame.Float64 {
		v.Floats[row] = math.NaN()
		return
	}
	if v.Valid == nil {
		v.Valid = make([]bool, v.Len())
		for i := range v.Valid {
			v.Valid[i] = true
		}
	}
	v.Valid[row] = false
}

// intersectValid returns the rows that are valid in both a and b, or nil if all are.
func intersectValid(a, b []bool) []bool {
	if a == nil {
		return b
	}
	if b == nil {
		return a
	}
	out := make([]bool, len(a))
	for i := range out {
		out[i] = a[i] && b[i]
	}
	return out
}

// Append adds the rows of part, which must have the type of v, unless v has no rows.
func (v *Vector) Append(part Vector) {
	n := v.Len()
	v.Type = part.Type
	if part.Valid != nil || v.Valid != nil {
		v.Valid = append(validOrAll(v.Valid, n), validOrAll(part.Valid, part.Len())...)
	}
	v.Floats = append(v.Floats, part.Floats...)
	v.Ints = append(v.Ints, part.Ints...)
	v.Texts = append(v.Texts, part.Texts...)
	v.Bools = append(v.Bools, part.Bools...)
}

// validOrAll returns valid or, if it is nil, n times true.
func validOrAll(valid []bool, n int) []bool {
	if valid != nil {
		return valid
	}
	all := make([]bool, n)
	for i := range all {
		all[i] = true
	}
	return all
}

// NewVector returns an empty vector of the type with capacity for n values.
func NewVector(t frame.Type, n int) Vector {
	var v Vector
	v.reset(t, n)
	return v.prefix(0)
}

// TrueRows returns the rows in which a Bool vector is true. A missing value is not.
func (v Vector) TrueRows() []int {
	count := 0
	for _, b := range v.Bools {
		if b {
			count++
		}
	}
	rows := make([]int, 0, count)
	for i, b := range v.Bools {
		if b && (v.Valid == nil || v.Valid[i]) {
			rows = append(rows, i)
		}
	}
	return rows
}

// prefix returns the first n rows of v, in the same memory.
func (v Vector) prefix(n int) Vector {
	v.Floats, v.Ints, v.Texts, v.Bools = v.Floats[:min(n, len(v.Floats))], v.Ints[:min(n, len(v.Ints))],
		v.Texts[:min(n, len(v.Texts))], v.Bools[:min(n, len(v.Bools))]
	if v.Valid != nil {
		v.Valid = v.Valid[:n]
	}
	return v
}

// copyFrom makes v a copy of from.
func (v *Vector) copyFrom(from Vector) {
	v.reset(from.Type, from.Len())
	copy(v.Floats, from.Floats)
	copy(v.Ints, from.Ints)
	copy(v.Texts, from.Texts)
	copy(v.Bools, from.Bools)
	v.Valid = slices.Clone(from.Valid)
}

// set copies the value in row at of from to a row.
func (v *Vector) set(row int, from Vector, at int) {
	switch v.Type {
	case frame.Float64:
		v.Floats[row] = from.Floats[at]
	case frame.String:
		v.Texts[row] = from.Texts[at]
	case frame.Bool:
		v.Bools[row] = from.Bools[at]
	default:
		v.Ints[row] = from.Ints[at]
	}
}

// ZeroVector returns a vector of n zero values: 0, empty text, false, the Unix epoch.
func ZeroVector(t frame.Type, n int) Vector {
	var v Vector
	v.reset(t, n)
	return v
}

// MissingVector returns a vector of n missing values.
func MissingVector(t frame.Type, n int) Vector {
	var v Vector
	v.reset(t, n)
	if t == frame.Float64 {
		for i := range v.Floats {
			v.Floats[i] = math.NaN()
		}
		return v
	}
	v.Valid = make([]bool, n)
	return v
}

// SetRow makes the value in a row that in row at of from, which must have the type of v.
func (v *Vector) SetRow(row int, from Vector, at int) {
	if from.Valid != nil && !from.Valid[at] {
		v.setMissing(row)
		return
	}
	v.set(row, from, at)
	if v.Valid != nil {
		v.Valid[row] = true
	}
}
