package flow

import (
	"context"
	"iter"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

// ledger records how often each element's Ack has fired, and with which errors.
type ledger struct {
	mu    sync.Mutex
	fired map[int][]error
}

// ack returns an Ack that records its error for element i.
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

// count returns how many elements' Acks have fired.
func (l *ledger) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.fired)
}

// want checks that the Acks of exactly these elements have fired, each once.
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

// emitAcked emits values with Acks that l records.
func emitAcked(t *testing.T, s *Source[int], l *ledger, values ...int) {
	t.Helper()
	for _, v := range values {
		check.NoError(t, s.EmitAck(t.Context(), v, l.ack(v)))
	}
}

func TestAckOfChain(t *testing.T) {
	src, acks := NewSource[int](), &ledger{}
	Sink(Map(Filter(src, func(x int) bool { return x != 2 }), func(x int) int { return x }), func(context.Context, int) error {
		acks.want(t) // nothing has fired before the sink returns
		return nil
	})
	emitAcked(t, src, acks, 1)
	acks.want(t, 1)
	src2 := NewSource[int]()
	collect(Filter(src2, func(int) bool { return false }))
	emitAcked(t, src2, acks, 2) // a dropped element is done
	acks.want(t, 1, 2)
	src3 := NewSource[int]()
	emitAcked(t, src3, acks, 3) // the source has no nodes downstream
	acks.want(t, 1, 2, 3)
}

func TestAckOfFailure(t *testing.T) {
	src, acks := NewSource[int](), &ledger{}
	Sink(src, func(context.Context, int) error { return errTest })
	check.Error(t, src.EmitAck(t.Context(), 1, acks.ack(1)), errTest)
	acks.want(t, 1)
	check.Error(t, acks.fired[1][0], errTest)
	mustClose(t, src)
	check.Error(t, src.EmitAck(t.Context(), 2, acks.ack(2)), ErrClosed)
	check.Error(t, acks.fired[2][0], ErrClosed)
}

func TestAckWaitsForEveryBranch(t *testing.T) {
	src, acks := NewSource[int](), &ledger{}
	release := make(chan struct{})
	collect[int](src)
	Sink(Buffer(src, 4), func(context.Context, int) error { <-release; return nil })
	emitAcked(t, src, acks, 1)
	time.Sleep(5 * time.Millisecond)
	acks.want(t) // the buffered branch is not done
	close(release)
	mustClose(t, src)
	acks.want(t, 1)
}

func TestAckOfElementsDroppedByClose(t *testing.T) {
	src, acks := NewSource[int](), &ledger{}
	Sink(Buffer(src, 8), func(ctx context.Context, _ int) error { <-ctx.Done(); return ctx.Err() })
	emitAcked(t, src, acks, 1, 2, 3)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	check.Error(t, src.Close(ctx), ErrNotDrained)
	acks.want(t, 1, 2, 3)
	for i := 1; i <= 3; i++ {
		if acks.fired[i][0] == nil {
			t.Errorf("element %d was acked although it was not done", i)
		}
	}
}

func TestAckOfAsync(t *testing.T) {
	src, acks := NewSource[int](), &ledger{}
	collect(Async(src, func(_ context.Context, in iter.Seq[int], emit func(int) error) error {
		for x := range in {
			acks.want(t)
			if err := emit(x); err != nil {
				return err
			}
		}
		return nil
	}))
	emitAcked(t, src, acks, 1)
	mustClose(t, src)
	acks.want(t, 1)
}

func TestAckMisuse(t *testing.T) {
	a := NewAck(func(error) {})
	a.release(nil)
	check.PanicsWith(t, "flow: an Ack was retained after it had fired", func() { a.retain() })
}

// Each Ack of a million elements fires exactly once. The graph has fan-out, windows, a zip of a stream with itself, buffers
// and random failures.
func TestEachAckFiresOnce(t *testing.T) {
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
	ignore := func(context.Context, []int) error { return nil }
	Sink(windows, ignore)
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

func TestPanicInAckFunction(t *testing.T) {
	src := NewSource[int]()
	out := collect[int](src)
	err := src.EmitAck(t.Context(), 1, NewAck(func(error) { panic(errTest) }))
	check.Error(t, err, errTest)
	emit(t, src, 2) // the domain lock is free
	mustClose(t, src)
	check.Values(t, out.get(), 1, 2)
}
