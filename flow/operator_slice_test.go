package flow

import (
	"context"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

// The expected positions follow Python's definition of list[start:end:step], which is range(start, min(end, len), step).
func TestSliceMatchesPython(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 12).Draw(t, "n")
		start := rapid.IntRange(0, 14).Draw(t, "start")
		end := rapid.OneOf(rapid.IntRange(0, 14), rapid.Just(End)).Draw(t, "end")
		by := rapid.IntRange(1, 5).Draw(t, "step")
		src := NewSource[int]()
		out := collect(Slice(src, start, end, by))
		for i := range n {
			if err := src.Emit(context.Background(), i); err != nil {
				t.Fatal(err)
			}
		}
		var want []int
		for i := start; i < min(end, n); i += by {
			want = append(want, i)
		}
		got := out.get()
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || got[i] != want[i] {
				t.Fatalf("got %v, want %v", got, want)
			}
		}
	})
}

// A streamz slice detaches itself at its end, so that siblings can miss elements.
func TestSliceDoesNotAffectSiblings(t *testing.T) {
	src := NewSource[int]()
	collect(Slice(src, 0, 1, 1))
	r := To(src, &receiver[int]{})
	emit(t, src, 1, 2, 3)
	mustClose(t, src)
	if len(r.log) != 4 {
		t.Fatal(r.log)
	}
}

func TestSliceMisuse(t *testing.T) {
	src := NewSource[int]()
	check.PanicsWith(t, "flow.Slice: start must not be negative, got -1", func() { Slice(src, -1, End, 1) })
	check.PanicsWith(t, "flow.Slice: end must not be negative, got -2", func() { Slice(src, 0, -2, 1) })
	check.PanicsWith(t, "flow.Slice: the step must be positive, got 0", func() { Slice(src, 0, End, 0) })
}
