package flow

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync/atomic"
	"testing"
	"time"
)

func TestBufferKeepsOrderAndDrainsAtClose(t *testing.T) {
	src := NewSource[int]()
	out := collect(Map(Buffer(src, 3), func(x int) int { time.Sleep(time.Millisecond); return x }))
	var want []int
	for i := range 20 {
		emit(t, src, i)
		want = append(want, i)
	}
	closeOK(t, src)
	wantValues(t, out.get(), want...)
}

func TestBufferBackPressure(t *testing.T) {
	src := NewSource[int]()
	let := make(chan struct{})
	var out atomic.Int32
	Sink(Buffer(src, 2), func(context.Context, int) error { <-let; out.Add(1); return nil })
	emit(t, src, 1)
	time.Sleep(5 * time.Millisecond) // 1 is taken, and waits in the sink
	emit(t, src, 2, 3)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	err := src.Emit(ctx, 4)
	wantError(t, err, context.DeadlineExceeded)
	wantNode(t, err, "buffer")
	close(let)
	emit(t, src, 5)
	closeOK(t, src)
	if out.Load() != 4 {
		t.Fatalf("%d elements arrived, want 1, 2, 3 and 5", out.Load())
	}
}

// streamz' buffer dies of an error and then blocks for ever.
func TestBufferGoesOnAfterAnError(t *testing.T) {
	src := NewSource[int]()
	passed := make(chan int, 10)
	Sink(Buffer(src, 2), func(_ context.Context, x int) error {
		passed <- x
		if x == 1 {
			return errTest
		}
		return nil
	}, Name("shaky"))
	emit(t, src, 1)
	<-passed
	time.Sleep(5 * time.Millisecond)
	err := src.Emit(t.Context(), 2) // is told of 1, and 2 is not taken
	wantError(t, err, errTest)
	wantError(t, err, ErrNotTaken)
	wantNode(t, err, "shaky")
	emit(t, src, 3, 4, 5, 6, 7)
	wantError(t, src.Close(t.Context()), errTest)
	close(passed)
	var rest []int
	for x := range passed {
		rest = append(rest, x)
	}
	wantValues(t, rest, 3, 4, 5, 6, 7)
}

func TestPanicBehindABuffer(t *testing.T) {
	src := NewSource[int]()
	out := collect(Map(Buffer(src, 4), func(x int) int { return 10 / x }, Name("divide")))
	emit(t, src, 0)
	err := src.Close(t.Context())
	wantNode(t, err, "divide")
	wantValues(t, out.get())
}

func TestCloseReportsAnErrorOnce(t *testing.T) {
	src := NewSource[int]()
	Sink(Buffer(src, 4), func(context.Context, int) error { return errTest })
	emit(t, src, 1)
	err := src.Close(t.Context())
	if got, want := err.Error(), `flow: node "sink": test`; got != want {
		t.Fatalf("got %q, want %q", got, want)
	}
}

func TestCloseWithADeadlineOnAStuckSink(t *testing.T) {
	for _, buffered := range []bool{false, true} {
		t.Run(fmt.Sprint("buffered=", buffered), func(t *testing.T) {
			src := NewSource[int]()
			let := make(chan struct{})
			var s Stream[int] = src
			if buffered {
				s = Buffer(src, 10)
			}
			r := To(s, &receiver[int]{})
			Sink(s, func(context.Context, int) error { <-let; return nil })
			emitted := make(chan error)
			go func() {
				var err error
				for i := range 3 {
					err = errors.Join(err, src.Emit(context.Background(), i))
				}
				emitted <- err
			}()
			time.Sleep(10 * time.Millisecond)
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
			defer cancel()
			began := time.Now()
			err := src.Close(ctx)
			wantError(t, err, context.DeadlineExceeded)
			wantError(t, err, ErrNotDrained)
			if took := time.Since(began); took > closeGrace+time.Second {
				t.Fatalf("Close took %v", took)
			}
			close(let)
			<-emitted
			for range 1000 { // the end passes as soon as the sink lets go
				r.mu.Lock()
				last := r.log[len(r.log)-1]
				r.mu.Unlock()
				if last == "close" {
					return
				}
				time.Sleep(time.Millisecond)
			}
			t.Fatalf("the receiver was never closed: %v", r.log)
		})
	}
}

func TestCloseEndsKernelWaits(t *testing.T) {
	src := NewSource[int]()
	r := To(RateLimit(src, time.Hour), &receiver[int]{})
	emit(t, src, 1)
	emitted := make(chan error)
	go func() { emitted <- src.Emit(context.Background(), 2) }()
	time.Sleep(5 * time.Millisecond)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	wantError(t, src.Close(ctx), ErrNotDrained)
	wantError(t, <-emitted, ErrAborted)
	if got := fmt.Sprint(r.log); got != "[1 close]" {
		t.Fatal(got)
	}
}

func TestCloseOfOneSourceWaitsForNoOther(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	r := To(Buffer(Union[int](a, b), 4), &receiver[int]{})
	emit(t, a, 1)
	emit(t, b, 2)
	closeOK(t, a) // 1 is out, the buffer lives on
	emit(t, b, 3)
	closeOK(t, b)
	if got := fmt.Sprint(r.log); got != "[1 2 3 close]" {
		t.Fatal(got)
	}
}

func TestCloseThroughAZip(t *testing.T) { // Close(a) then Close(b) must not hang
	a, b := NewSource[int](), NewSource[int]()
	r := To(Zip(Buffer(a, 100), Buffer(b, 100), Bound(2)), &receiver[Pair[int, int]]{})
	for i := range 50 {
		emit(t, a, i)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_ = a.Close(ctx)
	emit(t, b, 7)
	closeOK(t, b)
	if got := fmt.Sprintln(r.log[0], r.log[len(r.log)-1]); got != "{0 7} close\n" {
		t.Fatal(got)
	}
}

func TestAsyncIsTheGeneralForm(t *testing.T) {
	src := NewSource[int]()
	out := collect(Async(src, func(_ context.Context, in iter.Seq[int], emit func(string) error) error {
		n := 0
		for x := range in {
			n++
			if err := emit(fmt.Sprint("a", x)); err != nil {
				return err
			}
		}
		return emit(fmt.Sprint(n, " in all"))
	}))
	emit(t, src, 1, 2)
	closeOK(t, src)
	wantValues(t, out.get(), "a1", "a2", "2 in all")
}

func TestAsyncThatReturnsEarly(t *testing.T) {
	src := NewSource[int]()
	out := collect(Async(src, func(_ context.Context, in iter.Seq[int], emit func(int) error) error {
		for x := range in {
			return errors.Join(emit(x), errTest)
		}
		return nil
	}, Name("first")))
	emit(t, src, 1)
	var err error
	for range 100 { // as long as the queue has room elements are taken
		if err = src.Emit(t.Context(), 2); errors.Is(err, ErrAborted) {
			break
		}
		time.Sleep(time.Millisecond)
	}
	wantError(t, err, ErrAborted)
	err = src.Close(t.Context())
	wantError(t, err, errTest)
	wantNode(t, err, "first")
	wantValues(t, out.get(), 1)
}

func TestUnusedGraphLeavesNothingBehind(t *testing.T) {
	src := NewSource[int]()
	collect(Buffer(src, 4)) // goleak is the assertion: no goroutine until something is emitted
}

// slow is a receiver that takes its time to close.
type slow struct{ closed atomic.Bool }

func (s *slow) Send(context.Context, int) error { return nil }
func (s *slow) Close(context.Context) error {
	time.Sleep(5 * time.Millisecond)
	s.closed.Store(true)
	return nil
}

func TestCloseWaitsForReceiversBehindABuffer(t *testing.T) {
	src := NewSource[int]()
	r := To(Buffer(Buffer(src, 2), 2), &slow{})
	emit(t, src, 1)
	closeOK(t, src)
	if !r.closed.Load() {
		t.Fatal("Close returned before the receiver was closed")
	}
}
