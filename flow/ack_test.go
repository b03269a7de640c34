package flow

import (
	"context"
	"iter"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// ledger counts how often each element's Ack has fired, and with what.
type ledger struct {
	mu    sync.Mutex
	fired map[int][]error
}

func (l *ledger) ack(i int) *Ack {
	return NewAck(func(err error) {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.fired == nil {
			l.fired = map[int][]error{}
		}
		l.fired[i] = append(l.fired[i], err)
	})
}

func (l *ledger) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.fired)
}

// want checks which elements have fired so far.
func (l *ledger) want(t *testing.T, elements ...int) {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.fired) != len(elements) {
		t.Fatalf("fired: %v, want %v", l.fired, elements)
	}
	for _, i := range elements {
		if len(l.fired[i]) != 1 {
			t.Fatalf("element %d fired %d times; all: %v", i, len(l.fired[i]), l.fired)
		}
	}
}

func emitAcked(t *testing.T, s *Source[int], l *ledger, values ...int) {
	t.Helper()
	for _, v := range values {
		if err := s.EmitAck(t.Context(), v, l.ack(v)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAckOfAChain(t *testing.T) {
	src, l := NewSource[int](), &ledger{}
	Sink(Map(Filter(src, func(x int) bool { return x != 2 }), func(x int) int { return x }), func(context.Context, int) error {
		l.want(t) // not before the sink has returned
		return nil
	})
	emitAcked(t, src, l, 1)
	l.want(t, 1)
	src2 := NewSource[int]()
	collect(Filter(src2, func(int) bool { return false }))
	emitAcked(t, src2, l, 2) // dropped is done with
	l.want(t, 1, 2)
	src3 := NewSource[int]()
	emitAcked(t, src3, l, 3) // nobody listens
	l.want(t, 1, 2, 3)
}

func TestAckOfAFailure(t *testing.T) {
	src, l := NewSource[int](), &ledger{}
	Sink(src, func(context.Context, int) error { return errTest })
	wantError(t, src.EmitAck(t.Context(), 1, l.ack(1)), errTest)
	l.want(t, 1)
	wantError(t, l.fired[1][0], errTest)
	closeOK(t, src)
	wantError(t, src.EmitAck(t.Context(), 2, l.ack(2)), ErrClosed)
	wantError(t, l.fired[2][0], ErrClosed)
}

func TestAckWaitsForEveryBranch(t *testing.T) {
	src, l := NewSource[int](), &ledger{}
	let := make(chan struct{})
	collect[int](src)
	Sink(Buffer(src, 4), func(context.Context, int) error { <-let; return nil })
	emitAcked(t, src, l, 1)
	time.Sleep(5 * time.Millisecond)
	l.want(t) // the buffered branch is not done
	close(let)
	closeOK(t, src)
	l.want(t, 1)
}

// streamz holds n-1 elements of a window of n.
func TestAckOfASlidingWindow(t *testing.T) {
	src, l := NewSource[int](), &ledger{}
	collect(SlidingWindow(src, 3))
	emitAcked(t, src, l, 1, 2)
	l.want(t)
	emitAcked(t, src, l, 3)
	l.want(t, 1)
	emitAcked(t, src, l, 4, 5)
	l.want(t, 1, 2, 3)
	closeOK(t, src)
	l.want(t, 1, 2, 3, 4, 5)
}

func TestAckOfAWindowThatFails(t *testing.T) {
	src, l := NewSource[int](), &ledger{}
	Sink(SlidingWindow(src, 2), func(context.Context, []int) error { return errTest })
	emitAcked(t, src, l, 1)
	wantError(t, src.EmitAck(t.Context(), 2, l.ack(2)), errTest)
	closeOK(t, src)
	l.want(t, 1, 2)
	wantError(t, l.fired[1][0], errTest)
	wantError(t, l.fired[2][0], errTest)
}

func TestAckOfAZip(t *testing.T) {
	a, b, l := NewSource[int](), NewSource[int](), &ledger{}
	collect(Buffer(Zip(a, b), 4))
	emitAcked(t, a, l, 1, 2)
	l.want(t)
	emitAcked(t, b, l, 10)
	for range 1000 {
		if l.count() == 2 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	l.want(t, 1, 10)
	closeOK(t, b) // 2 will find no partner
	l.want(t, 1, 2, 10)
	closeOK(t, a)
}

func TestAckOfWhatIsGivenUp(t *testing.T) {
	src, l := NewSource[int](), &ledger{}
	Sink(Buffer(src, 8), func(ctx context.Context, _ int) error { <-ctx.Done(); return ctx.Err() })
	emitAcked(t, src, l, 1, 2, 3)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	wantError(t, src.Close(ctx), ErrNotDrained)
	l.want(t, 1, 2, 3)
	for i := 1; i <= 3; i++ {
		if l.fired[i][0] == nil {
			t.Errorf("element %d was acked, though it was not done", i)
		}
	}
}

func TestAckOfAsync(t *testing.T) {
	src, l := NewSource[int](), &ledger{}
	collect(Async(src, func(_ context.Context, in iter.Seq[int], emit func(int) error) error {
		for x := range in {
			l.want(t)
			if err := emit(x); err != nil {
				return err
			}
		}
		return nil
	}))
	emitAcked(t, src, l, 1)
	closeOK(t, src)
	l.want(t, 1)
}

func TestAckMisusePanics(t *testing.T) {
	a := NewAck(func(error) {})
	a.release(nil)
	wantPanic(t, "flow: an Ack was retained after it had fired", func() { a.retain() })
}

// A million elements through fan-out, windows, a zip with itself, and two buffers, with random failures: each Ack fires
// exactly once.
func TestAckCountsExactly(t *testing.T) {
	n := 1_000_000
	if testing.Short() || raceDetector {
		n = 50_000
	}
	src := NewSource[int]()
	rng := rand.New(rand.NewPCG(1, 2))
	flaky := func(per int) func(context.Context, int) error {
		return func(context.Context, int) error {
			if rng.IntN(per) == 0 {
				return errTest
			}
			return nil
		}
	}
	windows := SlidingWindow(src, 4)
	collectNothing := func(context.Context, []int) error { return nil }
	Sink(windows, collectNothing)
	Sink(Buffer(Map(windows, func(w []int) []int { return w }), 16), func(_ context.Context, w []int) error {
		if w[0]%1000 == 7 {
			return errTest
		}
		return nil
	})
	Sink(Zip(src, Map(src, func(x int) int { return x })), func(context.Context, Pair[int, int]) error { return nil })
	Sink(src, flaky(500))
	Sink(Buffer(src, 8), func(_ context.Context, x int) error {
		if x%777 == 0 {
			return errTest
		}
		return nil
	})
	var fired, failed, twice atomic.Int64
	for i := range n {
		var once atomic.Bool
		ack := NewAck(func(err error) {
			if once.Swap(true) {
				twice.Add(1)
			}
			fired.Add(1)
			if err != nil {
				failed.Add(1)
			}
		})
		_ = src.EmitAck(context.Background(), i, ack)
	}
	_ = src.Close(context.Background())
	if fired.Load() != int64(n) || twice.Load() != 0 || failed.Load() == 0 {
		t.Fatalf("%d of %d fired, %d twice, %d failed", fired.Load(), n, twice.Load(), failed.Load())
	}
}
