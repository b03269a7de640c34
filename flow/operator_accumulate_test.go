package flow

import (
	"fmt"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

func TestAccumulate(t *testing.T) {
	src := NewSource[int]()
	out := collect(Accumulate(src, 100, func(sum, x int) int { return sum + x }))
	emit(t, src, 1, 2, 3)
	check.Values(t, out.get(), 101, 103, 106)
	mustClose(t, src)
}

func TestAccumulateState(t *testing.T) {
	src := NewSource[string]()
	out := collect(AccumulateState(src, 0, func(n int, v string) (int, string) { return n + 1, fmt.Sprint(n, v) }))
	emit(t, src, "a", "b")
	mustClose(t, src)
	check.Values(t, out.get(), "0a", "1b")
}

// If the function returns an error or panics, the accumulator keeps its state.
func TestFailureKeepsAccumulatorState(t *testing.T) {
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
			check.Values(t, out.get(), first, first+4)
			mustClose(t, src)
		})
	}
}
