package flow

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"
	"time"
)

// after waits as long as takes says, in ms, and gives the element.
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
	c := Virtual(epoch)
	s := FromSlice([]int{1, 2, 3, 4, 5}, WithClock(c))
	// Three at once: 2 and 3 are ready at 5 and wait for 1; then 4 and 5 begin.
	wantTrace(t, trace(t, c, MapAsync(s, 3, after(c, slowFirst))), "30:1 30:2 30:3 35:4 35:5")
}

func TestMapAsyncCompletionOrderTrace(t *testing.T) {
	c := Virtual(epoch)
	s := FromSlice([]int{1, 2, 3, 4, 5}, WithClock(c))
	wantTrace(t, trace(t, c, MapAsync(s, 3, after(c, slowFirst), CompletionOrder())), "5:2 5:3 10:4 10:5 30:1")
}

// A result that is given makes room, also while whoever gives has more to give: 3 begins at 15, and is ready when 2 is
// through.
func TestMapAsyncTraceBehindASlowNode(t *testing.T) {
	c := Virtual(epoch)
	s := FromSlice([]int{1, 2, 3, 4}, WithClock(c))
	mapped := MapAsync(s, 2, after(c, func(int) int { return 5 }))
	wantTrace(t, trace(t, c, MapContext(mapped, after(c, func(int) int { return 10 }))), "15:1 25:2 35:3 45:4")
}

func TestMapAsyncIsNAtOnce(t *testing.T) {
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
	closeOK(t, src)
	wantValues(t, out.get(), want...)
	if most.Load() != 3 {
		t.Fatalf("%d at once, want 3", most.Load())
	}
}

// Workers that look, wait and are woken all the time, with elements that come now and then: a lost wake would hang.
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
			closeOK(t, src)
			if sum != want {
				t.Errorf("n = %d: the sum is %d, want %d", n, sum, want)
			}
		}
	}
}

// An element that comes while others are at work does not wait for them.
func TestMapAsyncStartsAtOnce(t *testing.T) {
	src := NewSource[int]()
	began, hold, done := make(chan int), make(chan struct{}), make(chan int)
	mapped := MapAsync(src, 4, func(_ context.Context, x int) (int, error) {
		began <- x
		<-hold
		return x, nil
	})
	Sink(mapped, func(_ context.Context, x int) error { done <- x; return nil })
	for range 3 { // with workers that are new, and with workers that wait
		for i := range 4 {
			emit(t, src, i)
			if got := <-began; got != i { // hangs if nobody takes it
				t.Errorf("%d began, want %d", got, i)
			}
		}
		for range 4 {
			hold <- struct{}{}
		}
		for range 4 {
			<-done
		}
		time.Sleep(ms) // they wait
	}
	closeOK(t, src)
}

func TestMapAsyncFailures(t *testing.T) {
	for _, opts := range [][]NodeOption{{Name("m")}, {Name("m"), CompletionOrder()}} {
		src, l := NewSource[int](), &ledger{}
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
			if err := src.EmitAck(t.Context(), i, l.ack(i)); err != nil {
				errs = errors.Join(errs, err)
				_ = src.EmitAck(t.Context(), i, l.ack(10+i)) // that one was not taken
			}
			time.Sleep(2 * ms)
		}
		err := errors.Join(errs, src.Close(t.Context()))
		wantError(t, err, errTest)
		wantNode(t, err, "m")
		var p *PanicError
		if !errors.As(err, &p) {
			t.Fatal("the panic is not among the errors")
		}
		wantShown(t, out, "[1 4 5]")
	}
}

func TestMapAsyncPolicies(t *testing.T) {
	dead := NewSource[Failure[int]]()
	letters := collect(dead)
	src, l := NewSource[int](), &ledger{}
	var calls atomic.Int32
	out := collect(MapAsync(src, 4, func(_ context.Context, x int) (int, error) {
		calls.Add(1)
		if x%2 == 0 {
			return 0, errTest
		}
		return x, nil
	}, OnError(Retry(2, 0), DeadLetter(dead))))
	emitAcked(t, src, l, 1, 2, 3, 4)
	closeOK(t, src)
	wantValues(t, out.get(), 1, 3)
	if len(letters.get()) != 2 || calls.Load() != 2+2*3 {
		t.Fatal(letters.get(), calls.Load())
	}
	l.want(t, 1, 2, 3, 4)
}

func TestMapAsyncCloseOutOfTime(t *testing.T) {
	src, l := NewSource[int](), &ledger{}
	out := collect(MapAsync(src, 2, func(ctx context.Context, x int) (int, error) {
		if x == 1 {
			<-ctx.Done()
			return 0, ctx.Err()
		}
		return x, nil
	}))
	emitAcked(t, src, l, 1, 2, 3) // 2 is ready and waits for 1, 3 waits in the queue
	ctx, cancel := context.WithTimeout(t.Context(), 5*ms)
	defer cancel()
	wantError(t, src.Close(ctx), ErrNotDrained)
	l.want(t, 1, 2, 3)
	for i := 1; i <= 3; i++ {
		if l.fired[i][0] == nil {
			t.Errorf("element %d was acked, though it was not done", i)
		}
	}
	wantShown(t, out, "[]")
}

func TestMapAsyncMisuse(t *testing.T) {
	wantPanic(t, "flow.MapAsync: n must be positive, got 0", func() {
		MapAsync(NewSource[int](), 0, func(context.Context, int) (int, error) { return 0, nil })
	})
}

func TestCollect(t *testing.T) {
	src, l := NewSource[int](), &ledger{}
	c := Collect(src, Name("c"))
	out := collect[[]int](c)
	emitAcked(t, src, l, 1, 2)
	l.want(t)
	if err := c.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	l.want(t, 1, 2)
	if err := c.Flush(t.Context()); err != nil { // streamz gives an empty one too
		t.Fatal(err)
	}
	emitAcked(t, src, l, 3)
	closeOK(t, src)
	l.want(t, 1, 2, 3)
	wantShown(t, out, "[[1 2] [] [3]]")
	err := c.Flush(t.Context())
	wantError(t, err, ErrClosed)
	wantNode(t, err, "c")
}

func TestCollectFailures(t *testing.T) {
	src, l := NewSource[int](), &ledger{}
	c := Collect(src, Capacity(2))
	var again error
	Sink[[]int](c, func(ctx context.Context, v []int) error {
		again = c.Flush(ctx)
		return errTest
	})
	emitAcked(t, src, l, 1, 2)
	wantError(t, src.Emit(t.Context(), 3), ErrFull)
	wantError(t, c.Flush(t.Context()), errTest)
	wantError(t, again, ErrReentrant)
	l.want(t, 1, 2)
	wantError(t, l.fired[1][0], errTest)
	emitAcked(t, src, l, 4)
	wantError(t, src.Close(t.Context()), errTest)
	wantError(t, again, ErrClosed)
	l.want(t, 1, 2, 4)
}

// Flush may be called by another stream of the graph.
func TestCollectFlushedByTheGraph(t *testing.T) {
	c := Virtual(epoch)
	col := Collect(ticks(c, 10*ms, 7))
	flush := ticks(c, 25*ms, 3)
	Sink(flush, func(ctx context.Context, _ int) error { return col.Flush(ctx) })
	var log []string
	Sink[[]int](col, func(_ context.Context, v []int) error {
		log = append(log, fmt.Sprint(c.Now().Sub(epoch).Milliseconds(), v))
		return nil
	})
	runOK(t, col, flush)
	wantTrace(t, fmt.Sprint(log), "[0 [1] 25 [2 3] 50 [4 5 6] 60 [7]]")
}

func TestCollectConcurrently(t *testing.T) {
	src := NewSource[int]()
	c := Collect(src)
	var n int
	Sink[[]int](c, func(_ context.Context, v []int) error { n += len(v); return nil })
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 1000 {
			_ = src.Emit(context.Background(), 1)
		}
	}()
	for range 100 {
		if err := c.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	<-done
	closeOK(t, src)
	if n != 1000 {
		t.Fatal(n)
	}
}
