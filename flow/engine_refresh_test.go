package flow

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

func TestRefreshOnceForEachEmission(t *testing.T) {
	src := NewSource[int]()
	a := To(Map(src, func(x int) int { return x * 10 }), &refreshingReceiver[int]{})
	both := To(Union[int](src, Map(src, func(x int) int { return -x })), &refreshingReceiver[int]{})
	emit(t, src, 1, 2)
	if got := fmt.Sprint(a.log); got != "[10 refresh 20 refresh]" {
		t.Fatal(got)
	}
	if got := fmt.Sprint(both.log); got != "[-1 1 refresh -2 2 refresh]" {
		t.Fatal(got)
	}
	mustClose(t, src)
	if got := fmt.Sprint(a.log); got != "[10 refresh 20 refresh close]" {
		t.Fatal(got)
	}
}

func TestRefreshAfterFailure(t *testing.T) {
	src := NewSource[int]()
	a := To(src, &refreshingReceiver[int]{})
	Sink(src, func(context.Context, int) error { panic(errTest) })
	check.Error(t, src.Emit(t.Context(), 1), errTest)
	if got := fmt.Sprint(a.log); got != "[1 refresh]" {
		t.Fatalf("a receiver that got an element must be refreshed, got %s", got)
	}
	mustClose(t, src)
}

func TestRefreshBehindUnionOfTwoSources(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	var inside atomic.Int32
	s := &exclusiveReceiver{inside: &inside, t: t}
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
	mustClose(t, a)
	mustClose(t, b)
	if s.puts != 4000 || s.refreshes == 0 || s.refreshes > 4000 {
		t.Fatalf("%d puts, %d refreshes", s.puts, s.refreshes)
	}
}

// exclusiveReceiver is a receiver that checks that it is never called twice at once.
type exclusiveReceiver struct {
	inside          *atomic.Int32
	t               *testing.T
	puts, refreshes int
}

func (e *exclusiveReceiver) enter() func() {
	if e.inside.Add(1) != 1 {
		e.t.Error("two at once")
	}
	return func() { e.inside.Add(-1) }
}
func (e *exclusiveReceiver) Put(context.Context, int) error { defer e.enter()(); e.puts++; return nil }
func (e *exclusiveReceiver) Refresh(context.Context) error {
	defer e.enter()()
	e.refreshes++
	return nil
}
func (e *exclusiveReceiver) Send(ctx context.Context, x int) error { return e.Put(ctx, x) }
func (e *exclusiveReceiver) Close(context.Context) error           { defer e.enter()(); return nil }
