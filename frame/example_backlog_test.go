package frame_test

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

func ExampleBacklog() {
	first := frame.Must(frame.New(frame.Col("x", []int{0, 1})))
	b := frame.NewBacklog(3, first.Schema())
	show := func(f frame.Frame) { fmt.Println(f.Ints("x")) }

	_ = b.Append(first)
	before, seen := b.Frame(), b.Next()
	_ = b.Append(frame.Must(frame.New(frame.Col("x", []int{2, 3}))))

	show(b.Frame())
	show(before) // a snapshot does not change
	spans, complete := b.Since(seen)
	fmt.Println("new:", len(spans), "span, complete:", complete)
	show(spans[0])
	// Output:
	// [1 2 3] <nil>
	// [0 1] <nil>
	// new: 1 span, complete: true
	// [2 3] <nil>
}

// A backlog numbers its rows, and returns them without copying.
func ExampleBacklog_Spans() {
	b := frame.NewBacklog(3, frame.Must(frame.New(frame.Col("v", []int64{}))).Schema())
	for i := range int64(5) {
		if err := b.Append(frame.Must(frame.New(frame.Const("v", i, 1)))); err != nil {
			fmt.Println(err)
		}
	}
	rows := 0
	for _, span := range b.Spans() {
		rows += span.Len()
	}
	fmt.Println(rows, "of", b.Cap(), "rows, numbers", b.First(), "to", b.Next()-1)
	// Output: 3 of 3 rows, numbers 2 to 4
}
