package flow

import (
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

func TestDistinctUntilChanged(t *testing.T) {
	src := NewSource[int]()
	out := collect(DistinctUntilChanged(src))
	emit(t, src, 0, 0, 1, 1, 0, 2, 2)
	mustClose(t, src)
	check.Values(t, out.get(), 0, 1, 0, 2)
}

func TestDistinctUntilChangedFunc(t *testing.T) {
	src := NewSource[int]()
	out := collect(DistinctUntilChangedFunc(src, func(a, b int) bool { return a/10 == b/10 }))
	emit(t, src, 1, 5, 12, 19, 3)
	mustClose(t, src)
	check.Values(t, out.get(), 1, 12, 3)
}
