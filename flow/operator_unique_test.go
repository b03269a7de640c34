package flow

import (
	"context"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestUniqueNaNIsAlwaysNewAndNeverKept(t *testing.T) {
	src := NewSource[float64]()
	out := collect(Unique(src, identity, MaxSize(1)))
	emit(t, src, 1, math.NaN(), math.NaN(), 1)
	mustClose(t, src)
	if got := out.get(); len(got) != 3 { // 1, NaN, NaN: the last 1 is a duplicate
		t.Fatal(got)
	}
}

// The model of the LRU set is a slice in order of use, oldest first.
func TestUniqueProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.SliceOf(rapid.IntRange(0, 8)).Draw(t, "in")
		limit := rapid.IntRange(1, 10).Draw(t, "MaxSize")
		src := NewSource[int]()
		bounded, all := collect(Unique(src, identity, MaxSize(limit))), collect(Unique(src, identity, Unbounded()))
		var seen, wantBounded, wantAll []int
		for _, v := range in {
			if err := src.Emit(context.Background(), v); err != nil {
				t.Fatal(err)
			}
			if !slices.Contains(wantAll, v) {
				wantAll = append(wantAll, v)
			}
			if i := slices.Index(seen, v); i >= 0 {
				seen = append(slices.Delete(seen, i, i+1), v)
				continue
			}
			wantBounded = append(wantBounded, v)
			if seen = append(seen, v); len(seen) > limit {
				seen = seen[1:]
			}
		}
		if got := bounded.get(); !slices.Equal(got, wantBounded) {
			t.Fatalf("MaxSize(%d): got %v, want %v", limit, got, wantBounded)
		}
		if got := all.get(); !slices.Equal(got, wantAll) {
			t.Fatalf("Unbounded: got %v, want %v", got, wantAll)
		}
	})
}
