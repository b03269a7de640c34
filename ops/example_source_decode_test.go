package ops_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/text"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// gaugeSchema is the schema of the examples' rows.
var gaugeSchema = frame.Must(frame.New(frame.Index("time", []time.Time{}), frame.Col("level", []float64{}))).Schema()

// The lines of a connection, a process, or anything else. The header may have the columns in another order.
func ExampleDecode() {
	lines := flow.FromSlice([]string{"level,time", "1.5,2026-01-01T00:00:00Z", "2.5,2026-01-01T01:00:00Z"})
	rows := ops.Decode(lines, ops.CSV(frame.CSVSchema(gaugeSchema)))
	printFrames(rows)
	fmt.Println(flow.Run(context.Background(), rows))
	// Output:
	// time                  level
	// 2026-01-01T00:00:00Z    1.5
	// 2026-01-01T01:00:00Z    2.5
	// <nil>
}

// An element may have several rows, such as the body of a request.
func ExampleEachElement() {
	bodies := flow.NewSource[[]byte]()
	rows := ops.Decode(bodies, ops.JSON(frame.JSONSchema(gaugeSchema), frame.JSONEpoch("time", time.Second)), ops.EachElement())
	printFrames(rows)
	fmt.Println(bodies.Emit(context.Background(), []byte(`[{"time": 1767225600, "level": 1.5}, {"time": 1767229200}]`)))
	fmt.Println(bodies.Emit(context.Background(), []byte(`{"time": 1767225600, "level": "high"}`)))
	fmt.Println(bodies.Close(context.Background()))
	// Output:
	// time                  level
	// 2026-01-01T00:00:00Z    1.5
	// 2026-01-01T01:00:00Z    NaN
	// <nil>
	// flow: node "decode JSON": ops.Decode: element 2: value not allowed: line 1, column "level" must be float64, got "high"
	// <nil>
}

// Bad rows are counted, and emitted to a source of their own.
func ExampleBadLines() {
	lines, bad := flow.NewSource[string](), flow.NewSource[ops.BadLine]()
	var n atomic.Int64
	policy := ops.BadLines(ops.CountBadLines(&n), ops.EmitBadLines(bad))
	rows := ops.Decode(lines, ops.CSV(frame.CSVSchema(gaugeSchema)), policy)
	flow.Sink(bad, func(_ context.Context, b ops.BadLine) error { fmt.Println(b.Number, b.Text); return nil })
	printFrames(rows)
	_ = lines.EmitAll(context.Background(), []string{"2026-01-01,1.5", "2026-01-02,?", "2026-01-03,2.5"})
	fmt.Println(lines.Close(context.Background()), n.Load())
	// Output:
	// 2 2026-01-02,?
	// time                  level
	// 2026-01-01T00:00:00Z    1.5
	// 2026-01-03T00:00:00Z    2.5
	// <nil> 1
}

// A CSV file is followed for a second, from its start. Its columns and their types are those of the file.
func ExampleFollowCSV() {
	dir, _ := os.MkdirTemp("", "")
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "river.csv")
	_ = os.WriteFile(path, []byte("time,level\n2026-01-01,1.5\n2026-01-02,2.5\n"), 0o600)

	clock := flow.Virtual(time.Date(2026, 1, 3, 0, 0, 0, 0, time.UTC))
	rows := ops.FollowCSV(path, ops.CSV(frame.CSVIndex("time")), ops.BatchRows(100),
		ops.SourceOptions(flow.WithClock(clock), flow.For(time.Second), text.Poll(10*time.Millisecond)))
	printFrames(rows)
	fmt.Println(flow.Run(context.Background(), rows))
	// Output:
	// time                  level
	// 2026-01-01T00:00:00Z    1.5
	// 2026-01-02T00:00:00Z    2.5
	// <nil>
}

// Nested members of JSON lines are columns.
func ExampleFollowJSON() {
	dir, _ := os.MkdirTemp("", "")
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "app.log")
	_ = os.WriteFile(path, []byte(`{"n": 1, "pos": {"lat": 48.5}}`+"\n"), 0o600)

	rows := ops.FollowJSON(path, ops.EachElement(), ops.SourceOptions(flow.Limit(1)))
	printFrames(rows)
	fmt.Println(flow.Run(context.Background(), rows))
	// Output:
	// n  pos.lat
	// 1     48.5
	// <nil>
}

// printFrames prints the batches of a DataFrame.
func printFrames(d ops.DataFrame) {
	flow.Sink(d, func(_ context.Context, f frame.Frame) error { fmt.Println(f); return nil })
}
