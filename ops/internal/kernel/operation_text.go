package kernel

import "github.com/streamgage/streamgage/frame"

// TextTest reports for each row whether test is true for the values of two String vectors. If one is missing, it is
// false.
func TextTest(out *Vector, a, b Vector, test func(a, b string) bool) {
	out.reset(frame.Bool, a.Len())
	valid := intersectValid(a.Valid, b.Valid)
	for i := range out.Bools {
		out.Bools[i] = (valid == nil || valid[i]) && test(a.Texts[i], b.Texts[i])
	}
}
