package flow

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

// adder is a Joiner that emits the sum of the first elements of two streams, then of the second ones, and so on. At the end
// it emits the sum of the elements without a partner.
type adder struct {
	waiting [2][]int
	ended   int
	bound   int
}

func (a *adder) Take(side, v int) (sum int, ok bool, err error) {
	switch v {
	case 13:
		return 0, false, errTest
	case 14:
		panic("fourteen")
	}
	a.waiting[side] = append(a.waiting[side], v)
	if len(a.waiting[0]) == 0 || len(a.waiting[1]) == 0 {
		return 0, false, nil
	}
	for i := range a.waiting {
		sum += a.waiting[i][0]
		a.waiting[i] = a.waiting[i][1:]
	}
	return sum, true, nil
}

func (a *adder) End(int) (sum int, ok bool, err error) {
	if a.ended++; a.ended < 2 {
		return 0, false, nil
	}
	for i, all := range a.waiting {
		for _, v := range all {
			if v == 15 {
				return 0, true, errTest
			}
			sum, ok = sum+v, true
		}
		a.waiting[i] = nil
	}
	return sum, ok, nil
}

func (a *adder) Full(side int) bool { return len(a.waiting[side]) >= a.bound }

func (a *adder) Holds(side int) int { return len(a.waiting[side]) }

// addStreams joins two streams with an adder.
func addStreams(a, b Stream[int], bound int, opts ...NodeOption) Stream[int] {
	return JoinWith(&adder{bound: bound}, []Stream[int]{a, b}, opts...)
}

func TestJoinWith(t *testing.T) {
	a, b, acks := NewSource[int](), NewSource[int](), &ledger{}
	out := collect(addStreams(a, b, 9))
	emitAcked(t, a, acks, 1, 2)
	acks.want(t)
	emitAcked(t, b, acks, 10)
	acks.want(t, 1, 10)
	mustClose(t, a)
	emitAcked(t, b, acks, 20, 30)
	acks.want(t, 1, 2, 10, 20)
	wantPrinted(t, out, "[11 22]")
	mustClose(t, b)
	wantPrinted(t, out, "[11 22 30]")
	acks.want(t, 1, 2, 10, 20, 30)
}

func TestJoinWithErrors(t *testing.T) {
	a, b, acks := NewSource[int](), NewSource[int](), &ledger{}
	out := collect(addStreams(a, b, 9, Name("sums")))
	emitAcked(t, a, acks, 1)
	err := a.EmitAck(t.Context(), 13, acks.ack(13))
	check.Error(t, err, errTest)
	wantNode(t, err, "sums")
	var p *PanicError
	if err := a.Emit(t.Context(), 14); !errors.As(err, &p) {
		t.Fatalf("got %v", err)
	}
	emitAcked(t, b, acks, 10)
	wantPrinted(t, out, "[11]")
	emitAcked(t, a, acks, 15)
	mustClose(t, a)
	check.Error(t, b.Close(t.Context()), errTest) // and still releases the elements that are left
	if fmt.Sprint(acks.fired[1], acks.fired[10], acks.fired[15]) != "[<nil>] [<nil>] [<nil>]" || len(acks.fired[13]) != 1 || acks.fired[13][0] == nil {
		t.Errorf("got %v", acks.fired)
	}
}

// An Emit that waits for room continues after an element of the other stream, or ends with its context.
func TestJoinWithWaitsForRoom(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	out := collect(addStreams(a, b, 1))
	emit(t, a, 1)
	ctx, cancel := context.WithTimeout(t.Context(), 2*ms)
	defer cancel()
	check.Error(t, a.Emit(ctx, 2), context.DeadlineExceeded)
	done := make(chan error)
	go func() { done <- a.Emit(context.Background(), 3) }()
	time.Sleep(2 * ms)
	emit(t, b, 10, 20)
	check.NoError(t, <-done)
	mustClose(t, a)
	mustClose(t, b)
	wantPrinted(t, out, "[11 23]")
}

// alwaysFull is an adder that never has room.
type alwaysFull struct{ adder }

func (*alwaysFull) Full(int) bool { return true }

// Emit returns ErrFull if its wait could never end.
func TestJoinWithFull(t *testing.T) {
	src := NewSource[int]()
	addStreams(src, Filter(src, func(int) bool { return false }), 1)
	emit(t, src, 1)
	check.Error(t, src.Emit(t.Context(), 2), ErrFull) // both inputs are of this source
	mustClose(t, src)

	a, b := NewSource[int](), NewSource[int]()
	JoinWith[int, int](&alwaysFull{}, []Stream[int]{a, b})
	done := make(chan error)
	go func() { done <- a.Emit(context.Background(), 1) }()
	time.Sleep(2 * ms)
	check.Error(t, b.Emit(t.Context(), 2), ErrFull) // a waits already
	mustClose(t, b)
	check.Error(t, <-done, ErrFull) // b has ended
	mustClose(t, a)
}

func TestJoinWithMisuse(t *testing.T) {
	check.PanicsWith(t, "flow.JoinWith: the Joiner must not be nil", func() { JoinWith[int, int](nil, []Stream[int]{NewSource[int]()}) })
	check.PanicsWith(t, "flow.JoinWith: needs at least one stream", func() { JoinWith[int, int](&adder{}, nil) })
	check.PanicsWith(t, "flow.JoinWith: does not take the option Bound", func() { addStreams(NewSource[int](), NewSource[int](), 1, Bound(3)) })
}
