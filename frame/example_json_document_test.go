package frame_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// ReadJSON finds out itself whether it reads lines or an array. Nested objects become columns.
func ExampleReadJSON() {
	f, err := frame.ReadJSON(strings.NewReader(`[
		{"gauge": "Kelheim", "pos": {"lat": 48.9, "lon": 11.9}, "level": 1.25},
		{"gauge": "Passau", "pos": {"lat": 48.6, "lon": 13.5}}]`))
	fmt.Printf("%v\n%v\n", f, err)

	_, err = frame.ReadJSON(strings.NewReader(`[{"id":1},{"id":2,"id":3}]`))
	fmt.Println(err)
	// Output:
	// gauge    pos.lat  pos.lon  level
	// Kelheim     48.9     11.9   1.25
	// Passau      48.6     13.5    NaN
	// <nil>
	// frame.ReadJSON: value not allowed: record 2 (line 1) must have a key once, got "id" twice
}

func ExampleOpenJSON() {
	f, err := frame.ReadFile("testdata/gauges.jsonl", frame.OpenJSON(frame.JSONIndex("at"), frame.JSONBatch(2)))
	fmt.Println(f.Schema(), f.Len(), err)
	// Output: at time (index), gauge string, level float64, flood bool 3 <nil>
}

// The rows are an array inside of an object.
func ExampleJSONRecords() {
	text := `{"status":"ok","result":{"total":2,"rows":[{"x":1},{"x":2}]}}`
	f, err := frame.ReadJSON(strings.NewReader(text), frame.JSONRecords("result.rows"))
	fmt.Printf("%v\n%v\n", f, err)
	// Output:
	// x
	// 1
	// 2
	// <nil>
}

// Prices as an exchange's interface returns them.
func ExampleJSONColumns() {
	text := `[[1767268800000,87648.2,12],[1767268860000,87651.0,7]]`
	f, err := frame.ReadJSON(strings.NewReader(text), frame.JSONColumns("at", "price", "trades"), frame.JSONEpoch("at", time.Millisecond))
	fmt.Printf("%v\n%v\n", f, err)
	// Output:
	// at                      price  trades
	// 2026-01-01T12:00:00Z  87648.2      12
	// 2026-01-01T12:01:00Z    87651       7
	// <nil>
}

func ExampleJSONHeader() {
	f, err := frame.ReadJSON(strings.NewReader(`[["x","y"],[1,2],[3,4]]`), frame.JSONHeader())
	fmt.Printf("%v\n%v\n", f, err)
	// Output:
	// x  y
	// 1  2
	// 3  4
	// <nil>
}

func ExampleJSONEpoch() {
	f, err := frame.ReadJSON(strings.NewReader(`{"ts":1767268800.5,"x":1}`), frame.JSONEpoch("ts", time.Second), frame.JSONIndex("ts"))
	fmt.Printf("%v\n%v\n", f, err)
	// Output:
	// ts                      x
	// 2026-01-01T12:00:00.5Z  1
	// <nil>
}

func ExampleJSONKeepArrays() {
	f, err := frame.ReadJSON(strings.NewReader(`{"x":1,"tags":["a","b"]}`), frame.JSONKeepArrays())
	fmt.Printf("%v\n%v\n", f, err)
	_, err = frame.ReadJSON(strings.NewReader(`{"x":1,"tags":["a","b"]}`))
	fmt.Println(err)
	// Output:
	// x  tags
	// 1  ["a","b"]
	// <nil>
	// frame.ReadJSON: value not allowed: line 1 must have no arrays, unless JSONKeepArrays keeps their text, got ["a","b"] for key "tags"
}

// Numbers of more digits than an int64 has keep them all as a String.
func ExampleJSONTypes() {
	f, err := frame.ReadJSON(strings.NewReader(`{"id":18446744073709551615,"n":1}`),
		frame.JSONTypes(map[string]frame.Type{"id": frame.String, "n": frame.Float64}))
	fmt.Println(f.Schema(), err)
	fmt.Println(f)
	// Output:
	// id string, n float64 <nil>
	// id                    n
	// 18446744073709551615  1
}

func ExampleJSONMaxRecord() {
	_, err := frame.ReadJSON(strings.NewReader(`[{"x":1},{"x":2222222222}]`), frame.JSONMaxRecord(10))
	fmt.Println(err)
	// Output: frame.ReadJSON: value not allowed: record 2 (line 1) must have at most 10 bytes (JSONMaxRecord), got more
}

// compressed returns a text as gzip data.
func compressed(text string) *bytes.Buffer {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = w.Write([]byte(text)) // a Buffer takes all
	_ = w.Close()
	return &out
}

func ExampleCSVMaxDecompressed() {
	_, err := frame.ReadCSV(compressed("x\n"+strings.Repeat("1\n", 1000)), frame.CSVMaxDecompressed(1000))
	fmt.Println(strings.Contains(err.Error(), "the text must have at most 1000 bytes"))
	// Output: true
}

// Text that is compressed is read like any other.
func ExampleJSONMaxDecompressed() {
	f, err := frame.ReadJSON(compressed(`[{"x":1},{"x":2}]`), frame.JSONMaxDecompressed(1<<20))
	fmt.Println(f.Len(), err)
	// Output: 2 <nil>
}

// Times of a place, in a layout of its own.
func ExampleJSONTimeLayout() {
	text := `[{"at":"01.02.2026 09:30","x":1}]`
	zone := time.FixedZone("CET", 3600)
	f, err := frame.ReadJSON(strings.NewReader(text), frame.JSONTimeLayout("02.01.2006 15:04"), frame.JSONTimeZone(zone), frame.JSONIndex("at"))
	fmt.Printf("%v\n%v\n", f, err)
	// Output:
	// at                    x
	// 2026-02-01T08:30:00Z  1
	// <nil>
}

// Numbers in quotes make a column of texts. The report says so.
func ExampleJSONReport() {
	var report frame.Report
	f, err := frame.ReadJSON(strings.NewReader(`[{"price":"1.5"},{"price":"2"}]`), frame.JSONReport(&report))
	fmt.Println(f.Schema(), err)
	fmt.Println(report.Columns[0])
	_, err = frame.ReadJSON(strings.NewReader(`[{"price":"1.5"},{"price":"2"}]`), frame.JSONStrict())
	fmt.Println(err)
	// Output:
	// price string <nil>
	// column "price": all 2 cells are texts that are float64, the first is "1.5" in line 1
	// frame.ReadJSON: value not allowed: column "price": all 2 cells are texts that are float64, the first is "1.5" in line 1
}
