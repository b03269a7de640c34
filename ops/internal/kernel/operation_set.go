package kernel

import (
	"slices"

	"github.com/streamgage/streamgage/frame"
)

// Set is a set of the values of a vector, for lookups.
type Set struct {
	list   Vector
	texts  map[string]struct{} // nil if the list is short
	ints   map[int64]struct{}
	floats map[float64]struct{}
}

// maxLinearSearch is the longest list for which comparing with each value is faster than a map.
const maxLinearSearch = 8

// NewSet returns the set of the values of list.
func NewSet(list Vector) *Set {
	s := &Set{list: list}
	if list.Len() > maxLinearSearch {
		s.texts, s.ints, s.floats = setOf(list.Texts), setOf(list.Ints), setOf(list.Floats)
	}
	return s
}

// setOf returns a map of the values.
func setOf[T comparable](list []T) map[T]struct{} {
	m := make(map[T]struct{}, len(list))
	for _, v := range list {
		m[v] = struct{}{}
	}
	return m
}

// Has reports for each value of x whether it is in the set. x must have the list's type. A missing value is not in the
// set.
func (s *Set) Has(out *Vector, x Vector) {
	out.reset(frame.Bool, x.Len())
	switch x.Type {
	case frame.Float64:
		has(out.Bools, x.Floats, s.list.Floats, s.floats)
	case frame.String:
		has(out.Bools, x.Texts, s.list.Texts, s.texts)
	case frame.Bool:
		has(out.Bools, x.Bools, s.list.Bools, nil)
	default:
		has(out.Bools, x.Ints, s.list.Ints, s.ints)
	}
	for i, ok := range x.Valid {
		out.Bools[i] = out.Bools[i] && ok
	}
}

// has is the loop of Has for one type.
func has[T comparable](out []bool, x, list []T, set map[T]struct{}) {
	if set == nil {
		for i := range out {
			out[i] = slices.Contains(list, x[i])
		}
		return
	}
	for i := range out {
		_, out[i] = set[x[i]]
	}
}
