package kernel

import "github.com/streamgage/streamgage/frame"

// IsNull reports for each row whether the value is missing.
func IsNull(out *Vector, a Vector) {
	out.reset(frame.Bool, a.Len())
	for i := range out.Bools {
		out.Bools[i] = !a.IsValid(i)
	}
}

// FillMissing copies v and replaces missing values by the value of with, a vector of one row and the same type.
func FillMissing(out *Vector, v, with Vector) {
	out.copyFrom(v)
	for i := range v.Len() {
		if !v.IsValid(i) {
			out.set(i, with, 0)
		}
	}
	out.Valid = nil
}

// FillForward copies v and replaces missing values by the last value before them: at most limit in sequence, or all if
// limit is 0. last, a vector of one row or none, is the value before the first row, and missing the number of missing
// values since. FillForward returns both for the next batch.
func FillForward(out *Vector, v, last Vector, limit, missing int) (Vector, int) {
	out.copyFrom(v)
	out.Valid = nil
	source, sourceRow := last, last.Len()-1
	for i := range v.Len() {
		if v.IsValid(i) {
			source, sourceRow, missing = v, i, 0
			continue
		}
		missing++
		if sourceRow >= 0 && (limit == 0 || missing <= limit) {
			out.set(i, source, sourceRow)
		} else {
			out.setMissing(i)
		}
	}
	if sourceRow < 0 {
		return last, missing
	}
	var next Vector
	next.reset(v.Type, 1)
	next.set(0, source, sourceRow)
	return next, missing
}
