package flow

import (
	"context"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

func TestZipPairsInOrder(t *testing.T) {
	a, b := NewSource[int](), NewSource[string]()
	out := collect(Zip(a, b))
	emit(t, a, 1, 2)
	emit(t, b, "x")
	emit(t, b, "y", "z")
	emit(t, a, 3)
	check.Values(t, out.get(), Pair[int, string]{1, "x"}, Pair[int, string]{2, "y"}, Pair[int, string]{3, "z"})
	mustClose(t, a)
	mustClose(t, b)
}

func TestZipWithItself(t *testing.T) {
	src := NewSource[int]()
	out := collect(Zip(src, src))
	emit(t, src, 1, 2)
	check.Values(t, out.get(), Pair[int, int]{1, 1}, Pair[int, int]{2, 2})
	mustClose(t, src)
}

func TestZip3And4AndN(t *testing.T) {
	a, b, c := NewSource[int](), NewSource[string](), NewSource[bool]()
	three := collect(Zip3(a, b, c))
	four := collect(Zip4(a, b, c, a))
	n := collect(ZipN([]Stream[int]{a, a, a}))
	emit(t, a, 1, 2)
	emit(t, b, "x")
	emit(t, c, true, false)
	emit(t, b, "y")
	for _, err := range []error{a.Close(t.Context()), b.Close(t.Context()), c.Close(t.Context())} {
		if err != nil {
			t.Fatal(err)
		}
	}
	wantPrinted(t, three, "[{1 x true} {2 y false}]")
	wantPrinted(t, four, "[{1 x true 1} {2 y false 2}]")
	wantPrinted(t, n, "[[1 1 1] [2 2 2]]")
}

func TestZip3DropsUnmatchedElements(t *testing.T) {
	a, b, c, acks := NewSource[int](), NewSource[int](), NewSource[int](), &ledger{}
	out := collect(Zip3(a, b, c))
	emitAcked(t, a, acks, 1, 2)
	emitAcked(t, b, acks, 11)
	mustClose(t, b)
	acks.want(t) // a row is still possible
	emitAcked(t, c, acks, 21)
	acks.want(t, 1, 2, 11, 21) // no further row is possible
	emitAcked(t, a, acks, 3)
	acks.want(t, 1, 2, 3, 11, 21)
	mustClose(t, a)
	mustClose(t, c)
	wantPrinted(t, out, "[{1 11 21}]")
}

func TestFullZipWaitsForOtherInput(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	out := collect(Zip(a, b, Bound(2)))
	emit(t, a, 1, 2)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	err := a.Emit(ctx, 3)
	check.Error(t, err, context.DeadlineExceeded)
	wantNode(t, err, "zip")

	emitted := make(chan error)
	go func() { emitted <- a.Emit(t.Context(), 4) }()
	time.Sleep(5 * time.Millisecond)
	emit(t, b, 10) // makes room
	check.NoError(t, <-emitted)
	emit(t, b, 20, 40)
	check.Values(t, out.get(), Pair[int, int]{1, 10}, Pair[int, int]{2, 20}, Pair[int, int]{4, 40})
	mustClose(t, a)
	mustClose(t, b)
}

func TestZipOfOneSourceFailsWhenFull(t *testing.T) {
	src := NewSource[int]()
	out := collect(Zip(src, Filter(src, func(x int) bool { return x > 3 }), Bound(2)))
	emit(t, src, 1, 2)
	check.Error(t, src.Emit(t.Context(), 3), ErrFull)
	check.Values(t, out.get())
	mustClose(t, src)
}

func TestZipDoesNotWaitForEndedInput(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	out := collect(Zip(a, b, Bound(1)))
	emit(t, b, 1)
	mustClose(t, b)
	emit(t, a, 1, 2, 3, 4) // no element can pair with 2, 3 and 4
	check.Values(t, out.get(), Pair[int, int]{1, 1})
	mustClose(t, a)
}

func TestZipEndReleasesWaitingEmit(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	out := collect(Zip(a, b, Bound(1)))
	emit(t, a, 1)
	emitted := make(chan error)
	go func() { emitted <- a.Emit(t.Context(), 2) }()
	time.Sleep(5 * time.Millisecond)
	emit(t, b, 1)
	check.NoError(t, <-emitted)
	go func() { emitted <- a.Emit(t.Context(), 3) }()
	time.Sleep(5 * time.Millisecond)
	mustClose(t, b)
	check.NoError(t, <-emitted) // no element can pair with 3
	mustClose(t, a)
	check.Values(t, out.get(), Pair[int, int]{1, 1})
}

// An Emit that waits for room returns when the other input ends.
func TestEndOfOtherInputReleasesWaitingEmit(t *testing.T) {
	for name, build := range map[string]func(a, b Stream[int]) Node{
		"zip":        func(a, b Stream[int]) Node { return Zip(a, b, Bound(1)) },
		"zip latest": func(a, b Stream[int]) Node { return ZipLatest(a, b, Bound(1)) },
	} {
		t.Run(name, func(t *testing.T) {
			a, b, acks := NewSource[int](), NewSource[int](), &ledger{}
			build(a, b)
			emitAcked(t, a, acks, 1)
			done := make(chan error)
			go func() { done <- a.EmitAck(context.Background(), 2, acks.ack(2)) }()
			time.Sleep(2 * ms)
			mustClose(t, b)
			check.NoError(t, <-done)
			acks.want(t, 1, 2)
			mustClose(t, a)
		})
	}
}
