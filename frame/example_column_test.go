package frame_test

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

func ExampleColumn_WithValid() {
	c := frame.Col("n", []int{1, 0, 3}).WithValid([]bool{true, false, true})
	fmt.Println(frame.Must(frame.New(c)))
	// Output:
	//  n
	//  1
	// NA
	//  3
}

// Nanos makes a Time column of nanoseconds since the Unix epoch without a copy. AsIndex makes it the index.
func ExampleNanos() {
	at := frame.Nanos("at", []int64{0, 1_500_000_000}).AsIndex()
	f := frame.Must(frame.New(at, frame.Col("v", []float64{1, 2})))
	c, err := f.Column("at")
	fmt.Println(c.Type(), c.IsIndex(), c.HasMissing(), c.Valid(0), err)
	fmt.Println(string(c.AppendCell(nil, 1)), c.Named("time").Name())
	// Output:
	// time true false true <nil>
	// 1970-01-01T00:00:01.5Z time
}
