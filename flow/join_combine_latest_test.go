package flow

import (
	"context"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

func TestCombineLatest(t *testing.T) {
	a, b := NewSource[int](), NewSource[string]()
	all, on := collect(CombineLatest(a, b)), collect(CombineLatest(a, b, EmitOn(b)))
	emit(t, a, 1, 2)
	emit(t, b, "x")
	emit(t, a, 3)
	emit(t, b, "y")
	wantPrinted(t, all, "[{2 x} {3 x} {3 y}]")
	wantPrinted(t, on, "[{2 x} {3 y}]")
	mustClose(t, a)
	emit(t, b, "z")
	mustClose(t, b)
	wantPrinted(t, all, "[{2 x} {3 x} {3 y} {3 z}]")
}

func TestCombineLatest3And4(t *testing.T) {
	src := NewSource[int]()
	neg := Map(src, func(x int) int { return -x })
	three, four := collect(CombineLatest3(src, neg, src)), collect(CombineLatest4(src, neg, src, neg, EmitOn(neg)))
	emit(t, src, 1, 2)
	mustClose(t, src)
	// neg was subscribed to src first, so -1 arrives before 1. Each arrival emits a row.
	wantPrinted(t, three, "[{1 -1 1} {1 -2 1} {2 -2 1} {2 -2 2}]")
	wantPrinted(t, four, "[{1 -2 1 -1} {1 -2 1 -2}]")
}

func TestCombineLatestReleasesElementsThatCannotPair(t *testing.T) {
	a, b, acks := NewSource[int](), NewSource[int](), &ledger{}
	out := collect(CombineLatest(a, b))
	emitAcked(t, a, acks, 1)
	mustClose(t, b) // before it emitted an element
	acks.want(t, 1)
	emitAcked(t, a, acks, 2)
	acks.want(t, 1, 2)
	mustClose(t, a)
	wantPrinted(t, out, "[]")

	a, b, acks = NewSource[int](), NewSource[int](), &ledger{}
	collect(CombineLatest(a, b, EmitOn(a)))
	emitAcked(t, b, acks, 10)
	emitAcked(t, a, acks, 1)
	mustClose(t, a) // elements of b trigger nothing
	emitAcked(t, b, acks, 11)
	acks.want(t, 1, 10, 11)
	mustClose(t, b)
}

func TestCombineLatestDownstreamFailure(t *testing.T) {
	a, b, acks := NewSource[int](), NewSource[int](), &ledger{}
	Sink(CombineLatest(a, b), func(_ context.Context, p Pair[int, int]) error {
		if p.First == 2 {
			panic("two")
		}
		return nil
	})
	emitAcked(t, b, acks, 10)
	if a.EmitAck(t.Context(), 2, acks.ack(2)) == nil {
		t.Fatal("the panic was not returned")
	}
	emitAcked(t, a, acks, 3)
	mustClose(t, a)
	mustClose(t, b)
	acks.want(t, 2, 3, 10)
	if acks.fired[2][0] == nil || acks.fired[10][0] == nil || acks.fired[3][0] != nil {
		t.Fatal(acks.fired)
	}
}

func TestCombineLatestMisuse(t *testing.T) {
	a, b := NewSource[int](), NewSource[int](SourceName("other"))
	check.PanicsWith(t, "flow.CombineLatest: EmitOn names a stream that is not one of its own, got other", func() {
		CombineLatest(a, a, EmitOn(b))
	})
	check.PanicsWith(t, "flow.EmitOn: needs at least one stream", func() { EmitOn() })
	check.PanicsWith(t, "flow.ZipN: needs at least one stream", func() { ZipN[int](nil) })
}
