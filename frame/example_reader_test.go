package frame_test

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/streamgage/streamgage/frame"
)

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

// With a schema nothing is inferred, and what it does not name is left out.
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

func ExampleOpenJSONLines() {
	f, err := frame.ReadFile("testdata/gauges.jsonl", frame.OpenJSONLines(frame.JSONIndex("at"), frame.JSONBatch(2)))
	fmt.Printf("%v\n%v\n%v\n", f.Schema(), f, err)

	_, err = frame.ReadFile("testdata/gauges.jsonl", frame.OpenJSONLines(frame.JSONInfer(1)))
	fmt.Println(err)
	// Output:
	// at time (index), gauge string, level float64, flood bool
	// at                    gauge    level  flood
	// 2026-01-01T12:00:00Z  Kelheim   1.25  NA
	// 2026-01-01T12:15:00Z  Passau     4.5  true
	// 2026-01-01T12:30:00Z  Kelheim    NaN  false
	// <nil>
	// frame.OpenJSONLines: testdata/gauges.jsonl: no such column: line 2 has the new key "flood"; columns are ["at" "gauge" "level"]
}

func ExampleReadJSONLines() {
	_, err := frame.ReadJSONLines(strings.NewReader("{\"x\":1}\n{\"x\":2.5}\n{\"x\":\"high\"}\n"))
	fmt.Println(err)
	// Output:
	// frame.ReadJSONLines: value not allowed: line 3, column "x" must be of one type in all rows, got "high"
}

func ExampleNewSchema() {
	schema, err := frame.NewSchema(frame.Field{Name: "level", Type: frame.Float64}, frame.Field{Name: "at", Type: frame.Time, Index: true})
	fmt.Println(schema, err)
	_, err = frame.NewSchema(frame.Field{Name: "level"}, frame.Field{Name: "level"})
	fmt.Println(err)
	// Output:
	// at time (index), level float64 <nil>
	// frame.NewSchema: column names must be unique and not empty, got "level" for columns 0 and 1
}

// JSONSchema reads some of the keys, as the given types.
func ExampleJSONSchema() {
	schema, err := frame.NewSchema(frame.Field{Name: "level", Type: frame.Float64})
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := frame.ReadJSONLines(strings.NewReader(`{"id":{"n":7},"level":1}`), frame.JSONSchema(schema))
	fmt.Println(f.Schema(), f.Len(), err)
	// Output: level float64 1 <nil>
}

func ExampleWriteJSONLines() {
	f := frame.Must(frame.New(frame.Col("x", []float64{1, 2.5}), frame.Col("note", []string{"a", `"b"`})))
	if err := frame.WriteJSONLines(os.Stdout, f); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {"x":1.0,"note":"a"}
	// {"x":2.5,"note":"\"b\""}
}

// ReadFile reads all batches of a file as one frame.
func ExampleReadFile() {
	f, err := frame.ReadFile("testdata/seattle-weather.csv", frame.OpenCSV())
	fmt.Println(f.Len(), err)
	_, err = frame.ReadFile("testdata/nothing.csv", frame.OpenCSV())
	fmt.Println(err)
	// Output:
	// 30 <nil>
	// frame.OpenCSV: testdata/nothing.csv: no such file or directory
}
