package frame_test

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/frame"
)

func ExampleNew() {
	start := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	f, err := frame.New(
		frame.Index("t", []time.Time{start, start.Add(time.Minute)}),
		frame.Col("level", []float64{1.25, 1.5}),
		frame.Const("station", "Kelheim", 2))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f)
	fmt.Println(f.Schema())

	_, err = frame.New(frame.Col("x", []int{1, 2}), frame.Col("y", []int{1}))
	fmt.Println(err)
	// Output:
	// t                     level  station
	// 2026-01-01T12:00:00Z   1.25  Kelheim
	// 2026-01-01T12:01:00Z    1.5  Kelheim
	// t time (index), level float64, station string
	// frame.New: columns must have the same length, got 2 rows in "x" and 1 in "y"
}

func ExampleFrame_Floats() {
	f := frame.Must(frame.New(frame.Col("price", []float64{9.5, 10}), frame.Col("count", []int{3, 4})))
	prices, err := f.Floats("price")
	fmt.Println(prices, err)
	_, err = f.Floats("prise")
	fmt.Println(err)
	// Output:
	// [9.5 10] <nil>
	// frame.Floats: no such column "prise" in [price count]; did you mean "price"?
}

func ExampleConcat() {
	a := frame.Must(frame.New(frame.Col("x", []int{1, 2})))
	b := frame.Must(frame.New(frame.Col("x", []int{3})))
	f, err := frame.Concat([]frame.Frame{a, b})
	fmt.Printf("%v\n%v\n", f, err)

	c := frame.Must(frame.New(frame.Col("x", []float64{2.7})))
	_, err = frame.Concat([]frame.Frame{a, b, c})
	fmt.Println(err)
	// Output:
	// x
	// 1
	// 2
	// 3
	// <nil>
	// frame.Concat: frame 2 differs from frame 0: schema mismatch: column "x" must be int64, got float64
}

func ExampleFrame_Melt() {
	wide := frame.Must(frame.New(
		frame.Index("second", []int{0, 1}), frame.Col("free", []float64{40, 35}), frame.Col("used", []float64{60, 65})))
	long, err := wide.Melt("second", "kind", "percent")
	fmt.Printf("%v\n%v\n", long, err)
	// Output:
	// second  kind  percent
	//      0  free       40
	//      1  free       35
	//      0  used       60
	//      1  used       65
	// <nil>
}

func ExampleFrame_SetIndex() {
	f := frame.Must(frame.New(frame.Col("x", []float64{0.5, 1}), frame.Col("day", []int{1, 2})))
	indexed, err := f.SetIndex("day")
	fmt.Println(indexed.Schema(), err)
	fmt.Println(indexed.ResetIndex().Schema())
	fmt.Println(indexed.DropIndex().Schema())
	// Output:
	// day int64 (index), x float64 <nil>
	// day int64, x float64
	// x float64
}

func measurements() frame.Frame {
	return frame.Must(frame.New(
		frame.Col("level", []float64{1.5, 2.5, 4}),
		frame.Col("station", []string{"a", "b", "a"}).WithValid([]bool{true, true, false}),
		frame.Col("flood", []bool{false, false, true})))
}

// Columns are read as slices, without a copy.
func ExampleFrame_Strings() {
	f := measurements()
	stations, err := f.Strings("station")
	fmt.Println(stations[:2], err, f.Valid("station", 2))
	floods, err := f.Bools("flood")
	fmt.Println(floods, err)
	_, err = f.Strings("level")
	fmt.Println(err != nil)
	// Output:
	// [a b] <nil> false
	// [false false true] <nil>
	// true
}

// Numeric returns a column of any type but String as numbers that can be drawn.
func ExampleFrame_Numeric() {
	v, err := measurements().Numeric("flood")
	fmt.Println(v, err)
	// Output: [0 0 1] <nil>
}

func ExampleFrame_Tail() {
	f := measurements()
	fmt.Println(f.Tail(2).Len(), f.NumCols())
	g, err := f.Drop("flood")
	fmt.Println(g.Schema().Names(), err)
	// Output:
	// 2 3
	// [level station] <nil>
}

// A frame is a feed that has ended: functions that accept a feed accept a frame.
func ExampleFrame_Example() {
	var feed frame.Feed = frame.Must(frame.New(frame.Col("x", []float64{1, 2})))
	fmt.Println(feed.Example().Schema(), feed.Example().Len())
	// Output:
	// x float64 2
}

func ExampleFrame_Parse() {
	f := frame.Must(frame.New(frame.Col("level", []string{"1.5", "NA", "2"})))
	f, err := f.Parse("level", frame.Float64)
	fmt.Println(f, err)
	// Output:
	// level
	//   1.5
	//   NaN
	//     2 <nil>
}
