package flow

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestEmitIsDepthFirstInSubscriptionOrder(t *testing.T) {
	src := NewSource[string]()
	var log []string
	tap := func(name string, s Stream[string]) {
		Sink(s, func(_ context.Context, v string) error { log = append(log, name+v); return nil })
	}
	a := Map(src, func(s string) string { return s + "a" })
	tap("1:", a)
	tap("2:", Map(a, func(s string) string { return s + "b" }))
	tap("3:", src)
	emit(t, src, "x")
	wantValues(t, log, "1:xa", "2:xab", "3:x")
	closeOK(t, src)
}

func TestFirstFailingSiblingStopsTheElement(t *testing.T) {
	src := NewSource[int]()
	before := collect[int](src)
	Sink(src, func(_ context.Context, x int) error {
		if x == 1 {
			return errTest
		}
		return nil
	}, Name("picky"))
	after := collect[int](src)
	err := src.Emit(t.Context(), 1)
	wantNode(t, err, "picky")
	if errors.Is(err, ErrNotTaken) {
		t.Fatal("it was taken, and failed")
	}
	emit(t, src, 2)
	wantValues(t, before.get(), 1, 2)
	wantValues(t, after.get(), 2)
	closeOK(t, src)
}

func TestEmitAfterClose(t *testing.T) {
	src := NewSource[int]()
	out := collect[int](src)
	closeOK(t, src)
	wantError(t, src.Emit(t.Context(), 1), ErrClosed)
	closeOK(t, src) // a second Close is fine
	wantValues(t, out.get())
}

func TestEmitWithCancelledContext(t *testing.T) {
	src := NewSource[int]()
	out := collect[int](src)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	wantError(t, src.Emit(ctx, 1), context.Canceled)
	wantValues(t, out.get())
	closeOK(t, src)
}

func TestEmitFromItsOwnEmission(t *testing.T) {
	src := NewSource[int]()
	Sink(src, func(ctx context.Context, x int) error {
		if x > 0 {
			return src.Emit(ctx, x-1)
		}
		return src.Close(ctx)
	})
	wantError(t, src.Emit(t.Context(), 1), ErrReentrant)
	wantError(t, src.Emit(t.Context(), 0), ErrReentrant)
	closeOK(t, src)
}

func TestEmitIntoAnotherSourceFromAnEmission(t *testing.T) {
	for name, clock := range map[string]Clock{"real": RealClock(), "virtual": Virtual(epoch)} {
		t.Run(name, func(t *testing.T) {
			a, b := NewSource[int](WithClock(clock)), NewSource[int](WithClock(clock))
			out := collect[int](b)
			Sink(a, func(ctx context.Context, x int) error { return b.Emit(ctx, x*10) })
			emit(t, a, 1, 2)
			wantValues(t, out.get(), 10, 20)
			closeOK(t, a)
			closeOK(t, b)
		})
	}
}

func TestConcurrentEmittersAreOneAtATime(t *testing.T) {
	const emitters, each = 8, 2000
	src := NewSource[int]()
	var inside atomic.Int32
	count := 0 // no lock: the guard is one
	Sink(src, func(context.Context, int) error {
		if inside.Add(1) != 1 {
			return errors.New("two at once")
		}
		count++
		inside.Add(-1)
		return nil
	})
	var wg sync.WaitGroup
	for range emitters {
		wg.Go(func() {
			for i := range each {
				if err := src.Emit(context.Background(), i); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	closeOK(t, src)
	if count != emitters*each {
		t.Fatalf("%d elements arrived, want %d", count, emitters*each)
	}
}

// Emitters that give up while they wait for the guard leave it to the others.
func TestCancelledWaitersDoNotLoseTheGuard(t *testing.T) {
	src := NewSource[int]()
	var inside, done atomic.Int32
	Sink(src, func(context.Context, int) error {
		if inside.Add(1) != 1 {
			t.Error("two at once")
		}
		time.Sleep(20 * time.Microsecond)
		inside.Add(-1)
		done.Add(1)
		return nil
	})
	var accepted atomic.Int32
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 200 {
				ctx, cancel := context.WithTimeout(context.Background(), time.Duration(1+(g*i)%150)*time.Microsecond)
				if src.Emit(ctx, i) == nil {
					accepted.Add(1)
				}
				cancel()
			}
		})
	}
	wg.Wait()
	emit(t, src, 1) // the guard is still to be had
	closeOK(t, src)
	if got, want := done.Load(), accepted.Load()+1; got != want {
		t.Fatalf("%d elements arrived, %d were accepted", got, want)
	}
}

func TestEmitCloseRace(t *testing.T) {
	for range 200 {
		src := NewSource[int]()
		var delivered atomic.Int32
		Sink(Buffer(src, 4), func(context.Context, int) error { delivered.Add(1); return nil })
		var accepted atomic.Int32
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				for {
					if err := src.Emit(context.Background(), 1); err != nil {
						if !errors.Is(err, ErrClosed) {
							t.Error(err)
						}
						return
					}
					accepted.Add(1)
				}
			})
		}
		time.Sleep(20 * time.Microsecond)
		closeOK(t, src)
		if accepted.Load() > delivered.Load() {
			// an Emit may still be about to return: what counts is that nothing accepted is missing at the end
			t.Fatalf("Close returned with %d of %d delivered", delivered.Load(), accepted.Load())
		}
		wg.Wait()
		if delivered.Load() != accepted.Load() {
			t.Fatalf("%d delivered, %d accepted", delivered.Load(), accepted.Load())
		}
	}
}

func TestReceiverIsClosedOnce(t *testing.T) {
	src := NewSource[int]()
	r := To(src, &receiver[int]{})
	emit(t, src, 1, 2)
	closeOK(t, src)
	closeOK(t, src)
	if got := fmt.Sprint(r.log); got != "[1 2 close]" {
		t.Fatal(got)
	}
}

func TestReceiverErrors(t *testing.T) {
	src := NewSource[int]()
	r := To(src, &receiver[int]{sendErr: errTest, closeErr: errors.New("disk full")}, Name("file"))
	wantNode(t, src.Emit(t.Context(), 1), "file")
	err := src.Close(t.Context())
	wantError(t, err, r.closeErr)
	wantNode(t, err, "file")
}

func TestReceiverFedTwiceIsABuildError(t *testing.T) {
	src := NewSource[int]()
	r := To(src, &receiver[int]{})
	To(src, r, Name("again"))
	err := src.Emit(t.Context(), 1)
	wantError(t, err, ErrFed)
	wantNode(t, err, "again")
	wantError(t, src.Emit(t.Context(), 1), ErrFed) // it stays
}

func TestBreakIsReturnedByEmitAndRun(t *testing.T) {
	src := NewSource[int]()
	m := Map(src, func(x int) int { return x })
	emit(t, src, 1)
	Break(m, errTest)
	wantError(t, src.Emit(t.Context(), 1), errTest)
	wantError(t, Run(t.Context(), m), errTest)
}

func TestDifferentClocksCannotBeJoined(t *testing.T) {
	a, b := NewSource[int](), NewSource[int](WithClock(Virtual(epoch)))
	collect(Zip(a, b))
	wantError(t, a.Emit(t.Context(), 1), ErrClocks)
	wantError(t, b.Emit(t.Context(), 1), ErrClocks)
}

func TestRefreshOnceForEachEmission(t *testing.T) {
	src := NewSource[int]()
	a := To(Map(src, func(x int) int { return x * 10 }), &screen[int]{})
	both := To(Union[int](src, Map(src, func(x int) int { return -x })), &screen[int]{})
	emit(t, src, 1, 2)
	if got := fmt.Sprint(a.log); got != "[10 refresh 20 refresh]" {
		t.Fatal(got)
	}
	if got := fmt.Sprint(both.log); got != "[-1 1 refresh -2 2 refresh]" {
		t.Fatal(got)
	}
	closeOK(t, src)
	if got := fmt.Sprint(a.log); got != "[10 refresh 20 refresh close]" {
		t.Fatal(got)
	}
}

func TestRefreshBelowAFailure(t *testing.T) {
	src := NewSource[int]()
	a := To(src, &screen[int]{})
	Sink(src, func(context.Context, int) error { panic(errTest) })
	wantError(t, src.Emit(t.Context(), 1), errTest)
	if got := fmt.Sprint(a.log); got != "[1 refresh]" {
		t.Fatalf("what was put must be shown, got %s", got)
	}
	closeOK(t, src)
}

func TestRefreshBelowAJoinOfTwoSources(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	var inside atomic.Int32
	s := &exclusive{inside: &inside, t: t}
	To(Union[int](a, b), s)
	var wg sync.WaitGroup
	for _, src := range []*Source[int]{a, b} {
		wg.Go(func() {
			for i := range 2000 {
				if err := src.Emit(context.Background(), i); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	closeOK(t, a)
	closeOK(t, b)
	if s.puts != 4000 || s.refreshes == 0 || s.refreshes > 4000 {
		t.Fatalf("%d puts, %d refreshes", s.puts, s.refreshes)
	}
}

type exclusive struct {
	inside          *atomic.Int32
	t               *testing.T
	puts, refreshes int
}

func (e *exclusive) enter() func() {
	if e.inside.Add(1) != 1 {
		e.t.Error("two at once")
	}
	return func() { e.inside.Add(-1) }
}
func (e *exclusive) Put(context.Context, int) error        { defer e.enter()(); e.puts++; return nil }
func (e *exclusive) Refresh(context.Context) error         { defer e.enter()(); e.refreshes++; return nil }
func (e *exclusive) Send(ctx context.Context, x int) error { return e.Put(ctx, x) }
func (e *exclusive) Close(context.Context) error           { defer e.enter()(); return nil }

func TestEmitAllIsOneEmission(t *testing.T) {
	src := NewSource[int]()
	shown := To(src, &screen[int]{})
	if err := src.EmitAll(t.Context(), []int{1, 2, 3}); err != nil {
		t.Fatal(err)
	}
	if err := src.EmitAll(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(shown.log); got != "[1 2 3 refresh]" {
		t.Fatal(got)
	}
	Sink(src, func(_ context.Context, x int) error {
		if x == 5 {
			return errTest
		}
		return nil
	})
	wantError(t, src.EmitAll(t.Context(), []int{4, 5, 6}), errTest)
	if got := fmt.Sprint(shown.log); got != "[1 2 3 refresh 4 5 refresh]" {
		t.Fatal(got)
	}
	closeOK(t, src)
	wantError(t, src.EmitAll(t.Context(), []int{7}), ErrClosed)
}
