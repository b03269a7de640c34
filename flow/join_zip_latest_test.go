package flow

import (
	"context"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

func TestZipLatest(t *testing.T) {
	a, b, acks := NewSource[int](), NewSource[int](), &ledger{}
	out := collect(ZipLatest(a, b))
	emitAcked(t, a, acks, 1, 2)
	acks.want(t)
	emitAcked(t, b, acks, 10, 11)
	acks.want(t, 1, 2, 10)
	emitAcked(t, a, acks, 3)
	acks.want(t, 1, 2, 3, 10)
	mustClose(t, a)
	emitAcked(t, b, acks, 12)
	acks.want(t, 1, 2, 3, 10, 11, 12)
	mustClose(t, b)
	wantPrinted(t, out, "[{1 10} {2 10} {3 11}]")
}

func TestZipLatestPairsWaitingElementsAfterFirstInputEnds(t *testing.T) {
	a, b, acks := NewSource[int](), NewSource[int](), &ledger{}
	out := collect(ZipLatest(a, b))
	emitAcked(t, a, acks, 1, 2)
	mustClose(t, a)
	emitAcked(t, b, acks, 10)
	acks.want(t, 1, 2, 10)
	mustClose(t, b)
	wantPrinted(t, out, "[{1 10} {2 10}]")
}

func TestZipLatestOfOneSource(t *testing.T) {
	src := NewSource[int]()
	out := collect(ZipLatest(src, Filter(src, func(x int) bool { return x >= 3 }), Bound(1)))
	emit(t, src, 1)
	check.Error(t, src.Emit(t.Context(), 2), ErrFull)
	mustClose(t, src)
	wantPrinted(t, out, "[]")
}

// After a failure of one waiting element, the other waiting elements are still emitted.
func TestZipLatestContinuesAfterPanic(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	var got []int
	Sink(ZipLatest(a, b), func(_ context.Context, p Pair[int, int]) error {
		if p.First == 1 {
			panic("one")
		}
		got = append(got, p.First)
		return nil
	})
	emit(t, a, 1, 2)
	if b.Emit(t.Context(), 10) == nil {
		t.Fatal("the panic was not returned")
	}
	emit(t, a, 3)
	check.Values(t, got, 2, 3)
	mustClose(t, a)
	mustClose(t, b)
}
