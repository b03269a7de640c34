package kernel

import (
	"math"
	"slices"

	"github.com/streamgage/streamgage/frame"
)

// Vector is a column while it is computed with: the slice of its type holds the values. The zero Vector is memory for a
// result, with no rows.
type Vector struct {
	Type   frame.Type
	Floats []float64
	Ints   []int64 // of Int64, and the nanoseconds of Time
	Texts  []string
	Bools  []bool
	Valid  []bool // false where a value is missing, nil if none is; nil for floats, where NaN says it
}

// Of gives a column of a frame, without a copy: it must not be changed.
func Of(f frame.Frame, name string) (Vector, error) {
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

// Column makes a column of v, without a copy: v must not be changed afterwards.
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

// Len gives the number of rows.
func (v Vector) Len() int {
	return max(len(v.Floats), len(v.Ints), len(v.Texts), len(v.Bools))
}

// Has says whether the value of a row is there.
func (v Vector) Has(row int) bool {
	if v.Type == frame.Float64 {
		return v.Floats[row] == v.Floats[row]
	}
	return v.Valid == nil || v.Valid[row]
}

// HasMissing says whether any value is missing.
func (v Vector) HasMissing() bool {
	for i := range v.Len() {
		if !v.Has(i) {
			return true
		}
	}
	return false
}

// reset makes room for n values of the type, all of them there.
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

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// lose makes the value of a row missing.
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

// both is where both values are there, nil if everywhere.
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

// Append puts the rows of part, of the same type, behind those of v.
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

// Make gives an empty vector of the type with room for n values.
func Make(t frame.Type, n int) Vector {
	var v Vector
	v.reset(t, n)
	return v.prefix(0)
}

// True lists the rows of a Bool vector that are true; a missing one is not.
func (v Vector) True() []int {
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

func (v Vector) prefix(n int) Vector {
	v.Floats, v.Ints, v.Texts, v.Bools = v.Floats[:min(n, len(v.Floats))], v.Ints[:min(n, len(v.Ints))],
		v.Texts[:min(n, len(v.Texts))], v.Bools[:min(n, len(v.Bools))]
	if v.Valid != nil {
		v.Valid = v.Valid[:n]
	}
	return v
}

// copyFrom makes out a copy of v.
func (v *Vector) copyFrom(from Vector) {
	v.reset(from.Type, from.Len())
	copy(v.Floats, from.Floats)
	copy(v.Ints, from.Ints)
	copy(v.Texts, from.Texts)
	copy(v.Bools, from.Bools)
	v.Valid = slices.Clone(from.Valid)
}

// set copies one value.
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
