package flow_test

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/streamgage/streamgage/flow"
)

// The function of a source waits with the source's clock, and returns the error of emit.
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

func ExampleSource_EmitAll() {
	s := flow.NewSource[int]()
	flow.Sink(flow.Map(s, func(x int) int { return x * x }), show)
	fmt.Println(s.EmitAll(ctx, []int{1, 2, 3}))
	fmt.Println(s.Close(ctx))
	// Output:
	// 1
	// 4
	// 9
	// <nil>
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
	// flow: node "source": the source is closed
}

// A source emits sums of three numbers. When it is stopped, it emits the sum of the numbers that are left.
func ExampleFinalElement() {
	numbers := make(chan int, 5)
	for i := range 5 {
		numbers <- i
	}
	var sums flow.Stream[int]
	sums = flow.FromFunc(func(ctx context.Context, emit func(int) error) error {
		sum := 0
		for n := 1; ; n++ {
			select {
			case v := <-numbers:
				sum += v
			case <-ctx.Done():
				flow.FinalElement(ctx)
				return emit(sum)
			}
			if n == 5 {
				flow.Stop(sums)
			}
			if n%3 == 0 {
				if err := emit(sum); err != nil {
					return err
				}
				sum = 0
			}
		}
	})
	flow.Sink(sums, func(_ context.Context, sum int) error {
		fmt.Println(sum)
		return nil
	})
	if err := flow.Run(context.Background(), sums); err != nil {
		fmt.Println(err)
	}
	// Output:
	// 3
	// 7
}
