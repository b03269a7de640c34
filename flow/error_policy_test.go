package flow

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

// failingOperators returns, for each operator that calls a user's function, a build function. The user's function fails for 2,
// and the output for 1 and 3 is 1 and 3.
func failingOperators(policies ...Policy) map[string]func(Stream[int]) Stream[int] {
	p := OnError(policies...)
	bad := func(x int) int { return x + 0/(x-2) }
	try := func(x int) (int, error) {
		if x == 2 {
			return 0, errTest
		}
		return x, nil
	}
	unchanged := func(x int) bool { return bad(x) == x }
	return map[string]func(Stream[int]) Stream[int]{
		"Map":    func(s Stream[int]) Stream[int] { return Map(s, bad, p) },
		"TryMap": func(s Stream[int]) Stream[int] { return TryMap(s, try, p) },
		"MapContext": func(s Stream[int]) Stream[int] {
			return MapContext(s, func(_ context.Context, x int) (int, error) { return try(x) }, p)
		},
		"Filter": func(s Stream[int]) Stream[int] { return Filter(s, unchanged, p) },
		"Remove": func(s Stream[int]) Stream[int] { return Remove(s, func(x int) bool { return !unchanged(x) }, p) },
		"Accumulate": func(s Stream[int]) Stream[int] {
			return Accumulate(s, 0, func(_, x int) int { return bad(x) }, p)
		},
		"TryAccumulate": func(s Stream[int]) Stream[int] {
			return TryAccumulate(s, 0, func(_, x int) (int, error) { return try(x) }, p)
		},
		"AccumulateState": func(s Stream[int]) Stream[int] {
			return AccumulateState(s, 0, func(_, x int) (int, int) { return 0, bad(x) }, p)
		},
		"Scan":   func(s Stream[int]) Stream[int] { return Scan(s, func(_, x int) int { return bad(x) }, p) },
		"Unique": func(s Stream[int]) Stream[int] { return Unique(s, bad, p) },
		"DistinctUntilChangedFunc": func(s Stream[int]) Stream[int] {
			return DistinctUntilChangedFunc(s, func(_, x int) bool { return bad(x) != x }, p)
		},
		"Map2": func(s Stream[int]) Stream[int] {
			pairs := Map(s, func(x int) Pair[int, int] { return Pair[int, int]{x, x} })
			return Map2(pairs, func(x, _ int) int { return bad(x) }, p)
		},
	}
}

func TestSkip(t *testing.T) {
	for name, build := range failingOperators(Skip()) {
		t.Run(name, func(t *testing.T) {
			src, acks := NewSource[int](), &ledger{}
			out := collect(build(src))
			emitAcked(t, src, acks, 1, 2, 3)
			mustClose(t, src)
			check.Values(t, out.get(), 1, 3)
			acks.want(t, 1, 2, 3)
			if err := acks.fired[2][0]; err != nil {
				t.Fatalf("the skipped element was nacked: %v", err)
			}
		})
	}
}

func TestFailIsTheDefault(t *testing.T) {
	for name, build := range failingOperators(Fail()) {
		t.Run(name, func(t *testing.T) {
			src := NewSource[int]()
			out := collect(build(src))
			emit(t, src, 1)
			var n *NodeError
			if err := src.Emit(t.Context(), 2); !errors.As(err, &n) {
				t.Fatalf("got %v", err)
			}
			emit(t, src, 3)
			check.Values(t, out.get(), 1, 3)
			mustClose(t, src)
		})
	}
}

func TestDeadLetter(t *testing.T) {
	dead := NewSource[Failure[int]](SourceName("dead"))
	letters := collect(dead)
	src, acks := NewSource[int](), &ledger{}
	out := collect(TryMap(src, func(x int) (int, error) {
		if x%2 == 0 {
			return 0, errTest
		}
		return x, nil
	}, Name("odd"), OnError(DeadLetter(dead))))
	emitAcked(t, src, acks, 1, 2, 3, 4)
	acks.want(t, 1, 2, 3, 4)
	mustClose(t, src)
	check.Values(t, out.get(), 1, 3)
	got := letters.get()
	if len(got) != 2 || got[0].Value != 2 || got[1].Value != 4 || got[0].Node != "odd" {
		t.Fatal(got)
	}
	check.Error(t, got[0].Err, errTest)
	wantNode(t, got[0].Err, "odd")
	check.Error(t, dead.Emit(t.Context(), Failure[int]{}), ErrClosed) // the node has closed it
}

func TestDeadLetterOfTwoNodesIsClosedByTheLast(t *testing.T) {
	dead := NewSource[Failure[int]]()
	r := To(dead, &receiver[Failure[int]]{})
	bad := func(context.Context, int) error { return errTest }
	a, b := NewSource[int](), NewSource[int]()
	Sink(a, bad, OnError(DeadLetter(dead)), Name("a"))
	Sink(b, bad, OnError(DeadLetter(dead)), Name("b"))
	emit(t, a, 1)
	mustClose(t, a)
	emit(t, b, 2)
	if len(r.log) != 2 {
		t.Fatal(r.log)
	}
	mustClose(t, b)
	if len(r.log) != 3 || r.log[2] != "close" {
		t.Fatal(r.log)
	}
}

// An element is done when its dead letter is done.
func TestAckOfDeadLetter(t *testing.T) {
	dead := NewSource[Failure[int]]()
	release := make(chan struct{})
	Sink(Buffer(dead, 4), func(context.Context, Failure[int]) error { <-release; return nil })
	src, acks := NewSource[int](), &ledger{}
	Sink(src, func(context.Context, int) error { return errTest }, OnError(DeadLetter(dead)))
	emitAcked(t, src, acks, 1)
	time.Sleep(2 * time.Millisecond)
	acks.want(t)
	close(release)
	mustClose(t, src) // also drains the buffer of the dead letters
	acks.want(t, 1)
	if acks.fired[1][0] != nil {
		t.Fatal("a delivered dead letter was nacked")
	}
}

func TestDeadLetterSinkFails(t *testing.T) {
	dead := NewSource[Failure[int]]()
	disk := errors.New("disk full")
	Sink(dead, func(context.Context, Failure[int]) error { return disk })
	src, acks := NewSource[int](), &ledger{}
	Sink(src, func(context.Context, int) error { return errTest }, OnError(DeadLetter(dead)))
	err := src.EmitAck(t.Context(), 1, acks.ack(1))
	check.Error(t, err, errTest)
	check.Error(t, err, disk)
	acks.want(t, 1)
	check.Error(t, acks.fired[1][0], disk)
	mustClose(t, src)
}

func TestDeadLetterBuildErrors(t *testing.T) {
	src := NewSource[int](WithClock(Virtual(epoch)))
	words := NewSource[Failure[string]](WithClock(ClockOf(src)))
	Sink(src, func(context.Context, int) error { return nil }, OnError(DeadLetter(words)))
	err := src.Emit(t.Context(), 1)
	check.Error(t, err, ErrDeadLetter)
	if !strings.HasSuffix(err.Error(), "DeadLetter of string, want int") {
		t.Fatal(err)
	}
	src2 := NewSource[int]()
	other := NewSource[Failure[int]](WithClock(Virtual(epoch)))
	Sink(src2, func(context.Context, int) error { return nil }, OnError(DeadLetter(other)))
	check.Error(t, src2.Emit(t.Context(), 1), ErrClocks)

	loop := NewSource[Failure[int]]()
	again := Map(loop, func(f Failure[int]) int { return f.Value })
	Sink(again, func(context.Context, int) error { return nil }, OnError(DeadLetter(loop)))
	check.Error(t, loop.Emit(t.Context(), Failure[int]{}), ErrDeadLetter)
}

// Retry waits on the node's clock and doubles the wait: 1 s, 2 s, 4 s.
func TestRetryTrace(t *testing.T) {
	clock := Virtual(epoch)
	s := FromSlice([]int{1, 2, 3}, WithClock(clock))
	var calls []string
	m := TryMap(s, func(x int) (int, error) {
		calls = append(calls, fmt.Sprintf("%d@%v", x, clock.Now().Sub(epoch)))
		if x == 2 && len(calls) < 4 {
			return 0, errTest
		}
		return x, nil
	}, OnError(Retry(3, time.Second)))
	wantTrace(t, trace(t, clock, m), "0:1 3000:2 3000:3")
	wantTrace(t, strings.Join(calls, " "), "1@0s 2@0s 2@1s 2@3s 3@3s")
}

func TestRetryExhausted(t *testing.T) {
	clock := Virtual(epoch)
	for _, then := range []Policy{Fail(), Skip()} {
		calls := 0
		s := FromSlice([]int{1}, WithClock(clock))
		Sink(s, func(context.Context, int) error { calls++; return errTest }, OnError(Retry(2, 0), then))
		err := Run(t.Context(), s)
		if calls != 3 {
			t.Fatalf("%d calls, want 1 and 2 more", calls)
		}
		if (then == Fail()) != errors.Is(err, errTest) {
			t.Fatalf("%v: got %v", then, err)
		}
	}
}

func TestRetryStopsWhenContextEnds(t *testing.T) {
	src := NewSource[int]()
	Sink(src, func(context.Context, int) error { return errTest }, OnError(Retry(9, time.Hour), Skip()))
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	err := src.Emit(ctx, 1) // not skipped, because not all attempts have been made
	check.Error(t, err, errTest)
	check.Error(t, err, context.DeadlineExceeded)
	mustClose(t, src)
}

// A policy applies to the node's own function, and not to failures downstream.
func TestPolicyIgnoresDownstreamFailures(t *testing.T) {
	src := NewSource[int]()
	calls := 0
	Sink(Map(src, func(x int) int { calls++; return x }, OnError(Retry(3, 0), Skip())),
		func(context.Context, int) error { return errTest })
	check.Error(t, src.Emit(t.Context(), 1), errTest)
	if calls != 1 {
		t.Fatalf("%d calls, want 1", calls)
	}
	mustClose(t, src)
}

func TestPolicyOfReceiver(t *testing.T) {
	src := NewSource[int]()
	r := To(src, &refreshingReceiver[int]{receiver[int]{sendErr: errTest}}, OnError(Skip()))
	emit(t, src, 1)
	mustClose(t, src)
	if got := fmt.Sprint(r.log); got != "[1 close]" { // no Put succeeded, so there is no Refresh
		t.Fatal(got)
	}
}

func TestPolicyMisuse(t *testing.T) {
	check.PanicsWith(t, "flow.OnError: needs a policy", func() { OnError() })
	check.PanicsWith(t, "flow.OnError: the policy must not be nil", func() { OnError(nil) })
	check.PanicsWith(t, "flow.OnError: nothing comes after Skip, got Fail", func() { OnError(Skip(), Fail()) })
	check.PanicsWith(t, "flow.Retry: n must be positive, got 0", func() { Retry(0, 0) })
	check.PanicsWith(t, "flow.Retry: the backoff must not be negative, got -1s", func() { Retry(1, -time.Second) })
	check.PanicsWith(t, "flow.DeadLetter: the source must not be nil", func() { DeadLetter[int](nil) })
}
