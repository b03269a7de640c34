package flow

import (
	"context"
	"testing"
)

// odd sends odd numbers on and feeds even ones to another source.
func odd(s Stream[int], even *Source[int]) Stream[int] {
	n := Transform(s, func(ctx context.Context, v int, emit func(int) error) error {
		if v%2 == 0 {
			return even.Emit(ctx, v)
		}
		return emit(v)
	}, nil, Name("odd"))
	Feed(n, even)
	return n
}

func TestFeedClosesTheSource(t *testing.T) {
	src, even := NewSource[int](), NewSource[int]()
	odds, evens := collect(odd(src, even)), collect(even)
	emit(t, src, 1, 2, 3, 4)
	closeOK(t, src)
	wantValues(t, odds.get(), 1, 3)
	wantValues(t, evens.get(), 2, 4)
	wantError(t, even.Emit(t.Context(), 6), ErrClosed)
}

// Of several nodes that feed a source, the last one to end closes it.
func TestFeedOfSeveral(t *testing.T) {
	a, b, even := NewSource[int](), NewSource[int](), NewSource[int]()
	odd(a, even)
	odd(b, even)
	evens := collect(even)
	emit(t, a, 2)
	closeOK(t, a)
	emit(t, b, 4)
	closeOK(t, b)
	wantValues(t, evens.get(), 2, 4)
	wantError(t, even.Emit(t.Context(), 6), ErrClosed)
}

func TestFeedMisuse(t *testing.T) {
	src := NewSource[int]()
	wantPanic(t, "flow.Feed: the source must not be nil", func() { Feed[int](src, nil) })
	odd(Map(src, func(v int) int { return v }), src)
	wantError(t, src.Emit(t.Context(), 1), ErrDeadLetter)
	other, even := NewSource[int](WithClock(Virtual(epoch))), NewSource[int]()
	odd(other, even)
	wantError(t, other.Emit(t.Context(), 1), ErrClocks)
}
