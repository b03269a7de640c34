package flow

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

// For every kind of node, Destroy emits the elements that the node and the nodes downstream hold. The rest of the graph
// continues.
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
			check.NoError(t, Destroy(t.Context(), node))
			emit(t, src, 3)
			if err := Destroy(t.Context(), node); err != nil {
				t.Errorf("the second time: %v", err)
			}
			mustClose(t, src)
			if got := fmt.Sprint(r.log); got != p.want {
				t.Errorf("got %s, want %s", got, p.want)
			}
			check.Values(t, others.get(), 1, 2, 3)
		})
	}
}

func TestDestroyAfterTheEnd(t *testing.T) {
	src := NewSource[int]()
	m := Map(src, identity[int])
	r := To(m, &receiver[int]{})
	mustClose(t, src)
	check.NoError(t, Destroy(t.Context(), m, src))
	if got := fmt.Sprint(r.log); got != "[close]" {
		t.Error(got)
	}
}

// A union downstream continues, because it has another input.
func TestDestroyOneInputOfUnion(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	m := Map(a, identity[int])
	r := To(Union(m, b), &receiver[int]{})
	emit(t, a, 1)
	check.NoError(t, Destroy(t.Context(), m))
	emit(t, a, 2)
	emit(t, b, 3)
	mustClose(t, a)
	mustClose(t, b)
	if got := fmt.Sprint(r.log); got != "[1 3 close]" {
		t.Error(got)
	}
}

func TestDestroySource(t *testing.T) {
	src := NewSource[int]()
	r := To(src, &receiver[int]{})
	check.NoError(t, Destroy(t.Context(), src))
	check.Error(t, src.Emit(t.Context(), 1), ErrClosed)
	if !r.closed() {
		t.Error("not closed")
	}
}

func TestDestroyJunction(t *testing.T) {
	for name, j := range map[string]*Junction[int]{"": NewJunction[int](), "with inbox": NewJunction[int](Inbox(3))} {
		t.Run(name, func(t *testing.T) {
			src := NewSource[int]()
			check.NoError(t, Connect(src, j))
			r := To(Partition(j, 2), &receiver[[]int]{})
			emit(t, src, 1)
			check.NoError(t, Disconnect(src, j))
			check.NoError(t, Destroy(t.Context(), j))
			if got := fmt.Sprint(r.log); got != "[[1] close]" {
				t.Error(got)
			}
			check.Error(t, Connect(src, j), ErrClosed)
			mustClose(t, src)
		})
	}
}

func TestDestroyReportsErrors(t *testing.T) {
	src := NewSource[int]()
	b := Buffer(src, 3)
	To(b, &receiver[int]{closeErr: errTest})
	emit(t, src, 1)
	check.Error(t, Destroy(t.Context(), b), errTest)
	mustClose(t, src) // does not return the error again
}

func TestDestroyFromOwnSink(t *testing.T) {
	src := NewSource[int]()
	m := Map(src, identity[int])
	var err error
	Sink(m, func(ctx context.Context, _ int) error {
		err = Destroy(ctx, m)
		return nil
	})
	emit(t, src, 1)
	check.Error(t, err, ErrReentrant)
	mustClose(t, src)
}

func TestDestroyTimeout(t *testing.T) {
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
	check.Error(t, err, context.DeadlineExceeded)
	check.Error(t, err, ErrNotDrained)
	once.Do(func() { close(release) })
	mustClose(t, src)
}

// Branches with a queue each are added and destroyed while elements pass. No element is lost, each receiver is closed, and no
// goroutine is left (goleak).
func TestDestroyBranchesConcurrently(t *testing.T) {
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
	var branches sync.WaitGroup
	for range 4 {
		branches.Go(func() {
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
	branches.Wait()
	stop()
	emitting.Wait()
	mustClose(t, src)
	if n := len(live.asNode().downstreams); n != 0 {
		t.Errorf("%d nodes are left", n)
	}
}

// The elements that a destroyed node held pass a join one at a time, as all elements do. The race detector and the counts are
// the assertion.
func TestDestroyFlushesThroughBusyJoin(t *testing.T) {
	for range 50 {
		a, b := NewSource[int](), NewSource[int]()
		held := Partition(a, 2)
		seen := 0
		Sink(Union(Map(held, func(v []int) int { return len(v) }), Stream[int](b)), func(context.Context, int) error {
			seen++
			return nil
		})
		emit(t, a, 1) // stays in the partition
		var emitting sync.WaitGroup
		const many = 500
		emitting.Go(func() {
			for i := range many {
				emit(t, b, i)
			}
		})
		check.NoError(t, Destroy(t.Context(), held))
		emitting.Wait()
		mustClose(t, a)
		mustClose(t, b)
		if seen != many+1 {
			t.Fatalf("%d elements, want %d", seen, many+1)
		}
	}
}
