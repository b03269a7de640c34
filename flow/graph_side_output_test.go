package flow

import (
	"context"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

// splitOdd emits odd numbers, and feeds even numbers to another source.
func splitOdd(s Stream[int], even *Source[int]) Stream[int] {
	n := Transform(s, func(ctx context.Context, v int, emit func(int) error) error {
		if v%2 == 0 {
			return even.Emit(ctx, v)
		}
		return emit(v)
	}, nil, Name("odd"))
	SideOutput(n, even)
	return n
}

func TestSideOutputClosesTheSource(t *testing.T) {
	src, even := NewSource[int](), NewSource[int]()
	odds, evens := collect(splitOdd(src, even)), collect(even)
	emit(t, src, 1, 2, 3, 4)
	mustClose(t, src)
	check.Values(t, odds.get(), 1, 3)
	check.Values(t, evens.get(), 2, 4)
	check.Error(t, even.Emit(t.Context(), 6), ErrClosed)
}

// If several nodes feed a source, the last one that ends closes it.
func TestSideOutputOfSeveralNodes(t *testing.T) {
	a, b, even := NewSource[int](), NewSource[int](), NewSource[int]()
	splitOdd(a, even)
	splitOdd(b, even)
	evens := collect(even)
	emit(t, a, 2)
	mustClose(t, a)
	emit(t, b, 4)
	mustClose(t, b)
	check.Values(t, evens.get(), 2, 4)
	check.Error(t, even.Emit(t.Context(), 6), ErrClosed)
}

func TestSideOutputMisuse(t *testing.T) {
	src := NewSource[int]()
	check.PanicsWith(t, "flow.SideOutput: the source must not be nil", func() { SideOutput[int](src, nil) })
	splitOdd(Map(src, func(v int) int { return v }), src)
	check.Error(t, src.Emit(t.Context(), 1), ErrDeadLetter)
	other, even := NewSource[int](WithClock(Virtual(epoch))), NewSource[int]()
	splitOdd(other, even)
	check.Error(t, other.Emit(t.Context(), 1), ErrClocks)
}

// The Ack of an element also covers what EmitSide emits for it, here behind a queue.
func TestEmitSideCoversTheAck(t *testing.T) {
	src, side := NewSource[int](), NewSource[int]()
	n := Transform(src, func(ctx context.Context, v int, _ func(int) error) error { return EmitSide(ctx, side, v) }, nil)
	SideOutput(n, side)
	pass, acked := make(chan struct{}), make(chan error, 1)
	Sink(Buffer(side, 1), func(context.Context, int) error { <-pass; return errTest })
	check.NoError(t, src.EmitAck(t.Context(), 1, NewAck(func(err error) { acked <- err })))
	select {
	case <-acked:
		t.Fatal("the Ack has fired before the side output was finished")
	default:
	}
	close(pass)
	check.Error(t, <-acked, errTest)
	check.Error(t, src.Close(t.Context()), errTest)
}

// Outside of an emission EmitSide is Emit.
func TestEmitSideOutsideOfEmissions(t *testing.T) {
	src := NewSource[int]()
	got := collect(src)
	check.NoError(t, EmitSide(t.Context(), src, 1))
	mustClose(t, src)
	check.Values(t, got.get(), 1)
}
