package flow

import "testing"

func TestRemove(t *testing.T) {
	for _, c := range []struct{ in, want []int }{{nil, nil}, {[]int{2}, nil}, {[]int{1}, []int{1}}, {[]int{1, 2, 3, 4}, []int{1, 3}}} {
		src := NewSource[int]()
		out := collect(Remove(src, func(x int) bool { return x%2 == 0 }))
		emit(t, src, c.in...)
		closeOK(t, src)
		wantValues(t, out.get(), c.want...)
	}
}

func TestRemovePanic(t *testing.T) {
	src := NewSource[int]()
	out := collect(Remove(src, func(x int) bool { return 1/x > 5 }, Name("r")))
	wantNode(t, src.Emit(t.Context(), 0), "r")
	emit(t, src, 1)
	wantValues(t, out.get(), 1)
	closeOK(t, src)
}
