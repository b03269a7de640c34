package kernel

import "github.com/streamgage/streamgage/frame"

// IsNull gives true where a value is missing.
func IsNull(out *Vector, a Vector) {
	out.reset(frame.Bool, a.Len())
	for i := range out.Bools {
		out.Bools[i] = !a.Has(i)
	}
}

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
