package flow_test

import (
	"context"
	"fmt"

	"github.com/streamgage/streamgage/flow"
)

// A source of sums of three gives the sum that it was about when it is stopped.
func ExampleOneMore() {
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
				flow.OneMore(ctx)
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
