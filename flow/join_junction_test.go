package flow

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

func TestJunction(t *testing.T) {
	a, b, j := NewSource[int](), NewSource[int](), NewJunction[int]()
	out := collect(j)
	r := To(j, &receiver[int]{})
	emit(t, a, 1) // not connected yet
	check.NoError(t, Connect(a, j))
	emit(t, a, 2)
	check.NoError(t, Connect(b, j))
	emit(t, b, 3)
	emit(t, a, 4)
	check.NoError(t, Disconnect(a, j))
	emit(t, a, 5)
	check.NoError(t, Connect(a, j))
	emit(t, a, 6)
	check.Values(t, out.get(), 2, 3, 4, 6)
	mustClose(t, a)
	if r.closed() {
		t.Error("closed before its last input ended")
	}
	emit(t, b, 7)
	mustClose(t, b)
	check.Values(t, out.get(), 2, 3, 4, 6, 7)
	if !r.closed() {
		t.Error("not closed after its last input ended")
	}
}

func TestConnectErrors(t *testing.T) {
	a, ended, j := NewSource[int](SourceName("a")), NewSource[int](), NewJunction[int](SourceName("j"))
	other := NewSource[int](WithClock(Virtual(epoch)))
	mustClose(t, ended)
	check.NoError(t, Connect(a, j))
	check.Error(t, Connect(a, j), ErrConnected)
	check.Error(t, Connect(ended, j), ErrClosed)
	check.Error(t, Connect(other, j), ErrClocks)
	check.Error(t, Disconnect(Map(a, identity[int]), j), ErrNotConnected)
	if err := Disconnect(ended, j); err == nil || err.Error() != `flow.Disconnect: from "source" to "j": not connected` {
		t.Error(err)
	}
	mustClose(t, a)
	check.Error(t, Connect(NewSource[int](), j), ErrClosed)
	check.PanicsWith(t, "flow.Connect: the junction must not be nil", func() { _ = Connect(a, nil) })
	check.PanicsWith(t, "flow.Disconnect: the stream must not be nil", func() { _ = Disconnect(nil, j) })
	check.PanicsWith(t, "flow.Inbox: must be positive, got 0", func() { Inbox(0) })
	check.PanicsWith(t, "flow.NewJunction: Limit and For are for self-driven sources", func() { NewJunction[int](Limit(1)) })
	check.PanicsWith(t, "flow.NewSource: Inbox is for junctions", func() { NewSource[int](Inbox(1)) })
}

// Connect succeeds with a broken graph. The graph's error is returned by the next Emit.
func TestConnectToBrokenGraph(t *testing.T) {
	a, j := NewSource[int](), NewJunction[int]()
	emit(t, a, 1)
	AddBuildError(j, errTest)
	check.NoError(t, Connect(a, j))
	check.Error(t, a.Emit(t.Context(), 2), errTest)
}

// Elements of a cycle are emitted in the order in which they are produced. The call stack does not grow with their number.
func TestFeedback(t *testing.T) {
	src, j := NewSource[int](), NewJunction[int]()
	check.NoError(t, Connect(src, j))
	check.NoError(t, Connect(Filter(Map(j, func(x int) int { return x - 10 }), func(x int) bool { return x >= 0 }), j))
	out := collect(j)
	emit(t, src, 31, 12)
	check.Values(t, out.get(), 31, 21, 11, 1, 12, 2)
	check.NoError(t, src.EmitAll(t.Context(), []int{21, 10}))
	emit(t, src, 1_000_009)
	mustClose(t, src)
	got := out.get()
	check.Values(t, got[6:12], 21, 11, 1, 10, 0, 1_000_009)
	if len(got) != 11+100_001 || got[len(got)-1] != 9 {
		t.Errorf("got %d elements, the last %d", len(got), got[len(got)-1])
	}
}

// Both sources of a join that is part of a cycle can emit elements that pass the cycle.
func TestFeedbackThroughJoin(t *testing.T) {
	a, b, j := NewSource[int](), NewSource[int](), NewJunction[int]()
	check.NoError(t, Connect(a, j))
	both := Union(j, b)
	check.NoError(t, Connect(Filter(Map(both, func(x int) int { return x / 2 }), func(x int) bool { return x > 0 }), j))
	out := collect(both)
	emit(t, b, 6)
	emit(t, a, 5)
	check.Values(t, out.get(), 6, 3, 1, 5, 2, 1)
	var wg sync.WaitGroup
	for _, s := range []*Source[int]{a, b} {
		wg.Go(func() {
			for range 2000 {
				if err := s.Emit(t.Context(), 8); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	mustClose(t, a)
	check.Error(t, b.Emit(t.Context(), 4), ErrClosed) // the junction has ended, so 2 cannot re-enter it
	mustClose(t, b)
	if got, want := len(out.get()), 6+4000*4+1; got != want {
		t.Errorf("got %d elements, want %d", got, want)
	}
}

func TestFeedbackError(t *testing.T) {
	src, j := NewSource[int](), NewJunction[int]()
	check.NoError(t, Connect(src, j))
	checked := TryMap(j, func(x int) (int, error) {
		if x == 2 {
			return 0, errTest
		}
		return x - 1, nil
	}, Name("check"))
	check.NoError(t, Connect(Filter(checked, func(x int) bool { return x > 0 }), j))
	out := collect(j)
	acked := []error{}
	for _, v := range []int{1, 4} {
		err := src.EmitAck(t.Context(), v, NewAck(func(err error) { acked = append(acked, err) }))
		if v == 4 {
			check.Error(t, err, errTest)
			wantNode(t, err, "check")
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if len(acked) != 2 || acked[0] != nil || !errors.Is(acked[1], errTest) {
		t.Errorf("acked %v", acked)
	}
	emit(t, src, 1)
	mustClose(t, src)
	check.Values(t, out.get(), 1, 4, 3, 1) // 2 does not reach the sink, because check is subscribed first
}

// An emission in an endless cycle ends with its context, or when a Close runs out of time.
func TestEndlessFeedback(t *testing.T) {
	src, j := NewSource[int](), NewJunction[int]()
	check.NoError(t, Connect(src, j))
	check.NoError(t, Connect(Map(j, func(x int) int { return x + 1 }), j))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	var acked error
	check.Error(t, src.EmitAck(ctx, 1, NewAck(func(err error) { acked = err })), context.DeadlineExceeded)
	check.Error(t, acked, context.DeadlineExceeded)
	done := make(chan error)
	go func() { done <- src.Emit(t.Context(), 1) }()
	time.Sleep(5 * time.Millisecond)
	ctx, cancel = context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := src.Close(ctx); !errors.Is(err, context.DeadlineExceeded) && err != nil {
		t.Error(err)
	}
	if err := <-done; !errors.Is(err, ErrAborted) && !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
}

// Inputs are connected and disconnected while others emit. Each element between Connect and Disconnect arrives once, in order.
func TestConnectConcurrently(t *testing.T) {
	j := NewJunction[string]()
	base := NewSource[string]()
	check.NoError(t, Connect(base, j))
	last := map[string]int{}
	Sink(j, func(_ context.Context, v string) error {
		var input string
		var n int
		if _, err := fmt.Sscanf(v, "%s %d", &input, &n); err != nil {
			return err
		}
		if last[input]++; last[input] != n {
			return fmt.Errorf("%s: got %d, want %d", input, n, last[input])
		}
		return nil
	})
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for round := range 50 {
				s := NewSource[string]()
				if err := Connect(s, j); err != nil {
					t.Error(err)
				}
				for n := range 20 {
					if err := s.Emit(t.Context(), fmt.Sprintf("%d-%d %d", w, round, n+1)); err != nil {
						t.Error(err)
					}
				}
				if round%2 == 0 {
					if err := Disconnect(s, j); err != nil {
						t.Error(err)
					}
				}
				if err := s.Close(t.Context()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	mustClose(t, base)
	if len(last) != 200 {
		t.Errorf("%d inputs arrived, want 200", len(last))
	}
	for input, n := range last {
		if n != 20 {
			t.Errorf("%s: %d elements, want 20", input, n)
		}
	}
}

// A source that is connected to a running graph needs a second Run.
func TestRunConnectedSource(t *testing.T) {
	j := NewJunction[int]()
	open := NewSource[int]()
	check.NoError(t, Connect(open, j))
	out := collect(j)
	done := make(chan error)
	go func() { done <- Run(t.Context(), open) }()
	check.Eventually(t, "the first Run", func() bool {
		graphMu.Lock()
		defer graphMu.Unlock()
		return open.driver.running
	})
	emit(t, open, 1)
	check.Error(t, Run(t.Context(), open), ErrRunning)
	late := FromSlice([]int{2, 3})
	check.NoError(t, Connect(late, j))
	mustRun(t, late)
	mustClose(t, open)
	if err := <-done; err != nil {
		t.Error(err)
	}
	check.Values(t, out.get(), 1, 2, 3)
}

// Back-pressure passes a junction: Emit waits for room in a buffer downstream. In streamz, connect loses back-pressure.
func TestJunctionBackPressure(t *testing.T) {
	src, j := NewSource[int](), NewJunction[int]()
	check.NoError(t, Connect(src, j))
	release := make(chan bool)
	Sink(Buffer(j, 2), func(context.Context, int) error { <-release; return nil })
	emit(t, src, 1, 2, 3) // 1 is in the sink, 2 and 3 in the queue
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	check.Error(t, src.Emit(ctx, 4), context.DeadlineExceeded)
	close(release)
	mustClose(t, src)
}

// A sink may call Connect and Disconnect, even downstream of the junction.
func TestConnectFromSink(t *testing.T) {
	src, other, j := NewSource[int](), NewSource[int](), NewJunction[int]()
	check.NoError(t, Connect(src, j))
	var got []int
	Sink(j, func(_ context.Context, v int) error {
		got = append(got, v)
		switch v {
		case 1:
			return Connect(other, j)
		case 3:
			return Disconnect(src, j)
		}
		return nil
	})
	emit(t, src, 1)
	emit(t, other, 2)
	emit(t, src, 3, 4)
	emit(t, other, 5)
	check.Values(t, got, 1, 2, 3, 5)
	mustClose(t, src)
	mustClose(t, other)
}
