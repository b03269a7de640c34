package frame_test

import (
	"math"
	"testing"

	"github.com/streamgage/streamgage/frame"
)

func TestEqual(t *testing.T) {
	f := sample()
	if !f.Equal(sample()) || !f.Slice(1, 3).Equal(sample().Slice(1, 3)) {
		t.Error("a frame is not equal to itself")
	}
	other := frame.Col("n", []int64{1, 0, 4, math.MaxInt64}).WithValid([]bool{true, false, true, true})
	for name, g := range map[string]frame.Frame{
		"rows":    f.Slice(0, 3),
		"shifted": f.Slice(1, 4),
		"index":   f.ResetIndex(),
		"name":    mustValue(f.Rename("x", "y")),
		"value":   mustValue(f.With(other)),
		"missing": mustValue(f.With(frame.Col("n", []int64{1, 0, 3, math.MaxInt64}))),
		"type":    mustValue(f.With(frame.Col("b", []int{1, 0, 0, 1}))),
	} {
		if g.Len() == f.Len() && f.Equal(g) || f.Equal(g) {
			t.Errorf("%s: different frames are equal", name)
		}
	}
	if f.Slice(0, 3).Equal(f.Slice(1, 4)) {
		t.Error("different rows are equal")
	}
}
