package flow

import (
	"context"
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestSlidingWindow(t *testing.T) {
	for _, c := range []struct {
		n       int
		partial bool
		want    string
	}{
		{1, false, "[[1] [2] [3] [4] [5]]"},
		{2, false, "[[1 2] [2 3] [3 4] [4 5]]"},
		{3, false, "[[1 2 3] [2 3 4] [3 4 5]]"},
		{3, true, "[[1] [1 2] [1 2 3] [2 3 4] [3 4 5]]"},
		{6, false, "[]"},
	} {
		src := NewSource[int]()
		out := collect(SlidingWindow(src, c.n, Partial(c.partial)))
		emit(t, src, 1, 2, 3, 4, 5)
		mustClose(t, src)
		if got := fmt.Sprint(out.get()); got != c.want {
			t.Errorf("n=%d partial=%v: got %s, want %s", c.n, c.partial, got, c.want)
		}
	}
}

func TestSlidingWindowProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.SliceOf(rapid.Int()).Draw(t, "in")
		n := rapid.IntRange(1, 8).Draw(t, "n")
		src := NewSource[int]()
		out := collect(SlidingWindow(src, n))
		for _, v := range in {
			if err := src.Emit(context.Background(), v); err != nil {
				t.Fatal(err)
			}
		}
		got := out.get()
		if want := max(0, len(in)-n+1); len(got) != want {
			t.Fatalf("%d windows, want %d", len(got), want)
		}
		for i, w := range got {
			if fmt.Sprint(w) != fmt.Sprint(in[i:i+n]) {
				t.Fatalf("window %d is %v, want %v", i, w, in[i:i+n])
			}
		}
	})
}
