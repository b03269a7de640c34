package flow

import (
	"fmt"
	"testing"
)

func add(a, b int) int { return a + b }

func TestScan(t *testing.T) {
	for _, c := range []struct{ in, want []int }{{nil, nil}, {[]int{5}, []int{5}}, {[]int{5, 1, 2}, []int{5, 6, 8}}} {
		src := NewSource[int]()
		out := collect(Scan(src, add))
		emit(t, src, c.in...)
		closeOK(t, src)
		wantValues(t, out.get(), c.want...)
	}
}

func TestAccumulateState(t *testing.T) {
	src := NewSource[string]()
	out := collect(AccumulateState(src, 0, func(n int, v string) (int, string) { return n + 1, fmt.Sprint(n, v) }))
	emit(t, src, "a", "b")
	closeOK(t, src)
	wantValues(t, out.get(), "0a", "1b")
}

// A failure leaves the state as it was, whether f returns an error or panics.
func TestAFailureLeavesTheStateAsItWas(t *testing.T) {
	divide := func(state, v int) int { return state + 12/v }
	for name, build := range map[string]func(Stream[int]) Stream[int]{
		"Accumulate": func(s Stream[int]) Stream[int] { return Accumulate(s, 1, divide) },
		"AccumulateState": func(s Stream[int]) Stream[int] {
			return AccumulateState(s, 1, func(state, v int) (int, int) { n := divide(state, v); return n, n })
		},
		"TryAccumulate": func(s Stream[int]) Stream[int] {
			return TryAccumulate(s, 1, func(state, v int) (int, error) {
				if v == 0 {
					return 99, errTest
				}
				return divide(state, v), nil
			})
		},
		"Scan": func(s Stream[int]) Stream[int] {
			return Scan(s, func(state, v int) int { return 1 + divide(state-1, v) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			src := NewSource[int]()
			out := collect(build(src))
			emit(t, src, 12)
			first := out.get()[0]
			if src.Emit(t.Context(), 0) == nil {
				t.Fatal("the failure was not returned")
			}
			emit(t, src, 3)
			wantValues(t, out.get(), first, first+4)
			closeOK(t, src)
		})
	}
}
