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

// TextMap applies f to the values of a String vector. Missing values stay missing.
func TextMap(out *Vector, x Vector, f func(string) string) {
	out.reset(frame.String, x.Len())
	out.Valid = x.Valid
	for i, s := range x.Texts {
		if x.Valid == nil || x.Valid[i] {
			out.Texts[i] = f(s)
		}
	}
}

// TextCount applies f to the values of a String vector, as TextMap does. The result is an Int64 vector.
func TextCount(out *Vector, x Vector, f func(string) int) {
	out.reset(frame.Int64, x.Len())
	out.Valid = x.Valid
	for i, s := range x.Texts {
		if x.Valid == nil || x.Valid[i] {
			out.Ints[i] = int64(f(s))
		}
	}
}

// TextConcat concatenates the values of two String vectors. If one is missing, so is the result.
func TextConcat(out *Vector, a, b Vector) {
	out.reset(frame.String, a.Len())
	out.Valid = intersectValid(a.Valid, b.Valid)
	for i := range out.Texts {
		out.Texts[i] = a.Texts[i] + b.Texts[i]
	}
}
