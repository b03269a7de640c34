package flow

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// A Close that is out of time does not throw away what another source has put into a buffer that it still waits for.
func TestCloseOutOfTimeLeavesOtherSourcesTheirElements(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	var out atomic.Int32
	Sink(Buffer(Union[int](a, b), 16), func(context.Context, int) error {
		time.Sleep(5 * time.Millisecond)
		out.Add(1)
		return nil
	})
	for i := range 10 {
		emit(t, b, i)
	}
	closed := make(chan error, 1)
	go func() { closed <- b.Close(context.Background()) }()
	time.Sleep(5 * time.Millisecond)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	wantError(t, a.Close(ctx), ErrNotDrained)
	if err := <-closed; err != nil || out.Load() != 10 {
		t.Fatalf("%d of 10 elements arrived; Close: %v", out.Load(), err)
	}
}

func TestCloseReturnsEveryErrorBehindABuffer(t *testing.T) {
	src := NewSource[string]()
	Sink(Buffer(src, 8), func(_ context.Context, v string) error { return errors.New(v) })
	let := To(Buffer(src, 8), &receiver[string]{sendErr: errors.New("disk full"), closeErr: errors.New("file not whole")})
	_ = let
	for _, v := range []string{"a", "b", "c"} {
		_ = src.Emit(t.Context(), v)
	}
	text := src.Close(t.Context()).Error()
	for _, want := range []string{"a", "disk full", "file not whole"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
}

func TestManyErrorsAreCounted(t *testing.T) {
	var f errorList
	for i := range 12 {
		f.add(fmt.Errorf("error %d", i))
	}
	f.add(errors.New("error 3")) // known
	text := f.join(&node{kind: "sink"}).Error()
	if !strings.HasSuffix(text, `flow: node "sink": and 4 errors more`) || strings.Count(text, "\n") != 8 {
		t.Fatal(text)
	}
}

// What nobody will take is not accepted, and its Ack fires.
func TestNothingIsPutBehindALoopThatHasEnded(t *testing.T) {
	src, l := NewSource[int](), &ledger{}
	ended := make(chan struct{})
	collect(Async(src, func(_ context.Context, in iter.Seq[int], _ func(int) error) error {
		defer close(ended)
		for range in {
			return nil
		}
		return nil
	}))
	emitAcked(t, src, l, 1)
	<-ended
	time.Sleep(5 * time.Millisecond)
	wantError(t, src.EmitAck(t.Context(), 2, l.ack(2)), ErrAborted)
	closeOK(t, src)
	l.want(t, 1, 2)
}

func TestAckOfTheElementThatAsyncFailedOn(t *testing.T) {
	for name, fail := range map[string]func() error{
		"error": func() error { return errTest },
		"panic": func() error { panic(errTest) },
	} {
		t.Run(name, func(t *testing.T) {
			src, l := NewSource[int](), &ledger{}
			collect(Async(src, func(_ context.Context, in iter.Seq[int], _ func(int) error) error {
				for range in {
					return fail()
				}
				return nil
			}))
			emitAcked(t, src, l, 1)
			wantError(t, src.Close(t.Context()), errTest)
			l.want(t, 1)
			wantError(t, l.fired[1][0], errTest)
		})
	}
}

func TestPanicOfAnAck(t *testing.T) {
	src := NewSource[int]()
	out := collect[int](src)
	err := src.EmitAck(t.Context(), 1, NewAck(func(error) { panic(errTest) }))
	wantError(t, err, errTest)
	emit(t, src, 2) // the guard is free
	closeOK(t, src)
	wantValues(t, out.get(), 1, 2)
}

// What is below a source finishes when the source ends: only the source's own waits are cut short.
func TestSleepBelowASourceThatEnds(t *testing.T) {
	c := Virtual(epoch)
	s := Periodic(time.Second, func(context.Context, time.Time) (int, error) { return 1, nil }, WithClock(c), For(3*time.Second))
	n := 0
	Sink(s, func(ctx context.Context, _ int) error {
		if err := c.Sleep(ctx, 10*time.Second); err != nil {
			return err
		}
		n++
		return nil
	})
	runOK(t, s)
	if n != 1 {
		t.Fatalf("%d elements are through, want 1", n)
	}
}

func TestErrorThatLooksLikeTheEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := FromSlice([]int{1, 2})
	Sink(s, func(context.Context, int) error {
		cancel()
		return fmt.Errorf("row 1 not stored: %w", context.Canceled)
	})
	if err := Run(ctx, s); err == nil || !strings.Contains(err.Error(), "row 1 not stored") {
		t.Fatalf("got %v", err)
	}
}

func TestAnErrorEndsTheRunOnOtherClocksToo(t *testing.T) {
	endless := Periodic(time.Millisecond, func(context.Context, time.Time) (int, error) { return 1, nil })
	collect(endless)
	failing := FromSlice([]int{1}, WithClock(Virtual(epoch)))
	Sink(failing, func(context.Context, int) error { return errTest })
	wantError(t, soon(t, "Run", func() error { return Run(context.Background(), endless, failing) }), errTest)
}

func TestRunOnAVirtualClockWaitsForTheProgram(t *testing.T) {
	c := Virtual(epoch)
	auto, manual := FromSlice([]int{1, 2, 3}, WithClock(c)), NewSource[int](WithClock(c))
	out := collect(Zip(auto, Stream[int](manual), Bound(1)))
	ran := make(chan error, 1)
	go func() { ran <- Run(context.Background(), auto) }()
	time.Sleep(5 * time.Millisecond) // auto waits for manual, and nothing else can run
	emit(t, manual, 10, 20, 30)
	closeOK(t, manual)
	if err := <-ran; err != nil {
		t.Fatal(err)
	}
	if n := len(out.get()); n != 3 {
		t.Fatalf("%d pairs, want 3", n)
	}
}

// A receiver has been closed when Run returns, also where Run has given up.
func TestRunThatDeadlocksClosesItsReceivers(t *testing.T) {
	c := Virtual(epoch)
	src := FromFunc(func(ctx context.Context, emit func(int) error) error {
		if err := emit(1); err != nil {
			return err
		}
		w := c.newWaiter()
		return c.park(w, parkOptions{ctx: ctx}) // for what will never come
	}, WithClock(c))
	r := To(src, &receiver[int]{})
	wantError(t, soon(t, "Run", func() error { return Run(context.Background(), src) }), ErrDeadlock)
	if got := fmt.Sprint(r.log); got != "[1 close]" {
		t.Fatal(got)
	}
}
