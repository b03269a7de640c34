package kernel

import (
	"slices"

	"github.com/streamgage/streamgage/frame"
)

// Fill gives v with the value of a vector of one row and the same type wherever one is missing.
func Fill(out *Vector, v, with Vector) {
	out.copyFrom(v)
	for i := range v.Len() {
		if !v.Has(i) {
			out.set(i, with, 0)
		}
	}
	out.Valid = nil
}

// FillForward gives v with the last value before it wherever one is missing; before the first row stands the vector
// last, of one row or none. It gives the last value for the rows to come.
func FillForward(out *Vector, v, last Vector) Vector {
	out.copyFrom(v)
	out.Valid = nil
	source, sourceRow := last, last.Len()-1
	for i := range v.Len() {
		switch {
		case v.Has(i):
			source, sourceRow = v, i
		case sourceRow >= 0:
			out.set(i, source, sourceRow)
		default:
			out.setMissing(i)
		}
	}
	if sourceRow < 0 {
		return last
	}
	var next Vector
	next.reset(v.Type, 1)
	next.set(0, source, sourceRow)
	return next
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
