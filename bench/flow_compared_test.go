package bench

import (
	"context"
	"testing"

	"github.com/reactivex/rxgo/v2"
	"github.com/samber/ro"
	"github.com/streamgage/streamgage/flow"
)

// BenchmarkBeside compares single operators: it measures one element through a source, the operator and a sink, with
// streamgage, samber/ro, rxgo, and handwritten functions that call one another.
func BenchmarkBeside(b *testing.B) {
	b.Run("Scan", func(b *testing.B) {
		add := func(a, x int) int { return a + x }
		b.Run("streamgage", benchOperator(func(s flow.Stream[int]) flow.Stream[int] { return flow.Scan(s, add) }))
		b.Run("ro", benchRoOperator(ro.Scan(add, 0)))
		b.Run("rxgo", benchRxgoOperator(func(o rxgo.Observable) rxgo.Observable {
			return o.Scan(func(_ context.Context, a, x any) (any, error) { n, _ := a.(int); return n + x.(int), nil })
		}))
		b.Run("handwritten", benchHandwritten(handwrittenScan))
	})
	b.Run("Partition20", func(b *testing.B) {
		b.Run("streamgage", benchOperator(func(s flow.Stream[int]) flow.Stream[[]int] { return flow.Partition(s, 20) }))
		b.Run("ro", benchRoOperator(ro.BufferWithCount[int](20)))
		b.Run("rxgo", benchRxgoOperator(func(o rxgo.Observable) rxgo.Observable { return o.BufferWithCount(20) }))
		b.Run("handwritten", benchHandwritten(handwrittenPartition))
	})
	b.Run("Distinct", func(b *testing.B) { // of 256 keys
		key := func(x int) int { return x & 255 }
		b.Run("streamgage", benchOperator(func(s flow.Stream[int]) flow.Stream[int] { return flow.Unique(s, key) }))
		b.Run("ro", benchRoOperator(ro.DistinctBy(key)))
		b.Run("rxgo", benchRxgoOperator(func(o rxgo.Observable) rxgo.Observable {
			return o.Distinct(func(_ context.Context, x any) (any, error) { return key(x.(int)), nil })
		}))
		b.Run("handwritten", benchHandwritten(handwrittenDistinct))
	})
	b.Run("Skip", func(b *testing.B) {
		b.Run("streamgage", benchOperator(func(s flow.Stream[int]) flow.Stream[int] { return flow.Slice(s, 1, flow.End, 1) }))
		b.Run("ro", benchRoOperator(ro.Skip[int](1)))
		b.Run("rxgo", benchRxgoOperator(func(o rxgo.Observable) rxgo.Observable { return o.Skip(1) }))
		b.Run("handwritten", benchHandwritten(handwrittenSkip))
	})
	b.Run("Pairwise", func(b *testing.B) { // streamgage and ro both make a new slice for each element
		b.Run("streamgage", benchOperator(func(s flow.Stream[int]) flow.Stream[[]int] { return flow.SlidingWindow(s, 2) }))
		b.Run("ro", benchRoOperator(ro.Pairwise[int]()))
		b.Run("handwritten", benchHandwritten(handwrittenPairwise))
	})
	b.Run("Union", func(b *testing.B) {
		b.Run("streamgage", benchJoin(func(a, o flow.Stream[int]) flow.Stream[int] { return flow.Union(a, o) }))
		b.Run("ro", benchRoJoin(func(a, o ro.Observable[int]) ro.Observable[int] { return ro.Merge(a, o) }))
		b.Run("rxgo", benchRxgoJoin(func(a, o rxgo.Observable) rxgo.Observable { return rxgo.Merge([]rxgo.Observable{a, o}) }))
	})
	b.Run("CombineLatest", func(b *testing.B) {
		b.Run("streamgage", benchJoin(func(a, o flow.Stream[int]) flow.Stream[flow.Pair[int, int]] { return flow.CombineLatest(a, o) }))
		b.Run("ro", benchRoJoin(ro.CombineLatest2[int, int]))
		b.Run("rxgo", benchRxgoJoin(func(a, o rxgo.Observable) rxgo.Observable {
			return rxgo.CombineLatest(func(v ...any) any { return [2]any{v[0], v[1]} }, []rxgo.Observable{a, o})
		}))
	})
	b.Run("Zip", func(b *testing.B) {
		b.Run("streamgage", benchJoin(func(a, o flow.Stream[int]) flow.Stream[flow.Pair[int, int]] { return flow.Zip(a, o) }))
		b.Run("ro", benchRoJoin(ro.Zip2[int, int]))
		b.Run("rxgo", benchRxgoJoin(func(a, o rxgo.Observable) rxgo.Observable {
			return a.ZipFromIterable(o, func(_ context.Context, x, y any) (any, error) { return [2]any{x, y}, nil })
		}))
	})
	b.Run("MapAsync4", func(b *testing.B) { // in order of completion
		f := func(_ context.Context, x int) (int, error) { return x, nil }
		b.Run("streamgage", benchOperator(func(s flow.Stream[int]) flow.Stream[int] {
			return flow.MapAsync(s, 4, f, flow.CompletionOrder(), flow.Capacity(64))
		}))
		b.Run("rxgo", benchRxgoOperator(func(o rxgo.Observable) rxgo.Observable {
			g := func(ctx context.Context, x any) (any, error) { return f(ctx, x.(int)) }
			return o.Map(g, rxgo.WithPool(4), rxgo.WithBufferedChannel(64))
		}))
		b.Run("handwritten", benchHandwrittenPool(4, 64))
	})
}

// benchRoOperator measures an element with ro, through a subject, an operator and an observer.
func benchRoOperator[T any](operator func(ro.Observable[int]) ro.Observable[T]) func(*testing.B) {
	return func(b *testing.B) {
		src := ro.NewPublishSubject[int]()
		defer operator(src).Subscribe(ro.OnNext(func(T) {})).Unsubscribe()
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			src.Next(i)
		}
	}
}

// benchRoJoin measures an element with ro, through a join of two subjects that emit alternately.
func benchRoJoin[T any](join func(a, o ro.Observable[int]) ro.Observable[T]) func(*testing.B) {
	return func(b *testing.B) {
		s, o := ro.NewPublishSubject[int](), ro.NewPublishSubject[int]()
		defer join(s, o).Subscribe(ro.OnNext(func(T) {})).Unsubscribe()
		sources := [2]ro.Subject[int]{s, o}
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			sources[i&1].Next(i)
		}
	}
}

// benchRxgoOperator measures an element with rxgo, through a channel, an operator and an observer.
func benchRxgoOperator(operator func(rxgo.Observable) rxgo.Observable) func(*testing.B) {
	return func(b *testing.B) {
		in := make(chan rxgo.Item)
		emitIntoRxgo(b, in, operator(rxgo.FromChannel(in)).ForEach(func(any) {}, func(error) {}, func() {}))
	}
}

// emitIntoRxgo sends elements to the channel of an observable, and then waits for all its observers.
func emitIntoRxgo(b *testing.B, in chan<- rxgo.Item, observers ...rxgo.Disposed) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		in <- rxgo.Of(i)
	}
	close(in)
	for _, done := range observers {
		<-done
	}
}

// benchRxgoJoin measures an element with rxgo, through a join of two channels that emit alternately.
func benchRxgoJoin(join func(a, o rxgo.Observable) rxgo.Observable) func(*testing.B) {
	return func(b *testing.B) {
		in := [2]chan rxgo.Item{make(chan rxgo.Item), make(chan rxgo.Item)}
		done := join(rxgo.FromChannel(in[0]), rxgo.FromChannel(in[1])).ForEach(func(any) {}, func(error) {}, func() {})
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			in[i&1] <- rxgo.Of(i)
		}
		close(in[0])
		close(in[1])
		<-done
	}
}
