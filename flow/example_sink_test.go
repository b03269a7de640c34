package flow_test

import (
	"context"
	"fmt"

	"github.com/streamgage/streamgage/flow"
)

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

// lines is a Receiver that collects lines of text.
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

func ExampleToSlice() {
	ctx := context.Background()
	numbers := flow.NewSource[int]()
	squares := flow.ToSlice(flow.Map(numbers, func(x int) int { return x * x }))
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
