package dbsql_test

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/dbsql"
)

// openDatabase stands for sql.Open with a driver.
func openDatabase() *sql.DB { return sql.OpenDB(newReadings(1, 2, 3, 4)) }

// A data frame of the rows of a table.
func ExamplePoll() {
	db := openDatabase()
	defer db.Close()
	rows := dbsql.Poll(db, "SELECT id, level FROM readings WHERE id > ? ORDER BY id", "id", flow.Limit(1))
	flow.Sink(rows.Col("level").CumSum(), func(_ context.Context, f frame.Frame) error {
		fmt.Println(f.Floats("level"))
		return nil
	})
	fmt.Println(flow.Run(context.Background(), rows))
	// Output:
	// [0.5 1.5 3 5] <nil>
	// <nil>
}

// First skips old rows.
func ExampleFirst() {
	db := openDatabase()
	defer db.Close()
	rows := dbsql.Poll(db, "SELECT id, level FROM readings WHERE id > ? ORDER BY id", "id", dbsql.First(2), flow.Limit(1))
	flow.Sink(rows, func(_ context.Context, f frame.Frame) error {
		fmt.Println(f)
		return nil
	})
	fmt.Println(flow.Run(context.Background(), rows))
	// Output:
	// id  level
	//  3    1.5
	//  4      2
	// <nil>
}

// Interval is the time between polls: here 0.1 s, during a quarter of a second. Polls without new rows emit nothing.
func ExampleInterval() {
	db := openDatabase()
	defer db.Close()
	rows := dbsql.Poll(db, "SELECT id, level FROM readings WHERE id > ? ORDER BY id", "id",
		dbsql.Interval(100*time.Millisecond), flow.For(250*time.Millisecond))
	batches := 0
	flow.Sink(rows, func(context.Context, frame.Frame) error { batches++; return nil })
	fmt.Println(flow.Run(context.Background(), rows), batches)
	// Output: <nil> 1
}

// Example sets types that the driver does not know, and the index.
func ExampleExample() {
	db := openDatabase()
	defer db.Close()
	example := frame.Must(frame.New(frame.Index[int64]("id", nil), frame.Col[string]("level", nil)))
	rows := dbsql.Poll(db, "SELECT id, level FROM readings WHERE id > ? ORDER BY id", "id", dbsql.Example(example), flow.Limit(1))
	flow.Sink(rows, func(_ context.Context, f frame.Frame) error {
		fmt.Println(f.Strings("level"))
		return nil
	})
	fmt.Println(rows.Example().Schema(), flow.Run(context.Background(), rows))
	// Output:
	// [0.5 1 1.5 2] <nil>
	// id int64 (index), level string <nil>
}
