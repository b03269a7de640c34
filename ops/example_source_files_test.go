package ops_test

import (
	"context"
	"fmt"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// The files of a directory are one stream of rows.
func ExampleFromFiles() {
	rows := ops.FromFiles("testdata/levels/*.csv", frame.OpenCSV(frame.CSVIndex("at"), frame.CSVBatch(2)))
	flow.Sink(rows.Col("level"), func(_ context.Context, f frame.Frame) error {
		fmt.Println(f.Floats("level"))
		return nil
	})
	fmt.Println(flow.Run(context.Background(), rows))
	// Output:
	// [1.25 1.5] <nil>
	// [2] <nil>
	// [2.25 1.75] <nil>
	// <nil>
}

// Follow goes on with files as they appear; here nothing does, for a minute.
func ExampleFollow() {
	clock := flow.Virtual(time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC))
	rows := ops.FromFiles("testdata/levels", frame.OpenCSV(), ops.Follow(10*time.Second), flow.For(time.Minute), flow.WithClock(clock))
	total := 0
	flow.Sink(rows, func(_ context.Context, f frame.Frame) error {
		total += f.Len()
		return nil
	})
	fmt.Println(flow.Run(context.Background(), rows), total, clock.Now().Format(time.TimeOnly))
	// Output: <nil> 5 12:01:00
}

// Example tells the columns where there is no file yet.
func ExampleExample() {
	example := frame.Must(frame.New(frame.Col[float64]("level", nil)))
	rows := ops.FromFiles("testdata/nothing/*.csv", frame.OpenCSV(frame.CSVSchema(example.Schema())), ops.Example(example))
	fmt.Println(rows.Example().Schema(), flow.Run(context.Background(), rows))
	// Output: level float64 <nil>
}
