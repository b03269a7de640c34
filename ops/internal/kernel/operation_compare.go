package kernel

import (
	"cmp"

	"github.com/streamgage/streamgage/frame"
)

// Comparison is one of the six comparison operators.
type Comparison uint8

// The comparison operators.
const (
	Equal Comparison = iota
	NotEqual
	Less
	LessOrEqual
	Greater
	GreaterOrEqual
)

// Swapped returns the comparison that has the result of c with its operands exchanged.
func (c Comparison) Swapped() Comparison {
	return [...]Comparison{Equal, NotEqual, Greater, GreaterOrEqual, Less, LessOrEqual}[c]
}

// Ordered reports whether c needs an order of its operands. Bools have none.
func (c Comparison) Ordered() bool { return c != Equal && c != NotEqual }

// Do compares two vectors of the same type. If a value is missing, NotEqual is true and all others are false, as in
// pandas.
func (c Comparison) Do(out *Vector, a, b Vector) {
	out.reset(frame.Bool, a.Len())
	switch a.Type {
	case frame.Float64:
		compare(c, out.Bools, a.Floats, b.Floats)
	case frame.String:
		compare(c, out.Bools, a.Texts, b.Texts)
	case frame.Bool:
		for i := range out.Bools {
			out.Bools[i] = (a.Bools[i] == b.Bools[i]) == (c == Equal)
		}
	default:
		compare(c, out.Bools, a.Ints, b.Ints)
	}
	for i, ok := range intersectValid(a.Valid, b.Valid) {
		if !ok {
			out.Bools[i] = c == NotEqual
		}
	}
}

// compare is the loop of each comparison for one type.
func compare[T cmp.Ordered](c Comparison, out []bool, a, b []T) {
	a, b = a[:len(out)], b[:len(out)]
	switch c {
	case Equal:
		for i := range out {
			out[i] = a[i] == b[i]
		}
	case NotEqual:
		for i := range out {
			out[i] = a[i] != b[i]
		}
	case Less:
		for i := range out {
			out[i] = a[i] < b[i]
		}
	case LessOrEqual:
		for i := range out {
			out[i] = a[i] <= b[i]
		}
	case Greater:
		for i := range out {
			out[i] = a[i] > b[i]
		}
	case GreaterOrEqual:
		for i := range out {
			out[i] = a[i] >= b[i]
		}
	}
}
