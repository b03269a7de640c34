package flow

import (
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

func TestFilter(t *testing.T) {
	src := NewSource[int]()
	out := collect(Filter(src, func(x int) bool { return x%3 == 0 }))
	emit(t, src, 1, 2, 3, 4, 5, 6)
	check.Values(t, out.get(), 3, 6)
	mustClose(t, src)
}

func TestRemove(t *testing.T) {
	for _, c := range []struct{ in, want []int }{{nil, nil}, {[]int{2}, nil}, {[]int{1}, []int{1}}, {[]int{1, 2, 3, 4}, []int{1, 3}}} {
		src := NewSource[int]()
		out := collect(Remove(src, func(x int) bool { return x%2 == 0 }))
		emit(t, src, c.in...)
		mustClose(t, src)
		check.Values(t, out.get(), c.want...)
	}
}

func TestRemovePanic(t *testing.T) {
	src := NewSource[int]()
	out := collect(Remove(src, func(x int) bool { return 1/x > 5 }, Name("r")))
	wantNode(t, src.Emit(t.Context(), 0), "r")
	emit(t, src, 1)
	check.Values(t, out.get(), 1)
	mustClose(t, src)
}
