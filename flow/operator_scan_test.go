package flow

import (
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

func TestScan(t *testing.T) {
	for _, c := range []struct{ in, want []int }{{nil, nil}, {[]int{5}, []int{5}}, {[]int{5, 1, 2}, []int{5, 6, 8}}} {
		src := NewSource[int]()
		out := collect(Scan(src, add))
		emit(t, src, c.in...)
		mustClose(t, src)
		check.Values(t, out.get(), c.want...)
	}
}
