package kernel

import "github.com/streamgage/streamgage/frame"

// TextTest tells, row by row, whether test is true of two String vectors; where one is missing it is false.
func TextTest(out *Vector, a, b Vector, test func(a, b string) bool) {
	out.reset(frame.Bool, a.Len())
	valid := intersectValid(a.Valid, b.Valid)
	for i := range out.Bools {
		out.Bools[i] = (valid == nil || valid[i]) && test(a.Texts[i], b.Texts[i])
	}
}
