package frame_test

import (
	"fmt"
	"time"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
	"github.com/streamgage/streamgage/frame"
)

func ExampleFromGota() {
	df := dataframe.New(series.New([]string{"b", "a"}, series.String, "key"), series.New([]float64{2, 1}, series.Float, "x"))
	f, err := frame.FromGota(df.Arrange(dataframe.Sort("key")))
	fmt.Printf("%v\n%v\n", f, err)

	_, err = frame.FromGota(df.Select("z").Arrange(dataframe.Sort("x"))) // gota keeps the first error
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
