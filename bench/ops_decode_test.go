package bench

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// decodeLines is the number of lines of BenchmarkDecodeLines.
const decodeLines = 100_000

// gaugeRow is a line of BenchmarkDecodeLines.
type gaugeRow struct {
	Time  time.Time
	Level float64
	Gauge string
}

// gaugeLines returns lines of a time, a float and a text.
func gaugeLines(format string) []string {
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	lines := make([]string, decodeLines)
	for i := range lines {
		lines[i] = fmt.Sprintf(format, at.Add(time.Duration(i)*time.Second).Format(time.RFC3339), float64(i%10_000)/100, i%100)
	}
	return lines
}

// BenchmarkDecodeLines measures lines of three columns on their way from a source to batches of 1000 rows in a sink.
// Beside it, in hand-written code without a graph: encoding/csv, strconv and time.Parse, and encoding/json into structs.
func BenchmarkDecodeLines(b *testing.B) {
	schema := frame.Must(frame.New(
		frame.Index("time", []time.Time{}), frame.Col("level", []float64{}), frame.Col("gauge", []string{}))).Schema()
	csvLines, jsonLines := gaugeLines("%s,%v,gauge %d"), gaugeLines(`{"time":"%s","level":%v,"gauge":"gauge %d"}`)
	for _, c := range []struct {
		name  string
		lines []string
		count func(lines []string) (int, error)
	}{
		{"csv/ours", csvLines, decodeRows(ops.CSV(frame.CSVSchema(schema)))},
		{"csv/ours-without-time-limit", csvLines, decodeRows(ops.CSV(frame.CSVSchema(schema)), ops.BatchEvery(0))},
		{"csv/encoding-csv-strconv", csvLines, decodeCSVByHand},
		{"json/ours", jsonLines, decodeRows(ops.JSON(frame.JSONSchema(schema)))},
		{"json/ours-without-time-limit", jsonLines, decodeRows(ops.JSON(frame.JSONSchema(schema)), ops.BatchEvery(0))},
		{"json/encoding-json-structs", jsonLines, decodeJSONByHand},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if n, err := c.count(c.lines); err != nil || n != decodeLines {
					b.Fatal(n, err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/decodeLines, "ns/line")
		})
	}
}

// decodeRows returns a function that counts the rows that Decode makes of lines.
func decodeRows(format ops.Format, opts ...ops.DecodeOption) func(lines []string) (int, error) {
	return func(lines []string) (rows int, err error) {
		d := ops.Decode(flow.FromSlice(lines), format, opts...)
		flow.Sink(d, func(_ context.Context, f frame.Frame) error { rows += f.Len(); return nil })
		err = flow.Run(context.Background(), d)
		return rows, err
	}
}

// decodeCSVByHand parses each line as users do today, into batches of 1000 structs.
func decodeCSVByHand(lines []string) (rows int, err error) {
	var batch []gaugeRow
	for _, line := range lines {
		cells, err := csv.NewReader(strings.NewReader(line)).Read()
		if err != nil {
			return rows, err
		}
		at, err := time.Parse(time.RFC3339, cells[0])
		if err != nil {
			return rows, err
		}
		level, err := strconv.ParseFloat(cells[1], 64)
		if err != nil {
			return rows, err
		}
		if batch = append(batch, gaugeRow{at, level, cells[2]}); len(batch) == 1000 {
			rows += len(batch)
			batch = nil
		}
	}
	return rows + len(batch), nil
}

// decodeJSONByHand is decodeCSVByHand for JSON lines.
func decodeJSONByHand(lines []string) (rows int, err error) {
	var batch []gaugeRow
	for _, line := range lines {
		var row gaugeRow
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			return rows, err
		}
		if batch = append(batch, row); len(batch) == 1000 {
			rows += len(batch)
			batch = nil
		}
	}
	return rows + len(batch), nil
}
