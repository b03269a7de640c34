package flow_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"time"

	"github.com/streamgage/streamgage/flow"
)

var (
	ctx   = context.Background()
	start = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
)

func show[T any](_ context.Context, v T) error {
	fmt.Println(v)
	return nil
}

// A pipeline is built first and fed then. Emit returns when everything below is done.
func Example() {
	words := flow.NewSource[string]()
	lengths := flow.Map(words, func(s string) int { return len(s) })
	total := flow.Accumulate(lengths, 0, func(sum, n int) int { return sum + n })
	flow.Sink(total, show)

	for _, w := range []string{"stream", "gage"} {
		if err := words.Emit(ctx, w); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(words.Close(ctx))
	// Output:
	// 6
	// 10
	// <nil>
}

func ExampleMap() {
	s := flow.FromSlice([]int{1, 2, 3})
	flow.Sink(flow.Map(s, func(x int) int { return x * x }), show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 1
	// 4
	// 9
	// <nil>
}

func ExampleTryMap() {
	s := flow.FromSlice([]string{"1", "two", "3"})
	flow.Sink(flow.TryMap(s, strconv.Atoi, flow.Name("parse")), show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 1
	// flow: node "parse": strconv.Atoi: parsing "two": invalid syntax
}

func ExampleMapContext() {
	s := flow.FromSlice([]int{1, 2})
	slow := flow.MapContext(s, func(ctx context.Context, x int) (int, error) {
		select {
		case <-time.After(time.Millisecond):
			return x * 10, nil
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	})
	flow.Sink(slow, show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 10
	// 20
	// <nil>
}

func ExampleFilter() {
	s := flow.FromSlice([]int{1, 2, 3, 4})
	flow.Sink(flow.Filter(s, func(x int) bool { return x%2 == 0 }), show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 2
	// 4
	// <nil>
}

func ExampleAccumulate() {
	s := flow.FromSlice([]float64{3, 1, 2})
	flow.Sink(flow.Accumulate(s, 0.0, func(highest, x float64) float64 { return max(highest, x) }), show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 3
	// 3
	// 3
	// <nil>
}

func ExampleSlidingWindow() {
	s := flow.FromSlice([]int{1, 2, 3, 4})
	flow.Sink(flow.SlidingWindow(s, 3), show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// [1 2 3]
	// [2 3 4]
	// <nil>
}

func ExamplePartial() {
	s := flow.FromSlice([]int{1, 2, 3})
	flow.Sink(flow.SlidingWindow(s, 2, flow.Partial(true)), show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// [1]
	// [1 2]
	// [2 3]
	// <nil>
}

func ExampleRateLimit() {
	clock := flow.Virtual(start)
	s := flow.FromSlice([]string{"a", "b", "c"}, flow.WithClock(clock))
	flow.Sink(flow.RateLimit(s, time.Minute), func(_ context.Context, v string) error {
		fmt.Println(clock.Now().Format("15:04"), v)
		return nil
	})
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 00:00 a
	// 00:01 b
	// 00:02 c
	// <nil>
}

// Behind a buffer a slow part of the graph does not hold up the rest, until the buffer is full.
func ExampleBuffer() {
	clock := flow.Virtual(start)
	s := flow.FromSlice([]int{1, 2, 3}, flow.WithClock(clock))
	flow.Sink(s, func(_ context.Context, v int) error {
		fmt.Println("emitted", v, clock.Now().Sub(start))
		return nil
	})
	flow.Sink(flow.RateLimit(flow.Buffer(s, 10), time.Second), func(_ context.Context, v int) error {
		fmt.Println("passed", v, clock.Now().Sub(start))
		return nil
	})
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// emitted 1 0s
	// emitted 2 0s
	// emitted 3 0s
	// passed 1 0s
	// passed 2 1s
	// passed 3 2s
	// <nil>
}

// Async is for operators that keep a rhythm of their own: here one that joins lines that end in a backslash.
func ExampleAsync() {
	s := flow.FromSlice([]string{`one \`, "line", "another"})
	joined := flow.Async(s, func(_ context.Context, in iter.Seq[string], emit func(string) error) error {
		line := ""
		for part := range in {
			if n := len(part); n > 0 && part[n-1] == '\\' {
				line += part[:n-1]
				continue
			}
			if err := emit(line + part); err != nil {
				return err
			}
			line = ""
		}
		return nil
	})
	flow.Sink(joined, show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// one line
	// another
	// <nil>
}

func ExampleUnion() {
	clock := flow.Virtual(start)
	every := func(d time.Duration, name string) flow.Stream[string] {
		return flow.Periodic(d, func(context.Context, time.Time) (string, error) { return name, nil },
			flow.WithClock(clock), flow.Limit(2))
	}
	u := flow.Union(every(2*time.Second, "slow"), every(time.Second, "quick"))
	flow.Sink(u, show)
	fmt.Println(flow.Run(ctx, u))
	// Output:
	// slow
	// quick
	// quick
	// slow
	// <nil>
}

func ExampleZip() {
	names := flow.FromSlice([]string{"a", "b"})
	sizes := flow.FromSlice([]int{1, 2})
	z := flow.Zip(names, sizes)
	flow.Sink(z, show)
	fmt.Println(flow.Run(ctx, z))
	// Output:
	// {a 1}
	// {b 2}
	// <nil>
}

// Bound limits what a Zip holds back for a side that is ahead.
func ExampleBound() {
	s := flow.NewSource[int]()
	late := flow.Filter(s, func(x int) bool { return x > 100 })
	flow.Sink(flow.Zip(s, late, flow.Bound(2)), show)
	for i := range 3 {
		fmt.Println(s.Emit(ctx, i))
	}
	fmt.Println(s.Close(ctx))
	// Output:
	// <nil>
	// <nil>
	// flow: node "zip": flow: full, and waiting could never end
	// <nil>
}

func ExampleSink() {
	s := flow.FromSlice([]int{1, 2})
	flow.Sink(s, func(_ context.Context, v int) error {
		fmt.Println("got", v)
		return nil
	}, flow.Name("printer"))
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// got 1
	// got 2
	// <nil>
}

// lines is a Receiver: an object that a stream can end in.
type lines struct{ text string }

func (l *lines) Send(_ context.Context, s string) error { l.text += s + "\n"; return nil }
func (l *lines) Close(context.Context) error            { l.text += "the end"; return nil }

func ExampleTo() {
	s := flow.FromSlice([]string{"one", "two"})
	l := flow.To(s, &lines{})
	fmt.Println(flow.Run(ctx, s))
	fmt.Println(l.text)
	// Output:
	// <nil>
	// one
	// two
	// the end
}

func ExampleFromChan() {
	c := make(chan int)
	go func() {
		defer close(c)
		c <- 1
		c <- 2
	}()
	s := flow.FromChan(c)
	flow.Sink(s, show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 1
	// 2
	// <nil>
}

func ExampleFromSeq() {
	s := flow.FromSeq(slices.Values([]string{"any", "iterator"}))
	flow.Sink(s, show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// any
	// iterator
	// <nil>
}

// A function that is a source waits with its clock, and returns what emit returned.
func ExampleFromFunc() {
	clock := flow.Virtual(start)
	s := flow.FromFunc(func(ctx context.Context, emit func(int) error) error {
		for i := range 100 {
			if err := emit(i); err != nil {
				return err
			}
			if err := clock.Sleep(ctx, time.Hour); err != nil {
				return err
			}
		}
		return nil
	}, flow.WithClock(clock), flow.For(3*time.Hour))
	flow.Sink(s, show)
	fmt.Println(flow.Run(ctx, s), clock.Now().Sub(start))
	// Output:
	// 0
	// 1
	// 2
	// <nil> 3h0m0s
}

func ExamplePeriodic() {
	s := flow.Periodic(time.Second, func(_ context.Context, now time.Time) (string, error) {
		return now.Format("15:04:05"), nil
	}, flow.WithClock(flow.Virtual(start)), flow.Limit(3))
	flow.Sink(s, show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 00:00:00
	// 00:00:01
	// 00:00:02
	// <nil>
}

func ExampleRun() {
	s := flow.FromSlice([]int{1, 2, 3})
	flow.Sink(s, func(_ context.Context, v int) error {
		if v == 2 {
			return errors.New("no even numbers")
		}
		return nil
	}, flow.Name("odd"))
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// flow: node "odd": no even numbers
}

func ExampleStop() {
	s := flow.Periodic(time.Second, func(_ context.Context, now time.Time) (int, error) {
		return now.Second(), nil
	}, flow.WithClock(flow.Virtual(start)))
	flow.Sink(s, func(_ context.Context, second int) error {
		fmt.Println(second)
		if second == 2 {
			flow.Stop(s)
		}
		return nil
	})
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 0
	// 1
	// 2
	// <nil>
}

func ExampleSource_Close() {
	s := flow.NewSource[int]()
	flow.Sink(flow.Buffer(s, 8), show)
	for i := range 3 {
		if err := s.Emit(ctx, i); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(s.Close(ctx)) // returns when the buffer is empty
	fmt.Println(s.Emit(ctx, 3))
	// Output:
	// 0
	// 1
	// 2
	// <nil>
	// flow: node "source": flow: the source is closed
}

// An hour passes in a moment: time on a virtual clock passes only while everything waits.
func ExampleVirtual() {
	clock := flow.Virtual(start)
	n := 0
	s := flow.Periodic(time.Second, func(context.Context, time.Time) (int, error) { n++; return n, nil },
		flow.WithClock(clock), flow.For(time.Hour))
	flow.Sink(s, func(context.Context, int) error { return nil })
	fmt.Println(flow.Run(ctx, s), n, clock.Now().Format("15:04"))
	// Output: <nil> 3600 01:00
}

// Break is for packages that build streams from data or configuration.
func ExampleBreak() {
	s := flow.FromSlice([]int{1})
	flow.Break(s, errors.New(`myops: no column "prise"`))
	fmt.Println(flow.Run(ctx, s))
	// Output: myops: no column "prise"
}
