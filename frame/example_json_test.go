package frame_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/streamgage/streamgage/frame"
)

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
	// frame.OpenJSONLines: testdata/gauges.jsonl: line 2 has a new key: no such column "flood" in [at gauge level]
}

func ExampleReadJSONLines() {
	_, err := frame.ReadJSONLines(strings.NewReader("{\"x\":1}\n{\"x\":2.5}\n{\"x\":\"high\"}\n"))
	fmt.Println(err)
	// Output:
	// frame.ReadJSONLines: value not allowed: line 3, column "x" must be of one type in all rows, got "high"
}

// JSONSchema selects the keys to read, with their types.
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
