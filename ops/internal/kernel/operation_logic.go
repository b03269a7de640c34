package kernel

import "github.com/streamgage/streamgage/frame"

// Logic is and, or, xor of two Bool vectors. A missing value is unknown, as in pandas' nullable booleans (Kleene's
// logic): false and missing is false, true or missing is true, all else with it is missing.
type Logic struct {
	Name string
	eval func(out, a, b []bool)
	// decides says whether one side of that value is enough.
	absorbs func(v bool) bool
}

// The operations on truth values.
var (
	And = Logic{"and", func(out, a, b []bool) {
		for i := range out {
			out[i] = a[i] && b[i]
		}
	}, func(v bool) bool { return !v }}
	Or = Logic{"or", func(out, a, b []bool) {
		for i := range out {
			out[i] = a[i] || b[i]
		}
	}, func(v bool) bool { return v }}
	Xor = Logic{"xor", func(out, a, b []bool) {
		for i := range out {
			out[i] = a[i] != b[i]
		}
	}, func(bool) bool { return false }}
)

// Do combines two Bool vectors.
func (l Logic) Do(out *Vector, a, b Vector) {
	n := a.Len()
	out.reset(frame.Bool, n)
	l.eval(out.Bools, a.Bools[:n], b.Bools[:n])
	if a.Valid == nil && b.Valid == nil {
		return
	}
	for i := range out.Bools {
		switch x, y := a.Has(i), b.Has(i); {
		case x && y:
		case x && l.absorbs(a.Bools[i]):
			out.Bools[i] = a.Bools[i]
		case y && l.absorbs(b.Bools[i]):
			out.Bools[i] = b.Bools[i]
		default:
			out.setMissing(i)
		}
	}
}

// Not turns a Bool vector round; missing stays missing.
func Not(out *Vector, a Vector) {
	out.reset(frame.Bool, a.Len())
	out.Valid = a.Valid
	for i, v := range a.Bools {
		out.Bools[i] = !v
	}
}

// IsNull gives true where a value is missing.
func IsNull(out *Vector, a Vector) {
	out.reset(frame.Bool, a.Len())
	for i := range out.Bools {
		out.Bools[i] = !a.Has(i)
	}
}

// Choose gives the values of yes where the Bool vector cond is true, those of no where it is false, and a missing value
// where it is missing. yes and no have one type.
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
		if !cond.Has(i) || c && !yes.Has(i) || !c && !no.Has(i) {
			out.setMissing(i)
		}
	}
}

func choose[T any](out []T, cond []bool, yes, no []T) {
	for i, c := range cond {
		if c {
			out[i] = yes[i]
		} else {
			out[i] = no[i]
		}
	}
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
