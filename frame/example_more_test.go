package frame_test

import (
	"fmt"
	"strings"

	"github.com/streamgage/streamgage/frame"
)

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

// Numeric is a column as numbers, whatever its type, for drawing.
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

// Check is how a receiver makes sure of what it is sent.
func ExampleSchema_Check() {
	schema := measurements().Schema()
	field, ok := schema.Lookup("level")
	fmt.Println(len(schema.Fields()), field.Type, ok)
	fmt.Println(schema.Check(measurements()))
	fmt.Println(schema.Check(frame.Must(frame.New(frame.Col("level", []int64{1})))) != nil)
	// Output:
	// 3 float64 true
	// <nil>
	// true
}

// Nanos makes a column of times of nanoseconds since the Unix epoch, without a copy; AsIndex makes it the index.
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

// The columns of a file may be separated by anything, and its times written in any layout.
func ExampleCSVTimeLayout() {
	f, err := frame.ReadCSV(strings.NewReader("at;level\n01.02.2026;1.5\n02.02.2026;2.5\n03.02.2026;4\n"),
		frame.CSVComma(';'), frame.CSVTimeLayout("02.01.2006"), frame.CSVRows(2))
	fmt.Println(err)
	fmt.Println(f.Schema(), f.Len())
	// Output:
	// <nil>
	// at time, level float64 2
}

// A backlog numbers its rows, and hands them out without copying.
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

// A frame is a feed that has ended: what takes feeds takes it too.
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
