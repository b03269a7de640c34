package frame_test

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
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
	// frame.Floats: no such column, got "prise"; columns are [price, count]
}

func ExampleColumn_WithValid() {
	c := frame.Col("n", []int{1, 0, 3}).WithValid([]bool{true, false, true})
	fmt.Println(frame.Must(frame.New(c)))
	// Output:
	//  n
	//  1
	// NA
	//  3
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

func ExampleBacklog() {
	first := frame.Must(frame.New(frame.Col("x", []int{0, 1})))
	b := frame.NewBacklog(3, first.Schema())
	show := func(f frame.Frame) { fmt.Println(f.Ints("x")) }

	_ = b.Append(first)
	before, seen := b.Frame(), b.Next()
	_ = b.Append(frame.Must(frame.New(frame.Col("x", []int{2, 3}))))

	show(b.Frame())
	show(before) // a snapshot stays what it was
	spans, complete := b.Since(seen)
	fmt.Println("new:", len(spans), "span, complete:", complete)
	show(spans[0])
	// Output:
	// [1 2 3] <nil>
	// [0 1] <nil>
	// new: 1 span, complete: true
	// [2 3] <nil>
}

func ExampleReadCSV() {
	file := strings.NewReader("time,level,gauge\n2026-01-01 12:00:00,1.25,07\n2026-01-01 12:15:00,,07\n")
	f, err := frame.ReadCSV(file, frame.CSVIndex("time"), frame.CSVTypes(map[string]frame.Type{"gauge": frame.String}))
	fmt.Printf("%v\n%v\n", f, err)

	_, err = frame.ReadCSV(strings.NewReader("x,y\n1,2\n3\n"))
	fmt.Println(err)
	// Output:
	// time                  level  gauge
	// 2026-01-01T12:00:00Z   1.25  07
	// 2026-01-01T12:15:00Z    NaN  07
	// <nil>
	// frame.ReadCSV: wrong number of fields: line 3 must have 2 fields, got 1
}

func ExampleWriteCSV() {
	f := frame.Must(frame.New(frame.Col("x", []float64{1, 2.5}), frame.Col("note", []string{"a", "b, c"})))
	if err := frame.WriteCSV(os.Stdout, f); err != nil {
		fmt.Println(err)
	}
	// Output:
	// x,note
	// 1.0,a
	// 2.5,"b, c"
}

func ExampleCSVEncoder() {
	e := frame.NewCSVEncoder(os.Stdout)
	for i := range 3 {
		if err := e.Encode(frame.Must(frame.New(frame.Const("i", i, 1)))); err != nil {
			fmt.Println(err)
		}
	}
	// Output:
	// i
	// 0
	// 1
	// 2
}

func ExampleFromGota() {
	df := dataframe.New(series.New([]string{"b", "a"}, series.String, "key"), series.New([]float64{2, 1}, series.Float, "x"))
	f, err := frame.FromGota(df.Arrange(dataframe.Sort("key")))
	fmt.Printf("%v\n%v\n", f, err)

	_, err = frame.FromGota(df.Select("z").Arrange(dataframe.Sort("x"))) // gota keeps the first error, and goes on
	fmt.Println(err != nil)
	// Output:
	// key  x
	// a    1
	// b    2
	// <nil>
	// true
}

func ExampleFrame_Gota() {
	noon := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	f := frame.Must(frame.New(frame.Index("t", []time.Time{noon, noon.Add(time.Hour)}), frame.Col("x", []float64{1, 2})))
	df, err := f.Gota()
	fmt.Println(df.Names(), df.Types(), err)

	back, err := frame.FromGota(df)
	fmt.Println(back.Schema(), err)
	back, err = back.ParseTimes("t") // gota has no times
	fmt.Println(back.Schema(), err)
	back, err = back.SetIndex("t") // and no index
	fmt.Println(back.Equal(f), err)
	// Output:
	// [t x] [string float] <nil>
	// t string, x float64 <nil>
	// t time, x float64 <nil>
	// true <nil>
}
