package bench

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/reactivex/rxgo/v2"
	"github.com/samber/ro"
	"github.com/streamgage/streamgage/flow"
)

// BenchmarkFanOut measures one element through a source with several sinks.
func BenchmarkFanOut(b *testing.B) {
	for _, n := range []int{1, 8, 64} {
		b.Run(fmt.Sprint(n, "/streamgage"), func(b *testing.B) {
			src := flow.NewSource[int]()
			for range n {
				discard[int](src)
			}
			emitFrom(b, src)
		})
		b.Run(fmt.Sprint(n, "/handwritten"), func(b *testing.B) {
			sinks := make([]func(context.Context, int) error, n)
			for i := range sinks {
				sinks[i] = ignore[int]
			}
			ctx := context.Background()
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				for _, f := range sinks {
					if err := f(ctx, i); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
		b.Run(fmt.Sprint(n, "/ro"), func(b *testing.B) {
			src := ro.NewPublishSubject[int]()
			for range n {
				defer src.Subscribe(ro.OnNext(func(int) {})).Unsubscribe()
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				src.Next(i)
			}
		})
		b.Run(fmt.Sprint(n, "/rxgo"), func(b *testing.B) {
			in := make(chan rxgo.Item)
			src := rxgo.FromChannel(in, rxgo.WithPublishStrategy())
			all := make([]rxgo.Disposed, n)
			for i := range all {
				all[i] = src.ForEach(func(any) {}, func(error) {}, func() {})
			}
			src.Connect(context.Background())
			emitIntoRxgo(b, in, all...)
		})
	}
}

// BenchmarkConcurrentEmit measures one element when several goroutines emit into one source.
func BenchmarkConcurrentEmit(b *testing.B) {
	for _, n := range []int{1, 2, 4, 8} {
		b.Run(fmt.Sprint(n, "/streamgage"), func(b *testing.B) {
			ctx := context.Background()
			src := flow.NewSource[int]()
			sum := 0
			flow.Sink(src, func(_ context.Context, x int) error { sum += x; return nil })
			emitConcurrently(b, n, func(i int) { _ = src.Emit(ctx, i) })
			keepResult(b, sum)
		})
		b.Run(fmt.Sprint(n, "/handwritten"), func(b *testing.B) { // a mutex
			var mu sync.Mutex
			sum := 0
			emitConcurrently(b, n, func(i int) {
				mu.Lock()
				defer mu.Unlock()
				sum += i
			})
			keepResult(b, sum)
		})
		b.Run(fmt.Sprint(n, "/ro"), func(b *testing.B) {
			src := ro.NewPublishSubject[int]()
			defer src.Subscribe(ro.OnNext(func(int) {})).Unsubscribe()
			emitConcurrently(b, n, src.Next)
		})
		b.Run(fmt.Sprint(n, "/rxgo"), func(b *testing.B) {
			in := make(chan rxgo.Item)
			done := rxgo.FromChannel(in).ForEach(func(any) {}, func(error) {}, func() {})
			emitConcurrently(b, n, func(i int) { in <- rxgo.Of(i) })
			close(in)
			<-done
		})
	}
}

// emitConcurrently calls f b.N times in all, from n goroutines.
func emitConcurrently(b *testing.B, n int, f func(int)) {
	b.ReportAllocs()
	var wg sync.WaitGroup
	for g := range n {
		wg.Go(func() {
			for i := g; i < b.N; i += n {
				f(i)
			}
		})
	}
	wg.Wait()
}
