package flow

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Each operator that holds elements, with sinks below that fail and panic at random, directly and behind a buffer, fed by
// two goroutines: each Ack fires exactly once.
func TestAckCountsExactlyThroughOperators(t *testing.T) {
	third := func(x int) int { return x % 3 }
	type S = Stream[int]
	for name, build := range map[string]func(a, b S){
		"Partition":       func(a, _ S) { flaky(Partition(a, 3)) },
		"PartitionBy":     func(a, _ S) { flaky(PartitionBy(a, 3, third, MaxKeys(2))) },
		"PartitionTimed":  func(a, _ S) { flaky(PartitionBy(a, 3, third, Timeout(10*time.Microsecond))) },
		"PartitionUnique": func(a, _ S) { flaky(PartitionUnique(a, 2, third, KeepLast())) },
		"Collect":         func(a, _ S) { flaky[[]int](Collect(a)) },
		"Flatten":         func(a, _ S) { flaky(Flatten(Partition(a, 2))) },
		"CombineLatest":   func(a, b S) { flaky(CombineLatest(a, b)) },
		"CombineLatest3":  func(a, b S) { flaky(CombineLatest3(a, b, Buffer(a, 2), EmitOn(b))) },
		"Zip3":            func(a, b S) { flaky(Zip3(a, b, Map(a, third), Bound(2))) },
		"ZipLatest":       func(a, b S) { flaky(ZipLatest(a, Filter(b, func(x int) bool { return x%7 == 0 }))) },
		"MergeByTime": func(a, b S) {
			flaky(MergeByTime(func(x int) time.Time { return epoch.Add(time.Duration(x)) }, []S{a, b}))
		},
		"JoinWith":          func(a, b S) { flaky(added(a, b, 3)) },
		"Latest":            func(a, _ S) { flaky(Latest(a)) },
		"Delay":             func(a, _ S) { flaky(Delay(a, time.Microsecond)) },
		"Debounce":          func(a, _ S) { flaky(Debounce(a, time.Microsecond)) },
		"TimedWindow":       func(a, _ S) { flaky(TimedWindow(a, 20*time.Microsecond)) },
		"TimedWindowUnique": func(a, _ S) { flaky(TimedWindowUnique(a, 20*time.Microsecond, third, KeepLast())) },
		"MapAsync": func(a, _ S) {
			flaky(MapAsync(a, 3, func(_ context.Context, x int) (int, error) { return 10 / (x % 5), nil }))
		},
		"MapAsyncUnordered": func(a, _ S) {
			flaky(MapAsync(a, 3, func(_ context.Context, x int) (int, error) { return 10 / (x % 5), nil }, CompletionOrder()))
		},
		"GroupByKey": func(a, _ S) {
			flaky(GroupByKey(a, third, func(_ int, s S) Stream[[]int] { return Partition(s, 2) }, MaxKeys(2)))
		},
		"GroupByKeyTimed": func(a, _ S) {
			flaky(GroupByKey(a, third, func(_ int, s S) Stream[[]int] { return Buffer(Partition(s, 2), 2) }, Expiry(time.Microsecond)))
		},
		"DeadLetter": func(a, _ S) {
			dead := NewSource[Failure[int]]()
			flaky(Partition[Failure[int]](dead, 2))
			flaky(Map(a, func(x int) int { return 10 / (x % 3) }, OnError(Retry(1, 0), DeadLetter(dead))))
		},
	} {
		t.Run(name, func(t *testing.T) {
			const n = 2000
			a, b := NewSource[int](), NewSource[int]()
			build(a, b)
			var fired [2 * n]atomic.Int32
			ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
			defer cancel()
			var wg sync.WaitGroup
			for side, src := range []*Source[int]{a, b} {
				wg.Go(func() {
					for i := range n {
						at := side*n + i
						_ = src.EmitAck(ctx, i, NewAck(func(error) { fired[at].Add(1) }))
					}
					_ = src.Close(ctx)
				})
			}
			wg.Wait()
			if ctx.Err() != nil {
				t.Fatal("it took too long")
			}
			for i := range fired {
				if got := fired[i].Load(); got != 1 {
					t.Fatalf("Ack %d fired %d times", i, got)
				}
			}
		})
	}
}

// flaky ends a stream in sinks that fail and panic, directly and behind a buffer.
func flaky[T any](s Stream[T]) {
	bad := func(seed uint64) func(context.Context, T) error {
		rng := rand.New(rand.NewPCG(seed, 2))
		return func(context.Context, T) error {
			switch rng.IntN(20) {
			case 0:
				return errTest
			case 1:
				panic("flaky")
			}
			return nil
		}
	}
	Sink(Buffer(s, 4), bad(1))
	Sink(s, bad(3))
}
