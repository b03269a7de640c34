package flow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"
)

func connectOK[A any](t *testing.T, s Stream[A], j *Junction[A]) {
	t.Helper()
	if err := Connect(s, j); err != nil {
		t.Fatal(err)
	}
}

func disconnectOK[A any](t *testing.T, s Stream[A], j *Junction[A]) {
	t.Helper()
	if err := Disconnect(s, j); err != nil {
		t.Fatal(err)
	}
}

func TestJunction(t *testing.T) {
	a, b, j := NewSource[int](), NewSource[int](), NewJunction[int]()
	out := collect(j)
	r := To(j, &receiver[int]{})
	emit(t, a, 1) // not connected yet
	connectOK(t, a, j)
	emit(t, a, 2)
	connectOK(t, b, j)
	emit(t, b, 3)
	emit(t, a, 4)
	disconnectOK(t, a, j)
	emit(t, a, 5)
	connectOK(t, a, j)
	emit(t, a, 6)
	wantValues(t, out.get(), 2, 3, 4, 6)
	closeOK(t, a)
	if r.closed() {
		t.Error("closed before its last input has ended")
	}
	emit(t, b, 7)
	closeOK(t, b)
	wantValues(t, out.get(), 2, 3, 4, 6, 7)
	if !r.closed() {
		t.Error("not closed with its last input")
	}
}

func TestConnectRefuses(t *testing.T) {
	a, ended, j := NewSource[int](SourceName("a")), NewSource[int](), NewJunction[int](SourceName("j"))
	other := NewSource[int](WithClock(Virtual(epoch)))
	closeOK(t, ended)
	connectOK(t, a, j)
	wantError(t, Connect(a, j), ErrConnected)
	wantError(t, Connect(ended, j), ErrClosed)
	wantError(t, Connect(other, j), ErrClocks)
	wantError(t, Disconnect(Map(a, identity[int]), j), ErrNotConnected)
	if err := Disconnect(ended, j); err == nil || err.Error() != `flow.Disconnect: from "source" to "j": flow: not connected` {
		t.Error(err)
	}
	closeOK(t, a)
	wantError(t, Connect(NewSource[int](), j), ErrClosed)
	wantPanic(t, "flow.Connect: the junction must not be nil", func() { _ = Connect(a, nil) })
	wantPanic(t, "flow.Disconnect: the stream must not be nil", func() { _ = Disconnect(nil, j) })
	wantPanic(t, "flow.Inbox: must be positive, got 0", func() { Inbox(0) })
	wantPanic(t, "flow.NewJunction: Limit and For are for self-driven sources", func() { NewJunction[int](Limit(1)) })
	wantPanic(t, "flow.NewSource: Inbox is for junctions", func() { NewSource[int](Inbox(1)) })
}

// What is wrong with a graph is found where it is connected.
func TestConnectToBrokenGraph(t *testing.T) {
	a, j := NewSource[int](), NewJunction[int]()
	emit(t, a, 1)
	Break(j, errTest)
	connectOK(t, a, j)
	wantError(t, a.Emit(t.Context(), 2), errTest)
}

// Numbers that count down round a cycle come out in the order in which they arise, and no call stack grows with them.
func TestFeedback(t *testing.T) {
	src, j := NewSource[int](), NewJunction[int]()
	connectOK(t, src, j)
	connectOK(t, Filter(Map(j, func(x int) int { return x - 10 }), func(x int) bool { return x >= 0 }), j)
	out := collect(j)
	emit(t, src, 31, 12)
	wantValues(t, out.get(), 31, 21, 11, 1, 12, 2)
	if err := src.EmitAll(t.Context(), []int{21, 10}); err != nil {
		t.Fatal(err)
	}
	emit(t, src, 1_000_009)
	closeOK(t, src)
	got := out.get()
	wantValues(t, got[6:12], 21, 11, 1, 10, 0, 1_000_009)
	if len(got) != 11+100_001 || got[len(got)-1] != 9 {
		t.Errorf("got %d elements, the last %d", len(got), got[len(got)-1])
	}
}

// A cycle that passes a join of different sources is entered from either side.
func TestFeedbackThroughJoin(t *testing.T) {
	a, b, j := NewSource[int](), NewSource[int](), NewJunction[int]()
	connectOK(t, a, j)
	both := Union(j, b)
	connectOK(t, Filter(Map(both, func(x int) int { return x / 2 }), func(x int) bool { return x > 0 }), j)
	out := collect(both)
	emit(t, b, 6)
	emit(t, a, 5)
	wantValues(t, out.get(), 6, 3, 1, 5, 2, 1)
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
	closeOK(t, a)
	wantError(t, b.Emit(t.Context(), 4), ErrClosed) // the junction has ended, so 2 cannot come back
	closeOK(t, b)
	if got, want := len(out.get()), 6+4000*4+1; got != want {
		t.Errorf("got %d elements, want %d", got, want)
	}
}

func TestFeedbackFails(t *testing.T) {
	src, j := NewSource[int](), NewJunction[int]()
	connectOK(t, src, j)
	checked := TryMap(j, func(x int) (int, error) {
		if x == 2 {
			return 0, errTest
		}
		return x - 1, nil
	}, Name("check"))
	connectOK(t, Filter(checked, func(x int) bool { return x > 0 }), j)
	out := collect(j)
	acked := []error{}
	for _, v := range []int{1, 4} {
		err := src.EmitAck(t.Context(), v, NewAck(func(err error) { acked = append(acked, err) }))
		if v == 4 {
			wantError(t, err, errTest)
			wantNode(t, err, "check")
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if len(acked) != 2 || acked[0] != nil || !errors.Is(acked[1], errTest) {
		t.Errorf("acked %v", acked)
	}
	emit(t, src, 1)
	closeOK(t, src)
	wantValues(t, out.get(), 1, 4, 3, 1) // check comes before the sink, so 2 does not reach that
}

// A cycle that never ends runs until the emission's context does, or a Close runs out of time.
func TestEndlessFeedback(t *testing.T) {
	src, j := NewSource[int](), NewJunction[int]()
	connectOK(t, src, j)
	connectOK(t, Map(j, func(x int) int { return x + 1 }), j)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	var acked error
	wantError(t, src.EmitAck(ctx, 1, NewAck(func(err error) { acked = err })), context.DeadlineExceeded)
	wantError(t, acked, context.DeadlineExceeded)
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

func TestCycleThroughQueueNeedsInbox(t *testing.T) {
	src, j := NewSource[int](), NewJunction[int]()
	connectOK(t, src, j)
	err := Connect(Buffer(j, 4, Name("queue")), j)
	wantError(t, err, ErrCycle)
	if want := `"queue" is in it`; !containsText(err, want) {
		t.Errorf("%v does not say %s", err, want)
	}
	closeOK(t, src)
}

// What is on its way in a cycle with queues gets out before Close returns.
func TestFeedbackThroughQueue(t *testing.T) {
	for name, clock := range map[string]Clock{"real": RealClock(), "virtual": Virtual(epoch)} {
		t.Run(name, func(t *testing.T) {
			src, j := NewSource[int](WithClock(clock)), NewJunction[int](WithClock(clock), Inbox(100))
			connectOK(t, src, j)
			late := Delay(Buffer(j, 3), ms)
			back := Filter(Map(late, func(x int) int { return x - 10 }), func(x int) bool { return x >= 0 })
			connectOK(t, back, j)
			out := collect(j)
			r := To(late, &receiver[int]{})
			var fired int
			var mu sync.Mutex
			for v := 20; v < 40; v++ {
				if err := src.EmitAck(t.Context(), v, NewAck(func(err error) {
					mu.Lock()
					defer mu.Unlock()
					if err == nil {
						fired++
					}
				})); err != nil {
					t.Fatal(err)
				}
			}
			closeOK(t, src)
			got := out.get()
			slices.Sort(got)
			var want []int
			for v := range 40 { // the twenties come down to 0, and so do the thirties
				want = append(want, slices.Repeat([]int{v}, map[bool]int{true: 2, false: 1}[v < 30])...)
			}
			wantValues(t, got, want...)
			if !r.closed() || fired != 20 {
				t.Errorf("closed: %v, acked %d, want 20", r.closed(), fired)
			}
		})
	}
}

func TestFullInbox(t *testing.T) {
	src, j := NewSource[int](), NewJunction[int](Inbox(2), SourceName("in"))
	connectOK(t, src, j)
	twice := Flatten(Map(Buffer(j, 1), func(x int) []int { return []int{x, x} }))
	connectOK(t, twice, j)
	collect(j)
	var err error
	for err == nil {
		err = src.Emit(t.Context(), 1)
	}
	wantError(t, err, ErrFull)
	wantNode(t, err, "in")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	wantError(t, src.Close(ctx), ErrNotDrained) // it never comes to rest
}

// Inputs come and go while others emit: what an input gives from Connect to Disconnect arrives, in order, and once.
func TestConnectChurn(t *testing.T) {
	j := NewJunction[string]()
	base := NewSource[string]()
	connectOK(t, base, j)
	last := map[string]int{}
	Sink(j, func(_ context.Context, v string) error {
		var who string
		var n int
		if _, err := fmt.Sscanf(v, "%s %d", &who, &n); err != nil {
			return err
		}
		if last[who]++; last[who] != n {
			return fmt.Errorf("%s: got %d, want %d", who, n, last[who])
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
	closeOK(t, base)
	if len(last) != 200 {
		t.Errorf("%d inputs arrived, want 200", len(last))
	}
	for who, n := range last {
		if n != 20 {
			t.Errorf("%s: %d elements, want 20", who, n)
		}
	}
}

// A source that is connected to a running graph is run by a Run of its own.
func TestRunConnectedSource(t *testing.T) {
	j := NewJunction[int]()
	open := NewSource[int]()
	connectOK(t, open, j)
	out := collect(j)
	done := make(chan error)
	go func() { done <- Run(t.Context(), open) }()
	for running := false; !running; time.Sleep(time.Millisecond) {
		graphMu.Lock()
		running = open.driver.running
		graphMu.Unlock()
	}
	emit(t, open, 1)
	wantError(t, Run(t.Context(), open), ErrRunning)
	late := FromSlice([]int{2, 3})
	connectOK(t, late, j)
	runOK(t, late)
	closeOK(t, open)
	if err := <-done; err != nil {
		t.Error(err)
	}
	wantValues(t, out.get(), 1, 2, 3)
}

// Back-pressure passes a junction: Emit waits for room below it. streamz lost it at connect.
func TestJunctionBackPressure(t *testing.T) {
	src, j := NewSource[int](), NewJunction[int]()
	connectOK(t, src, j)
	release := make(chan bool)
	Sink(Buffer(j, 2), func(context.Context, int) error { <-release; return nil })
	emit(t, src, 1, 2, 3) // one in the sink, two in the queue
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	wantError(t, src.Emit(ctx, 4), context.DeadlineExceeded)
	close(release)
	closeOK(t, src)
}

// A user's function may connect and disconnect while it runs, below the junction too.
func TestConnectFromWithin(t *testing.T) {
	src, other, j := NewSource[int](), NewSource[int](), NewJunction[int]()
	connectOK(t, src, j)
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
	wantValues(t, got, 1, 2, 3, 5)
	closeOK(t, src)
	closeOK(t, other)
}

// While the junction is held up, an inbox takes as many elements as it has room for, and the one that is about to enter.
func TestInboxRoom(t *testing.T) {
	j := NewJunction[int](Inbox(2))
	src := NewSource[int]()
	j.lock.lockUninterruptibly()
	taken := 0
	for ; j.inbox.put(&src.root.emission, taken) == nil; taken++ {
		time.Sleep(time.Millisecond) // for the loop to take it
	}
	j.lock.unlock()
	if taken != 3 {
		t.Errorf("took %d, want 3", taken)
	}
	if err := Destroy(t.Context(), j); err != nil {
		t.Error(err)
	}
}
