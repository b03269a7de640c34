package flow

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"
)

// adder gives the sums of the first elements of two streams, of the second ones, and so on; at the end what is left.
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

func added(a, b Stream[int], bound int, opts ...NodeOption) Stream[int] {
	return JoinWith(&adder{bound: bound}, []Stream[int]{a, b}, opts...)
}

func TestJoinWith(t *testing.T) {
	a, b, l := NewSource[int](), NewSource[int](), &ledger{}
	out := collect(added(a, b, 9))
	emitAcked(t, a, l, 1, 2)
	l.want(t)
	emitAcked(t, b, l, 10)
	l.want(t, 1, 10)
	closeOK(t, a)
	emitAcked(t, b, l, 20, 30)
	l.want(t, 1, 2, 10, 20)
	wantShown(t, out, "[11 22]")
	closeOK(t, b)
	wantShown(t, out, "[11 22 30]")
	l.want(t, 1, 2, 10, 20, 30)
}

func TestJoinWithErrors(t *testing.T) {
	a, b, l := NewSource[int](), NewSource[int](), &ledger{}
	out := collect(added(a, b, 9, Name("sums")))
	emitAcked(t, a, l, 1)
	err := a.EmitAck(t.Context(), 13, l.ack(13))
	wantError(t, err, errTest)
	wantNode(t, err, "sums")
	var p *PanicError
	if err := a.Emit(t.Context(), 14); !errors.As(err, &p) {
		t.Fatalf("got %v", err)
	}
	emitAcked(t, b, l, 10)
	wantShown(t, out, "[11]")
	emitAcked(t, a, l, 15)
	closeOK(t, a)
	wantError(t, b.Close(t.Context()), errTest) // and yet lets go of what is left
	if fmt.Sprint(l.fired[1], l.fired[10], l.fired[15]) != "[<nil>] [<nil>] [<nil>]" || len(l.fired[13]) != 1 || l.fired[13][0] == nil {
		t.Errorf("got %v", l.fired)
	}
}

// An emitter waits for room, and is let go by what the other stream gives, or by the end of its own context.
func TestJoinWithWaits(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	out := collect(added(a, b, 1))
	emit(t, a, 1)
	short, cancel := context.WithTimeout(t.Context(), 2*ms)
	defer cancel()
	wantError(t, a.Emit(short, 2), context.DeadlineExceeded)
	done := make(chan error)
	go func() { done <- a.Emit(context.Background(), 3) }()
	time.Sleep(2 * ms)
	emit(t, b, 10, 20)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	closeOK(t, a)
	closeOK(t, b)
	wantShown(t, out, "[11 23]")
}

// stubborn is always full.
type stubborn struct{ adder }

func (*stubborn) Full(int) bool { return true }

// Where waiting could never end, it does not begin, or ends.
func TestJoinWithFull(t *testing.T) {
	src := NewSource[int]()
	added(src, Filter(src, func(int) bool { return false }), 1)
	emit(t, src, 1)
	wantError(t, src.Emit(t.Context(), 2), ErrFull) // of the same source
	closeOK(t, src)

	a, b := NewSource[int](), NewSource[int]()
	JoinWith[int, int](&stubborn{}, []Stream[int]{a, b})
	done := make(chan error)
	go func() { done <- a.Emit(context.Background(), 1) }()
	time.Sleep(2 * ms)
	wantError(t, b.Emit(t.Context(), 2), ErrFull) // the other waits already
	closeOK(t, b)
	wantError(t, <-done, ErrFull) // the other has ended
	closeOK(t, a)
}

func TestJoinWithMisuse(t *testing.T) {
	wantPanic(t, "flow.JoinWith: the Joiner must not be nil", func() { JoinWith[int, int](nil, []Stream[int]{NewSource[int]()}) })
	wantPanic(t, "flow.JoinWith: needs at least one stream", func() { JoinWith[int, int](&adder{}, nil) })
	wantPanic(t, "flow.JoinWith: does not take the option Bound", func() { added(NewSource[int](), NewSource[int](), 1, Bound(3)) })
}
