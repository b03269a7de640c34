package flow

import (
	"context"
	"errors"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

// after returns its element after takes(element) milliseconds.
func after(c Clock, takes func(int) int) func(context.Context, int) (int, error) {
	return func(ctx context.Context, x int) (int, error) {
		return x, c.Sleep(ctx, time.Duration(takes(x))*ms)
	}
}

func slowFirst(x int) int {
	if x == 1 {
		return 30
	}
	return 5
}

func TestMapAsyncTrace(t *testing.T) {
	clock := Virtual(epoch)
	s := FromSlice([]int{1, 2, 3, 4, 5}, WithClock(clock))
	// Three calls run at once. 2 and 3 are ready at 5 and wait for 1. Then 4 and 5 begin.
	wantTrace(t, trace(t, clock, MapAsync(s, 3, after(clock, slowFirst))), "30:1 30:2 30:3 35:4 35:5")
}

func TestMapAsyncCompletionOrderTrace(t *testing.T) {
	clock := Virtual(epoch)
	s := FromSlice([]int{1, 2, 3, 4, 5}, WithClock(clock))
	wantTrace(t, trace(t, clock, MapAsync(s, 3, after(clock, slowFirst), CompletionOrder())), "5:2 5:3 10:4 10:5 30:1")
}

// A result that has been emitted makes room for the next call, even while its worker has more results to emit. 3 begins at
// 15, and is ready when 2 has passed.
func TestMapAsyncTraceBeforeSlowNode(t *testing.T) {
	clock := Virtual(epoch)
	s := FromSlice([]int{1, 2, 3, 4}, WithClock(clock))
	mapped := MapAsync(s, 2, after(clock, func(int) int { return 5 }))
	wantTrace(t, trace(t, clock, MapContext(mapped, after(clock, func(int) int { return 10 }))), "15:1 25:2 35:3 45:4")
}

func TestMapAsyncRunsNCallsAtOnce(t *testing.T) {
	src := NewSource[int]()
	var inside, most atomic.Int32
	out := collect(MapAsync(src, 3, func(_ context.Context, x int) (int, error) {
		n := inside.Add(1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		time.Sleep(ms)
		inside.Add(-1)
		return x * 10, nil
	}))
	var want []int
	for i := range 30 {
		emit(t, src, i)
		want = append(want, i*10)
	}
	mustClose(t, src)
	check.Values(t, out.get(), want...)
	if most.Load() != 3 {
		t.Fatalf("%d at once, want 3", most.Load())
	}
}

// Elements arrive at irregular intervals, so that workers poll, park and are woken all the time. A lost wake-up would hang.
func TestMapAsyncStress(t *testing.T) {
	for _, n := range []int{1, 2, 5} {
		for _, opts := range [][]NodeOption{{}, {Capacity(1)}, {CompletionOrder()}} {
			src, sum, want := NewSource[int](), 0, 0
			Sink(MapAsync(src, n, func(_ context.Context, x int) (int, error) {
				if x%7 == 0 {
					runtime.Gosched()
				}
				return x, nil
			}, opts...), func(_ context.Context, x int) error { sum += x; return nil })
			for i := range 20_000 {
				emit(t, src, i)
				want += i
				if i%100 == 0 {
					time.Sleep(time.Microsecond)
				}
			}
			mustClose(t, src)
			if sum != want {
				t.Errorf("n = %d: the sum is %d, want %d", n, sum, want)
			}
		}
	}
}

// An element that arrives while other calls run does not wait for them.
func TestMapAsyncStartsElementWhileOthersRun(t *testing.T) {
	src := NewSource[int]()
	began, release, done := make(chan int), make(chan struct{}), make(chan int)
	mapped := MapAsync(src, 4, func(_ context.Context, x int) (int, error) {
		began <- x
		<-release
		return x, nil
	})
	Sink(mapped, func(_ context.Context, x int) error { done <- x; return nil })
	for range 3 { // with new workers first, then with idle ones
		for i := range 4 {
			emit(t, src, i)
			if got := <-began; got != i { // hangs if no worker takes the element
				t.Errorf("%d began, want %d", got, i)
			}
		}
		for range 4 {
			release <- struct{}{}
		}
		for range 4 {
			<-done
		}
		time.Sleep(ms) // until the workers are idle
	}
	mustClose(t, src)
}

func TestMapAsyncFailures(t *testing.T) {
	for _, opts := range [][]NodeOption{{Name("m")}, {Name("m"), CompletionOrder()}} {
		src, acks := NewSource[int](), &ledger{}
		out := collect(MapAsync(src, 1, func(_ context.Context, x int) (int, error) {
			switch x {
			case 2:
				return 0, errTest
			case 3:
				panic("three")
			}
			return x, nil
		}, opts...))
		var errs error
		for i := 1; i <= 5; i++ {
			if err := src.EmitAck(t.Context(), i, acks.ack(i)); err != nil {
				errs = errors.Join(errs, err)
				_ = src.EmitAck(t.Context(), i, acks.ack(10+i)) // the element was not taken
			}
			time.Sleep(2 * ms)
		}
		err := errors.Join(errs, src.Close(t.Context()))
		check.Error(t, err, errTest)
		wantNode(t, err, "m")
		var p *PanicError
		if !errors.As(err, &p) {
			t.Fatal("the panic is not among the errors")
		}
		wantPrinted(t, out, "[1 4 5]")
	}
}

func TestMapAsyncPolicies(t *testing.T) {
	dead := NewSource[Failure[int]]()
	letters := collect(dead)
	src, acks := NewSource[int](), &ledger{}
	var calls atomic.Int32
	out := collect(MapAsync(src, 4, func(_ context.Context, x int) (int, error) {
		calls.Add(1)
		if x%2 == 0 {
			return 0, errTest
		}
		return x, nil
	}, OnError(Retry(2, 0), DeadLetter(dead))))
	emitAcked(t, src, acks, 1, 2, 3, 4)
	mustClose(t, src)
	check.Values(t, out.get(), 1, 3)
	if len(letters.get()) != 2 || calls.Load() != 2+2*3 {
		t.Fatal(letters.get(), calls.Load())
	}
	acks.want(t, 1, 2, 3, 4)
}

func TestMapAsyncCloseTimeout(t *testing.T) {
	src, acks := NewSource[int](), &ledger{}
	out := collect(MapAsync(src, 2, func(ctx context.Context, x int) (int, error) {
		if x == 1 {
			<-ctx.Done()
			return 0, ctx.Err()
		}
		return x, nil
	}))
	emitAcked(t, src, acks, 1, 2, 3) // 2 is ready and waits for 1; 3 waits in the queue
	ctx, cancel := context.WithTimeout(t.Context(), 5*ms)
	defer cancel()
	check.Error(t, src.Close(ctx), ErrNotDrained)
	acks.want(t, 1, 2, 3)
	for i := 1; i <= 3; i++ {
		if acks.fired[i][0] == nil {
			t.Errorf("element %d was acked although it was not done", i)
		}
	}
	wantPrinted(t, out, "[]")
}

func TestMapAsyncMisuse(t *testing.T) {
	check.PanicsWith(t, "flow.MapAsync: n must be positive, got 0", func() {
		MapAsync(NewSource[int](), 0, func(context.Context, int) (int, error) { return 0, nil })
	})
}
