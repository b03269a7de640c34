package flow

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"
)

// Whatever a node is, Destroy gets out what it and the nodes below hold back, and the rest goes on.
func TestDestroy(t *testing.T) {
	parts := map[string]struct {
		build func(s Stream[int]) (node Node, out Stream[[]int])
		want  string
	}{
		"unary": {func(s Stream[int]) (Node, Stream[[]int]) {
			p := Partition(s, 3)
			return p, p
		}, "[[1 2] close]"},
		"queue": {func(s Stream[int]) (Node, Stream[[]int]) {
			b := Buffer(s, 3)
			return b, Partition(b, 3)
		}, "[[1 2] close]"},
		"timed": {func(s Stream[int]) (Node, Stream[[]int]) {
			w := TimedWindow(s, time.Hour)
			return w, w
		}, "[[1 2] close]"},
		"join": {func(s Stream[int]) (Node, Stream[[]int]) {
			z := Zip(s, s)
			return z, Map(z, func(p Pair[int, int]) []int { return []int{p.First, p.Second} })
		}, "[[1 1] [2 2] close]"},
		"keys": {func(s Stream[int]) (Node, Stream[[]int]) {
			g := GroupByKey(s, tens, func(_ int, sub Stream[int]) Stream[[]int] { return Partition(sub, 3) })
			return g, g
		}, "[[1 2] close]"},
		"keys behind queues": {func(s Stream[int]) (Node, Stream[[]int]) {
			g := GroupByKey(s, tens, func(_ int, sub Stream[int]) Stream[[]int] { return Partition(Buffer(sub, 2), 3) })
			return g, Buffer(g, 2)
		}, "[[1 2] close]"},
		"collect": {func(s Stream[int]) (Node, Stream[[]int]) {
			c := Collect(s)
			return c, c
		}, "[[1 2] close]"},
		"union of two sources": {func(s Stream[int]) (Node, Stream[[]int]) {
			u := Union(s, NewSource[int]())
			return u, Partition(u, 3)
		}, "[[1 2] close]"},
	}
	for name, p := range parts {
		t.Run(name, func(t *testing.T) {
			src := NewSource[int]()
			others := collect(src)
			node, out := p.build(Map(src, identity[int]))
			r := To(out, &receiver[[]int]{})
			emit(t, src, 1, 2)
			if err := Destroy(t.Context(), node); err != nil {
				t.Fatal(err)
			}
			emit(t, src, 3)
			if err := Destroy(t.Context(), node); err != nil {
				t.Errorf("the second time: %v", err)
			}
			closeOK(t, src)
			if got := fmt.Sprint(r.log); got != p.want {
				t.Errorf("got %s, want %s", got, p.want)
			}
			wantValues(t, others.get(), 1, 2, 3)
		})
	}
}

func TestDestroyAfterTheEnd(t *testing.T) {
	src := NewSource[int]()
	m := Map(src, identity[int])
	r := To(m, &receiver[int]{})
	closeOK(t, src)
	if err := Destroy(t.Context(), m, src); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(r.log); got != "[close]" {
		t.Error(got)
	}
}

// Below, another input keeps a node alive.
func TestDestroyOneInput(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	m := Map(a, identity[int])
	r := To(Union(m, b), &receiver[int]{})
	emit(t, a, 1)
	if err := Destroy(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	emit(t, a, 2)
	emit(t, b, 3)
	closeOK(t, a)
	closeOK(t, b)
	if got := fmt.Sprint(r.log); got != "[1 3 close]" {
		t.Error(got)
	}
}

func TestDestroySource(t *testing.T) {
	src := NewSource[int]()
	r := To(src, &receiver[int]{})
	if err := Destroy(t.Context(), src); err != nil {
		t.Fatal(err)
	}
	wantError(t, src.Emit(t.Context(), 1), ErrClosed)
	if !r.closed() {
		t.Error("not closed")
	}
}

func TestDestroyJunction(t *testing.T) {
	for name, j := range map[string]*Junction[int]{"": NewJunction[int](), "with inbox": NewJunction[int](Inbox(3))} {
		t.Run(name, func(t *testing.T) {
			src := NewSource[int]()
			connectOK(t, src, j)
			r := To(Partition(j, 2), &receiver[[]int]{})
			emit(t, src, 1)
			disconnectOK(t, src, j)
			if err := Destroy(t.Context(), j); err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprint(r.log); got != "[[1] close]" {
				t.Error(got)
			}
			wantError(t, Connect(src, j), ErrClosed)
			closeOK(t, src)
		})
	}
}

func TestDestroyReportsErrors(t *testing.T) {
	src := NewSource[int]()
	b := Buffer(src, 3)
	To(b, &receiver[int]{closeErr: errTest})
	emit(t, src, 1)
	wantError(t, Destroy(t.Context(), b), errTest)
	closeOK(t, src) // it was not this source's doing
}

func TestDestroyFromWithin(t *testing.T) {
	src := NewSource[int]()
	m := Map(src, identity[int])
	var err error
	Sink(m, func(ctx context.Context, _ int) error {
		err = Destroy(ctx, m)
		return nil
	})
	emit(t, src, 1)
	wantError(t, err, ErrReentrant)
	closeOK(t, src)
}

func TestDestroyGivesUp(t *testing.T) {
	src := NewSource[int]()
	b := Buffer(src, 3, Name("stuck"))
	var once sync.Once
	release := make(chan struct{})
	Sink(b, func(context.Context, int) error {
		<-release
		return nil
	})
	emit(t, src, 1)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	defer once.Do(func() { close(release) })
	err := Destroy(ctx, b)
	wantError(t, err, context.DeadlineExceeded)
	wantError(t, err, ErrNotDrained)
	once.Do(func() { close(release) })
	closeOK(t, src)
}

// Views come and go on a live graph, each with a queue of its own, while elements pass: none is lost, no file is left
// open, and (goleak) no goroutine.
func TestDestroyChurn(t *testing.T) {
	src := NewSource[int]()
	live := Map(src, identity[int])
	ctx, stop := context.WithCancel(t.Context())
	var emitting sync.WaitGroup
	emitting.Go(func() {
		for i := 0; ctx.Err() == nil; i++ {
			if err := src.Emit(t.Context(), i); err != nil {
				t.Error(err)
			}
		}
	})
	var views sync.WaitGroup
	for range 4 {
		views.Go(func() {
			for range 30 {
				b := Buffer(live, 10)
				r := To(b, &receiver[int]{})
				time.Sleep(200 * time.Microsecond)
				if err := Destroy(t.Context(), b); err != nil {
					t.Error(err)
				}
				for i := 1; i < len(r.log)-1; i++ {
					if r.log[i] != r.log[i-1].(int)+1 {
						t.Errorf("%v after %v", r.log[i], r.log[i-1])
					}
				}
				if !r.closed() {
					t.Error("not closed")
				}
			}
		})
	}
	views.Wait()
	stop()
	emitting.Wait()
	closeOK(t, src)
	if n := len(live.asNode().downstreams); n != 0 {
		t.Errorf("%d nodes are left", n)
	}
}

// What a destroyed node held back passes joins as any element does: one at a time. Fails under -race, and by its counts.
func TestDestroyFlushesThroughABusyJoin(t *testing.T) {
	for range 50 {
		a, b := NewSource[int](), NewSource[int]()
		held := Partition(a, 2)
		seen := 0
		Sink(Union(Map(held, func(v []int) int { return len(v) }), Stream[int](b)), func(context.Context, int) error {
			seen++
			return nil
		})
		emit(t, a, 1) // is held
		var emitting sync.WaitGroup
		const many = 500
		emitting.Go(func() {
			for i := range many {
				emit(t, b, i)
			}
		})
		if err := Destroy(t.Context(), held); err != nil {
			t.Fatal(err)
		}
		emitting.Wait()
		closeOK(t, a)
		closeOK(t, b)
		if seen != many+1 {
			t.Fatalf("%d elements, want %d", seen, many+1)
		}
	}
}
