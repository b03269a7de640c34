package flow

import (
	"context"
	"errors"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

// sumPairs emits the sum of each two elements, and at the end the element that is left. It fails for negative elements.
func sumPairs(s Stream[int]) Stream[int] {
	var held []int
	return Transform(s, func(_ context.Context, v int, emit func(int) error) error {
		if v < 0 {
			return errTest
		}
		if held = append(held, v); len(held) < 2 {
			return nil
		}
		sum := held[0] + held[1]
		held = held[:0]
		return emit(sum)
	}, func(_ context.Context, emit func(int) error) error {
		for _, v := range held {
			if err := emit(v); err != nil {
				return err
			}
		}
		return nil
	}, Name("pairs"))
}

func TestTransform(t *testing.T) {
	src := NewSource[int]()
	p := sumPairs(src)
	out := collect(p)
	emit(t, src, 1, 2, 3, 4)
	err := src.Emit(t.Context(), -1)
	check.Error(t, err, errTest)
	wantNode(t, err, "pairs")
	emit(t, src, 5)
	mustClose(t, src)
	check.Values(t, out.get(), 3, 7, 5)
}

func TestTransformReturnsDownstreamErrors(t *testing.T) {
	src := NewSource[int]()
	Sink(sumPairs(src), func(_ context.Context, v int) error {
		if v > 100 {
			return errTest
		}
		return nil
	}, Name("small"))
	emit(t, src, 1, 2, 100)
	err := src.Emit(t.Context(), 1)
	wantNode(t, err, "small")
	emit(t, src, 500)
	check.Error(t, src.Close(t.Context()), errTest) // the flush emits 500
	check.PanicsWith(t, "flow.Transform: the function must not be nil", func() { Transform[int, int](src, nil, nil) })
}

func TestTransformPanics(t *testing.T) {
	src := NewSource[int]()
	Transform(src, func(context.Context, int, func(int) error) error { panic("f") }, nil, Name("bad"))
	err := src.Emit(t.Context(), 1)
	var p *PanicError
	if wantNode(t, err, "bad"); !errors.As(err, &p) {
		t.Error(err)
	}
	mustClose(t, src)
}
