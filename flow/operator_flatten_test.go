package flow

import (
	"context"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

func TestFlatten(t *testing.T) {
	src := NewSource[[]int]()
	out := collect(Flatten(src))
	emit(t, src, []int{1, 2}, nil, []int{}, []int{3})
	mustClose(t, src)
	check.Values(t, out.get(), 1, 2, 3)
}

func TestFlattenStopsElementAtFirstFailure(t *testing.T) {
	src := NewSource[[]int]()
	var got []int
	Sink(Flatten(src), func(_ context.Context, x int) error {
		got = append(got, x)
		if x == 2 {
			return errTest
		}
		return nil
	})
	check.Error(t, src.Emit(t.Context(), []int{1, 2, 3}), errTest)
	emit(t, src, []int{4})
	check.Values(t, got, 1, 2, 4)
	mustClose(t, src)
}
