package frame_test

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

// Rows come one by one, and are taken as frames.
func ExampleNewCSVRowDecoder() {
	schema := frame.Must(frame.New(frame.Col("n", []int64{}), frame.Col("name", []string{}))).Schema()
	d, err := frame.NewCSVRowDecoder(nil, frame.CSVSchema(schema))
	if err != nil {
		fmt.Println(err)
	}
	for i, row := range []string{"name,n", "a,1", "b,x", "c,3"} {
		isRow, err := d.Append(row, i+1)
		fmt.Println(isRow, err)
	}
	fmt.Println(d.Take())
	// Output:
	// false <nil>
	// true <nil>
	// false value not allowed: line 3, column "n" must be int64, got "x"
	// true <nil>
	// n  name
	// 1  a
	// 3  c
}

func ExampleNewJSONRowDecoder() {
	schema := frame.Must(frame.New(frame.Col("n", []int64{}), frame.Col("pos.lat", []float64{}))).Schema()
	d, err := frame.NewJSONRowDecoder(nil, frame.JSONSchema(schema))
	if err != nil {
		fmt.Println(err)
	}
	d.Split(`[{"n": 1, "pos": {"lat": 48.5}}, {"n": 2}]`, func(row string, line int) { _, _ = d.Append(row, line) })
	fmt.Println(d.Take())
	// Output:
	// n  pos.lat
	// 1     48.5
	// 2      NaN
}
