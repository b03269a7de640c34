package flow

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

// Each Ack fires exactly once. Every operator that holds elements is fed by two goroutines, and ends in sinks that fail and
// panic at random, directly and behind a buffer.
func TestEachAckFiresOnceThroughOperators(t *testing.T) {
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
		"JoinWith":          func(a, b S) { flaky(addStreams(a, b, 3)) },
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
				t.Fatal("not finished after 30s")
			}
			for i := range fired {
				if got := fired[i].Load(); got != 1 {
					t.Fatalf("Ack %d fired %d times", i, got)
				}
			}
		})
	}
}

// flaky ends a stream in sinks that fail and panic at random, directly and behind a buffer.
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

// A window of n holds n-1 elements, as in streamz.
func TestAckOfSlidingWindow(t *testing.T) {
	src, acks := NewSource[int](), &ledger{}
	collect(SlidingWindow(src, 3))
	emitAcked(t, src, acks, 1, 2)
	acks.want(t)
	emitAcked(t, src, acks, 3)
	acks.want(t, 1)
	emitAcked(t, src, acks, 4, 5)
	acks.want(t, 1, 2, 3)
	mustClose(t, src)
	acks.want(t, 1, 2, 3, 4, 5)
}

func TestAckOfSlidingWindowWithDownstreamFailure(t *testing.T) {
	src, acks := NewSource[int](), &ledger{}
	Sink(SlidingWindow(src, 2), func(context.Context, []int) error { return errTest })
	emitAcked(t, src, acks, 1)
	check.Error(t, src.EmitAck(t.Context(), 2, acks.ack(2)), errTest)
	mustClose(t, src)
	acks.want(t, 1, 2)
	check.Error(t, acks.fired[1][0], errTest)
	check.Error(t, acks.fired[2][0], errTest)
}

func TestAckOfZip(t *testing.T) {
	a, b, acks := NewSource[int](), NewSource[int](), &ledger{}
	collect(Buffer(Zip(a, b), 4))
	emitAcked(t, a, acks, 1, 2)
	acks.want(t)
	emitAcked(t, b, acks, 10)
	check.Eventually(t, "Acks of the first pair", func() bool { return acks.count() == 2 })
	acks.want(t, 1, 10)
	mustClose(t, b) // no element can pair with 2
	acks.want(t, 1, 2, 10)
	mustClose(t, a)
}

func TestAckOfCombineLatest(t *testing.T) {
	a, b, acks := NewSource[int](), NewSource[int](), &ledger{}
	collect(CombineLatest(a, b))
	emitAcked(t, a, acks, 1, 2)
	acks.want(t, 1)
	emitAcked(t, b, acks, 10, 11)
	acks.want(t, 1, 10)
	mustClose(t, a)
	emitAcked(t, b, acks, 12)
	acks.want(t, 1, 10, 11)
	mustClose(t, b)
	acks.want(t, 1, 2, 10, 11, 12)
}

// The Ack of an element fires when all its items are done. streamz fires it with the last item, even if others are not done.
func TestAckOfFlattenWaitsForAllItems(t *testing.T) {
	src, acks := NewSource[[]int](), &ledger{}
	release := make(chan struct{})
	Sink(Buffer(Flatten(src), 4), func(_ context.Context, x int) error {
		if x == 1 {
			<-release
		}
		return nil
	})
	for i, v := range [][]int{{1, 2}, {}} {
		check.NoError(t, src.EmitAck(t.Context(), v, acks.ack(i)))
	}
	acks.want(t, 1) // the empty slice
	close(release)
	mustClose(t, src)
	acks.want(t, 0, 1)
}

func TestAckOfPartition(t *testing.T) {
	for name, opts := range map[string][]NodeOption{"at once": nil, "timed": {Timeout(time.Hour)}} {
		t.Run(name, func(t *testing.T) {
			src, acks := NewSource[int](), &ledger{}
			collect(Partition(src, 2, opts...))
			emitAcked(t, src, acks, 1)
			time.Sleep(ms)
			acks.want(t)
			emitAcked(t, src, acks, 2, 3)
			mustClose(t, src)
			acks.want(t, 1, 2, 3)
		})
	}
}

// A panic downstream must not keep Acks from firing.
func TestAckOfPartitionWithDownstreamPanic(t *testing.T) {
	src, acks := NewSource[int](), &ledger{}
	Sink(Partition(src, 2), func(context.Context, []int) error { panic("below") })
	emitAcked(t, src, acks, 1)
	if err := src.EmitAck(t.Context(), 2, acks.ack(2)); err == nil {
		t.Fatal("the panic was not returned")
	}
	acks.want(t, 1, 2)
	if acks.fired[1][0] == nil || acks.fired[2][0] == nil {
		t.Fatal(acks.fired)
	}
	mustClose(t, src)
}

func TestAckOfTimedWindow(t *testing.T) {
	clock := Virtual(epoch)
	src, acks := NewSource[int](WithClock(clock)), &ledger{}
	collect(TimedWindowUnique(src, time.Hour, identity[int]))
	emitAcked(t, src, acks, 1, 2)
	check.NoError(t, src.EmitAck(t.Context(), 1, acks.ack(3))) // a duplicate
	check.NoError(t, clock.Sleep(t.Context(), ms))
	acks.want(t, 3)
	mustClose(t, src)
	acks.want(t, 1, 2, 3)
	if got := clock.Now().Sub(epoch); got != ms {
		t.Fatalf("Close took %v of the clock, want none", got-ms)
	}
}

func TestAckOfDebounce(t *testing.T) {
	clock := Virtual(epoch)
	src, acks := NewSource[int](WithClock(clock)), &ledger{}
	out := collect(Debounce(src, 10*ms))
	emitAcked(t, src, acks, 1, 2)
	_ = clock.Sleep(t.Context(), ms)
	acks.want(t, 1) // 2 has replaced it
	_ = clock.Sleep(t.Context(), 20*ms)
	acks.want(t, 1, 2)
	wantPrinted(t, out, "[2]")
	mustClose(t, src)
}
