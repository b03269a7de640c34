package bench

import (
	"context"
	"iter"
	"testing"
	"time"

	"github.com/reactivex/rxgo/v2"
	"github.com/samber/ro"
	"github.com/streamgage/streamgage/flow"
)

// identity is a function for Map.
func identity(x int) int { return x }

// ignore is a function for Sink.
func ignore[T any](context.Context, T) error { return nil }

// discard ends a stream in a sink that does nothing.
func discard[T any](s flow.Stream[T]) { flow.Sink(s, ignore[T]) }

// benchOperator measures an element through a source, the operators that build adds, and a sink.
func benchOperator[T any](build func(s flow.Stream[int]) flow.Stream[T]) func(*testing.B) {
	return func(b *testing.B) {
		src := flow.NewSource[int]()
		discard(build(src))
		emitFrom(b, src)
	}
}

// benchJoin measures an element through a join of two sources that emit alternately.
func benchJoin[T any](build func(a, b flow.Stream[int]) flow.Stream[T]) func(*testing.B) {
	return func(b *testing.B) {
		s, o := flow.NewSource[int](), flow.NewSource[int]()
		discard(build(s, o))
		emitFrom(b, s, o)
	}
}

// emitFrom measures the emission of one element, from each of the sources in turn. It first emits elements until all
// buffers have reached their size.
func emitFrom(b *testing.B, sources ...*flow.Source[int]) {
	ctx := context.Background()
	for i := range 10_000 {
		if err := sources[i%len(sources)].Emit(ctx, i); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	b.ResetTimer()
	if len(sources) == 1 {
		for i := 0; b.Loop(); i++ {
			_ = sources[0].Emit(ctx, i)
		}
	} else {
		for i := 0; b.Loop(); i++ {
			_ = sources[i&1].Emit(ctx, i)
		}
	}
	b.StopTimer()
	for _, s := range sources {
		if err := s.Close(ctx); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOperators measures one operator at a time, between a source and a sink.
func BenchmarkOperators(b *testing.B) {
	type S = flow.Stream[int]
	add := func(a, x int) int { return a + x }
	b.Run("None", benchOperator(func(s S) S { return s }))
	b.Run("Map", benchOperator(func(s S) S { return flow.Map(s, identity) }))
	b.Run("TryMap", benchOperator(func(s S) S { return flow.TryMap(s, func(x int) (int, error) { return x, nil }) }))
	b.Run("TryMapSkip", benchOperator(func(s S) S {
		return flow.TryMap(s, func(x int) (int, error) { return x, nil }, flow.OnError(flow.Skip()))
	}))
	b.Run("MapContext", benchOperator(func(s S) S {
		return flow.MapContext(s, func(_ context.Context, x int) (int, error) { return x, nil })
	}))
	b.Run("Filter", benchOperator(func(s S) S { return flow.Filter(s, func(x int) bool { return x >= 0 }) }))
	b.Run("Remove", benchOperator(func(s S) S { return flow.Remove(s, func(x int) bool { return x < 0 }) }))
	b.Run("Accumulate", benchOperator(func(s S) S { return flow.Accumulate(s, 0, add) }))
	b.Run("Scan", benchOperator(func(s S) S { return flow.Scan(s, add) }))
	b.Run("AccumulateState", benchOperator(func(s S) S {
		return flow.AccumulateState(s, 0, func(n, x int) (int, int) { return n + x, n })
	}))
	b.Run("TryAccumulate", benchOperator(func(s S) S {
		return flow.TryAccumulate(s, 0, func(a, x int) (int, error) { return a + x, nil })
	}))
	b.Run("Transform", benchOperator(func(s S) S {
		return flow.Transform(s, func(_ context.Context, x int, emit func(int) error) error { return emit(x) }, nil)
	}))
	ten := make([]int, 10)
	b.Run("Flatten10", benchOperator(func(s S) S { return flow.Flatten(flow.Map(s, func(int) []int { return ten })) }))
	b.Run("Slice", benchOperator(func(s S) S { return flow.Slice(s, 1, flow.End, 2) }))
	b.Run("DistinctUntilChanged", benchOperator(func(s S) S { return flow.DistinctUntilChanged(s) }))
	b.Run("DistinctUntilChangedFunc", benchOperator(func(s S) S {
		return flow.DistinctUntilChangedFunc(s, func(before, x int) bool { return before == x })
	}))
	b.Run("Frequencies8", benchOperator(func(s S) flow.Stream[map[int]int] { // a new map for each element
		return flow.Frequencies(flow.Map(s, func(x int) int { return x & 7 }))
	}))
	b.Run("UniqueKnown", benchOperator(func(s S) S { return flow.Unique(s, func(x int) int { return x & 255 }) }))
	b.Run("UniqueNew", benchOperator(func(s S) S { return flow.Unique(s, identity, flow.MaxSize(256)) }))
	b.Run("SlidingWindow20", benchOperator(func(s S) flow.Stream[[]int] { return flow.SlidingWindow(s, 20) }))
	b.Run("Partition20", benchOperator(func(s S) flow.Stream[[]int] { return flow.Partition(s, 20) }))
	b.Run("PartitionBy20", benchOperator(func(s S) flow.Stream[[]int] {
		return flow.PartitionBy(s, 20, func(x int) int { return x & 7 })
	}))
	b.Run("PartitionUnique20", benchOperator(func(s S) flow.Stream[[]int] {
		return flow.PartitionUnique(s, 20, func(x int) int { return x & 31 })
	}))
	b.Run("Collect", func(b *testing.B) { // flushed after each thousand elements
		src := flow.NewSource[int]()
		c := flow.Collect(src)
		discard[[]int](c)
		ctx := context.Background()
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			_ = src.Emit(ctx, i)
			if i%1000 == 0 {
				_ = c.Flush(ctx)
			}
		}
	})
	b.Run("Union", benchJoin(func(a, o S) S { return flow.Union(a, o) }))
	b.Run("Zip", benchJoin(func(a, o S) flow.Stream[flow.Pair[int, int]] { return flow.Zip(a, o) }))
	b.Run("Zip3", benchJoin(func(a, o S) flow.Stream[flow.Triple[int, int, int]] { return flow.Zip3(a, o, o) }))
	b.Run("Zip4", benchJoin(func(a, o S) flow.Stream[flow.Quad[int, int, int, int]] { return flow.Zip4(a, o, a, o) }))
	b.Run("ZipN", benchJoin(func(a, o S) flow.Stream[[]int] { return flow.ZipN([]S{a, o}) }))
	b.Run("CombineLatest3", benchJoin(func(a, o S) flow.Stream[flow.Triple[int, int, int]] { return flow.CombineLatest3(a, o, o) }))
	b.Run("CombineLatest4", benchJoin(func(a, o S) flow.Stream[flow.Quad[int, int, int, int]] {
		return flow.CombineLatest4(a, o, a, o)
	}))
	b.Run("CombineLatestGlitchFree", benchOperator(func(s S) flow.Stream[flow.Pair[int, int]] {
		return flow.CombineLatest(s, flow.Map(s, identity), flow.GlitchFree())
	}))
	b.Run("CombineLatest", benchJoin(func(a, o S) flow.Stream[flow.Pair[int, int]] { return flow.CombineLatest(a, o) }))
	b.Run("ZipLatest", benchJoin(func(a, o S) flow.Stream[flow.Pair[int, int]] { return flow.ZipLatest(a, o) }))
	b.Run("MergeByTime", benchJoin(func(a, o S) S {
		return flow.MergeByTime(func(x int) time.Time { return time.Unix(int64(x), 0) }, []S{a, o})
	}))
	b.Run("JoinWith", benchJoin(func(a, o S) S { return flow.JoinWith(passThrough{}, []S{a, o}) }))
	b.Run("Junction", benchOperator(func(s S) S {
		j := flow.NewJunction[int]()
		flow.AddBuildError(j, flow.Connect(s, j))
		return j
	}))
	b.Run("GroupByKey", benchOperator(func(s S) S {
		return flow.GroupByKey(s, func(x int) int { return x & 7 }, func(_ int, sub S) S { return sub })
	}))
	b.Run("GroupByKeyScan", benchOperator(func(s S) S { // with an operator for each key
		return flow.GroupByKey(s, func(x int) int { return x & 7 }, func(_ int, sub S) S { return flow.Scan(sub, add) })
	}))
	b.Run("Latest", benchOperator(func(s S) S { return flow.Latest(s) }))
	b.Run("Partition20Timeout", benchOperator(func(s S) flow.Stream[[]int] {
		return flow.Partition(s, 20, flow.Timeout(time.Second))
	}))
	b.Run("RateLimit", benchOperator(func(s S) S { return flow.RateLimit(s, 0) }))
	b.Run("Async", benchOperator(func(s S) S {
		return flow.Async(s, func(_ context.Context, in iter.Seq[int], emit func(int) error) error {
			for x := range in {
				_ = emit(x)
			}
			return nil
		})
	}))
	b.Run("Delay", benchOperator(func(s S) S { return flow.Delay(s, 0) }))
	b.Run("Debounce", benchOperator(func(s S) S { return flow.Debounce(s, time.Second) }))
	b.Run("TimedWindow", benchOperator(func(s S) flow.Stream[[]int] {
		return flow.TimedWindow(s, time.Millisecond, flow.Capacity(1<<20))
	}))
	b.Run("TimedWindowUnique", benchOperator(func(s S) flow.Stream[[]int] {
		return flow.TimedWindowUnique(s, time.Millisecond, func(x int) int { return x & 31 })
	}))
	b.Run("MapAsync4", benchOperator(func(s S) S {
		return flow.MapAsync(s, 4, func(_ context.Context, x int) (int, error) { return x, nil })
	}))
}

// BenchmarkBuffer measures one element through a source, a queue between two goroutines, and a sink.
func BenchmarkBuffer(b *testing.B) {
	b.Run("streamgage", benchOperator(func(s flow.Stream[int]) flow.Stream[int] { return flow.Buffer(s, 1024) }))
	b.Run("handwritten", func(b *testing.B) {
		c, done := make(chan int, 1024), make(chan struct{})
		var sum int
		go func() {
			defer close(done)
			for x := range c {
				sum += x
			}
		}()
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			c <- i
		}
		close(c)
		<-done
		keepResult(b, sum)
	})
	b.Run("ro", benchRoOperator(ro.ObserveOn[int](1024)))
	b.Run("rxgo", func(b *testing.B) {
		in := make(chan rxgo.Item)
		var sum int
		done := rxgo.FromChannel(in).
			Map(func(_ context.Context, x any) (any, error) { return x, nil }, rxgo.WithBufferedChannel(1024)).
			ForEach(func(x any) { sum += x.(int) }, func(error) {}, func() {})
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			in <- rxgo.Of(i)
		}
		close(in)
		<-done
		keepResult(b, sum)
	})
}

// passThrough is a flow.Joiner that emits each element at once.
type passThrough struct{}

func (passThrough) Take(_, x int) (int, bool, error) { return x, true, nil }
func (passThrough) End(int) (int, bool, error)       { return 0, false, nil }
func (passThrough) Full(int) bool                    { return false }
func (passThrough) Holds(int) int                    { return 0 }
