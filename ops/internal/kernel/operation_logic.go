package kernel

import "github.com/streamgage/streamgage/frame"

// Logic is an operation on two Bool vectors. A missing value is unknown, as in pandas' nullable booleans (Kleene's
// logic): false and missing is false, true or missing is true, and other results with missing operands are missing.
type Logic struct {
	Name string
	eval func(out, a, b []bool)
	// absorbs reports whether one operand with this value decides the result for any other operand.
	absorbs func(v bool) bool
}

// The logical operations.
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

// Do computes out from two Bool vectors.
func (l Logic) Do(out *Vector, a, b Vector) {
	n := a.Len()
	out.reset(frame.Bool, n)
	l.eval(out.Bools, a.Bools[:n], b.Bools[:n])
	if a.Valid == nil && b.Valid == nil {
		return
	}
	for i := range out.Bools {
		switch x, y := a.IsValid(i), b.IsValid(i); {
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

// Not negates a Bool vector. Missing values stay missing.
func Not(out *Vector, a Vector) {
	out.reset(frame.Bool, a.Len())
	out.Valid = a.Valid
	for i, v := range a.Bools {
		out.Bools[i] = !v
	}
}
