package ops

import "github.com/streamgage/streamgage/ops/internal/window"

// Any is whether any value of a column is true, or is a number other than 0: a bool. Missing values do not count; without
// values it is false.
func Any(column string) Reduction {
	r := newFloatReduction("any", column, window.Any())
	r.truth = true
	return r
}

// All is whether all values of a column are true, or are numbers other than 0: a bool. Missing values do not count;
// without values it is true.
func All(column string) Reduction {
	r := newFloatReduction("all", column, window.All())
	r.truth = true
	return r
}
