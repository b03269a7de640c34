package kernel

import "github.com/streamgage/streamgage/frame"

// Choose computes out from the values of yes in rows in which the Bool vector cond is true, and from those of no in
// rows in which it is false. A value is missing if that of cond is. yes and no must have the same type.
func Choose(out *Vector, cond, yes, no Vector) {
	out.reset(yes.Type, cond.Len())
	switch yes.Type {
	case frame.Float64:
		choose(out.Floats, cond.Bools, yes.Floats, no.Floats)
	case frame.String:
		choose(out.Texts, cond.Bools, yes.Texts, no.Texts)
	case frame.Bool:
		choose(out.Bools, cond.Bools, yes.Bools, no.Bools)
	default:
		choose(out.Ints, cond.Bools, yes.Ints, no.Ints)
	}
	if cond.Valid == nil && yes.Valid == nil && no.Valid == nil {
		return
	}
	for i, c := range cond.Bools {
		if !cond.IsValid(i) || c && !yes.IsValid(i) || !c && !no.IsValid(i) {
			out.setMissing(i)
		}
	}
}

// choose is the loop of Choose for one type.
func choose[T any](out []T, cond []bool, yes, no []T) {
	for i, c := range cond {
		if c {
			out[i] = yes[i]
		} else {
			out[i] = no[i]
		}
	}
}
