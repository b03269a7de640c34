package flow_test

import (
	"context"
	"fmt"

	"github.com/streamgage/streamgage/flow"
)

func ExampleGather() {
	ctx := context.Background()
	numbers := flow.NewSource[int]()
	squares := flow.Gather(flow.Map(numbers, func(x int) int { return x * x }))
	for x := range 4 {
		if err := numbers.Emit(ctx, x); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(squares.All())
	// Output: [0 1 4 9]
}

func ExampleToChan() {
	c := make(chan string)
	words := flow.FromSlice([]string{"one", "two", "three"})
	flow.ToChan(words, c)
	done := make(chan error, 1)
	go func() { done <- flow.Run(context.Background(), words) }()
	for word := range c {
		fmt.Println(word)
	}
	fmt.Println(<-done)
	// Output:
	// one
	// two
	// three
	// <nil>
}
