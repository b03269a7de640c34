package bench

import (
	"context"
	"testing"

	"github.com/reactivex/rxgo/v2"
	"github.com/samber/ro"
	"github.com/streamgage/streamgage/flow"
)

// BenchmarkEmit measures one element through map, filter, map and sink. Every second element passes the filter.
func BenchmarkEmit(b *testing.B) {
	b.Run("streamgage", func(b *testing.B) {
		ctx := context.Background()
		src, sum := emitPipeline()
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if err := src.Emit(ctx, i); err != nil {
				b.Fatal(err)
			}
		}
		keepResult(b, *sum)
	})
	b.Run("handwritten", func(b *testing.B) { // functions that call one another, without an engine
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			handwrittenEmit(i)
		}
		keepResult(b, handwrittenSum)
	})
	b.Run("ro", func(b *testing.B) {
		src := ro.NewPublishSubject[int]()
		var sum int
		defer ro.Pipe3(src,
			ro.Map(func(x int) int { return x + 1 }),
			ro.Filter(func(x int) bool { return x&1 == 0 }),
			ro.Map(func(x int) int { return x * 3 }),
		).Subscribe(ro.OnNext(func(x int) { sum += x })).Unsubscribe()
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			src.Next(i)
		}
		keepResult(b, sum)
	})
	b.Run("rxgo", func(b *testing.B) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		var sum int
		in := make(chan rxgo.Item)
		done := rxgo.FromChannel(in, rxgo.WithContext(ctx)).
			Map(func(_ context.Context, x any) (any, error) { return x.(int) + 1, nil }).
			Filter(func(x any) bool { return x.(int)&1 == 0 }).
			Map(func(_ context.Context, x any) (any, error) { return x.(int) * 3, nil }).
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

// emitPipeline makes a pipeline of map, filter, map and a sink that sums the elements.
func emitPipeline() (src *flow.Source[int], sum *int) {
	src, sum = flow.NewSource[int](), new(int)
	m := flow.Map(src, func(x int) int { return x + 1 })
	f := flow.Filter(m, func(x int) bool { return x&1 == 0 })
	n := flow.Map(f, func(x int) int { return x * 3 })
	flow.Sink(n, func(_ context.Context, x int) error { *sum += x; return nil })
	return src, sum
}

// BenchmarkEmitAll is BenchmarkEmit with a thousand elements in each call; ns/element is the time of one element.
func BenchmarkEmitAll(b *testing.B) {
	const count = 1000
	ctx := context.Background()
	src, sum := emitPipeline()
	values := make([]int, count)
	for i := range values {
		values[i] = i
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := src.EmitAll(ctx, values); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/count, "ns/element")
	keepResult(b, *sum)
}

// The handwritten pipeline. The functions are variables, like those of a pipeline, so the compiler cannot inline them.
var (
	handwrittenSum  int
	handwrittenSink = func(x int) { handwrittenSum += x }
	handwrittenMul  = func(x int) { handwrittenSink(x * 3) }
	handwrittenEven = func(x int) {
		if x&1 == 0 {
			handwrittenMul(x)
		}
	}
	handwrittenEmit = func(x int) { handwrittenEven(x + 1) }
)

// keepResult uses a result, so that the compiler cannot remove its computation.
func keepResult(b *testing.B, sum int) {
	if sum < 0 {
		b.Fatal("the sum overflowed")
	}
}
