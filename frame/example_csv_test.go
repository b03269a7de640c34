package frame_test

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/streamgage/streamgage/frame"
)

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

// A file may have any field delimiter and any layout of times.
func ExampleCSVTimeLayout() {
	f, err := frame.ReadCSV(strings.NewReader("at;level\n01.02.2026;1.5\n02.02.2026;2.5\n03.02.2026;4\n"),
		frame.CSVComma(';'), frame.CSVTimeLayout("02.01.2006"), frame.CSVRows(2))
	fmt.Println(err)
	fmt.Println(f.Schema(), f.Len())
	// Output:
	// <nil>
	// at time, level float64 2
}

// A file of any size is read in batches.
func ExampleOpenCSV() {
	open := frame.OpenCSV(frame.CSVIndex("date"), frame.CSVInfer(5), frame.CSVBatch(10))
	r, err := open("testdata/seattle-weather.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer r.Close()
	fmt.Println(r.Schema())
	for {
		f, err := r.Read()
		if err == io.EOF {
			break
		} else if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Print(f.Len(), " ")
	}
	// Output:
	// date time (index), precipitation float64, temp_max float64, temp_min float64, wind float64, weather string
	// 5 10 10 5
}

// With a schema, nothing is inferred, and columns that it does not name are skipped.
func ExampleCSVSchema() {
	schema, err := frame.NewSchema(frame.Field{Name: "level"}, frame.Field{Name: "code", Type: frame.String, Index: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := frame.ReadCSV(strings.NewReader("level,note,code\n1,ok,007\n2,ok,008\n"), frame.CSVSchema(schema))
	fmt.Printf("%v\n%v\n", f, err)
	// Output:
	// code  level
	// 007       1
	// 008       2
	// <nil>
}
