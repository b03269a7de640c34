package frame_test

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// place is a struct inside of the rows.
type place struct {
	Lat float64 `frame:"lat"`
	Lon float64 `frame:"lon"`
}

// gauge is a row. Its Level is missing if it is nil.
type gauge struct {
	Time    time.Time `frame:"time,index"`
	Station string    `frame:"station"`
	Level   *float64  `frame:"level"`
	Pos     place     `frame:"pos"`
	Comment string    `frame:"-"`
}

func ExampleFromStructs() {
	noon := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	f, err := frame.FromStructs([]gauge{
		{Time: noon, Station: "Kelheim", Level: new(1.25), Pos: place{48.9, 11.9}},
		{Time: noon.Add(time.Minute), Station: "Passau", Pos: place{48.6, 13.5}, Comment: "broken"},
	})
	fmt.Println(f, err)
	fmt.Println(f.Schema())

	_, err = frame.FromStructs([]struct{ Tags []string }{})
	fmt.Println(err)
	// Output:
	// time                  station  level  pos.lat  pos.lon
	// 2026-01-01T12:00:00Z  Kelheim   1.25     48.9     11.9
	// 2026-01-01T12:01:00Z  Passau     NaN     48.6     13.5 <nil>
	// time time (index), station string, level float64, pos.lat float64, pos.lon float64
	// frame.FromStructs: wrong column type: fields must be numbers, strings, bools, time.Time, pointers to these, or structs (tag frame:"-" excludes a field), got []string for field Tags in struct { Tags []string }
}

// Columns that the struct does not have are ignored.
func ExampleInto() {
	type level struct {
		Station string   `frame:"station"`
		Level   float64  `frame:"level"`
		Count   *int     `frame:"count"`
		Pos     struct { // the columns pos.X and pos.Y
			X, Y int16
		} `frame:"pos"`
	}
	f := frame.Must(frame.New(
		frame.Col("pos.X", []int{1, 2}), frame.Col("pos.Y", []int{3, 4}),
		frame.Col("count", []int{0, 0}).WithValid([]bool{false, true}),
		frame.Col("level", []float64{1.25, 1.5}),
		frame.Col("unused", []bool{true, false}),
		frame.Col("station", []string{"Kelheim", "Passau"})))
	rows, err := frame.Into[level](f)
	for _, r := range rows {
		fmt.Println(r.Station, r.Level, r.Count != nil, r.Pos)
	}
	fmt.Println(err)

	_, err = frame.Into[struct {
		Level float64 `frame:"leval"`
	}](f)
	fmt.Println(err)
	// Output:
	// Kelheim 1.25 false {1 3}
	// Passau 1.5 true {2 4}
	// <nil>
	// frame.Into: field Level has no column: no such column "leval" in [pos.X pos.Y count level unused station]; did you mean "level"?
}
