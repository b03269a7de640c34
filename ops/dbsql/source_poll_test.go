package dbsql_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"github.com/streamgage/streamgage/ops/dbsql"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var startTime = time.Unix(1767225600, 0).UTC()

const query = "SELECT * FROM readings WHERE id > ? ORDER BY id"

// newReadings returns a table with an int64 key and a nullable float.
func newReadings(ids ...int64) *fakeDatabase {
	d := &fakeDatabase{names: []string{"id", "level"}, scan: []reflect.Type{reflect.TypeFor[int64](), reflect.TypeFor[sql.NullFloat64]()}}
	for _, id := range ids {
		d.insert([]driver.Value{id, float64(id) / 2})
	}
	return d
}

// collect runs a source and returns its batches. It calls f with each.
func collect(t *testing.T, d ops.DataFrame, f func(frame.Frame)) (got []frame.Frame) {
	t.Helper()
	flow.Sink(d, func(_ context.Context, b frame.Frame) error {
		got = append(got, b)
		f(b)
		return nil
	})
	check.NoError(t, flow.Run(t.Context(), d))
	return got
}

func ignore(frame.Frame) {}

// Each row is emitted once, by the first poll after it was written.
func TestPoll(t *testing.T) {
	d := newReadings(1, 2, 5)
	rows := dbsql.Poll(d.sql(t), query, "id", flow.Limit(2), dbsql.Interval(time.Millisecond))
	if got := rows.Example().Schema().String(); got != "id int64, level float64" {
		t.Fatalf("got %s", got)
	}
	got := collect(t, rows, func(f frame.Frame) {
		if f.Len() == 3 {
			d.insert([]driver.Value{int64(7), nil}, []driver.Value{int64(6), 3.0})
		}
	})
	want := []frame.Frame{
		frame.Must(frame.New(frame.Col("id", []int{1, 2, 5}), frame.Col("level", []float64{0.5, 1, 2.5}))),
		frame.Must(frame.New(frame.Col("id", []int{6, 7}), frame.Col("level", []float64{3, math.NaN()}))),
	}
	if !slices.EqualFunc(got, want, frame.Frame.Equal) {
		t.Errorf("got %v, want %v", got, want)
	}
	asked := []driver.Value{int64(0), int64(0), int64(5)} // the first query reads the schema
	if !slices.Equal(d.queryArgs, asked) {
		t.Errorf("asked for rows after %v, want %v", d.queryArgs, asked)
	}
}

// Polls without new rows emit nothing. Polls are one interval of the clock apart.
func TestPollInterval(t *testing.T) {
	d, clock := newReadings(1), flow.Virtual(startTime)
	var when []time.Duration
	d.onQuery = func() {
		when = append(when, clock.Now().Sub(startTime))
		if len(when) == 4 {
			d.insert([]driver.Value{int64(2), nil})
		}
	}
	got := collect(t, dbsql.Poll(d.sql(t), query, "id", flow.Limit(2), dbsql.Interval(time.Minute), flow.WithClock(clock)), ignore)
	if want := []time.Duration{0, 0, 60e9, 120e9}; !slices.Equal(when, want) || len(got) != 2 {
		t.Errorf("asked at %v, want %v; got %v", when, want, got)
	}
}

// If the query has a LIMIT, the other rows come with the next poll. A result longer than a batch is emitted in several
// batches.
func TestPollLimitAndLargeResults(t *testing.T) {
	d := newReadings(1, 2, 3, 4, 5)
	d.limit = 2
	got := collect(t, dbsql.Poll(d.sql(t), query, "id", flow.Limit(3), dbsql.Interval(time.Millisecond)), ignore)
	if len(got) != 3 || got[2].Len() != 1 || len(d.queryArgs) != 4 {
		t.Errorf("got %v of %d queries", got, len(d.queryArgs))
	}
	for _, n := range []int{5000, 8192} {
		d = newReadings()
		for id := range n {
			d.insert([]driver.Value{int64(id) + 1, nil})
		}
		got = collect(t, dbsql.Poll(d.sql(t), query, "id", flow.Limit(2)), ignore)
		if got[0].Len() != 4096 || got[1].Len() != n-4096 || len(d.queryArgs) != 2 {
			t.Errorf("got %d and %d rows of %d queries", got[0].Len(), got[1].Len(), len(d.queryArgs))
		}
	}
}

// Drivers report types as Go types, or by name if they scan every column into bytes.
func TestPollTypes(t *testing.T) {
	bytes := reflect.TypeFor[sql.RawBytes]()
	text := func(s string) driver.Value { return []byte(s) }
	d := &fakeDatabase{
		names: []string{"at", "f", "f4", "n", "u8", "s", "b", "dec", "name", "big", "when"},
		scan: []reflect.Type{
			reflect.TypeFor[time.Time](), reflect.TypeFor[*float64](), reflect.TypeFor[float32](), reflect.TypeFor[sql.NullInt32](),
			reflect.TypeFor[uint8](), reflect.TypeFor[string](), reflect.TypeFor[sql.NullBool](), bytes, bytes, reflect.TypeFor[any](), nil,
		},
		types: []string{"", "", "", "", "", "", "", "DECIMAL(8,2)", "varchar", "BIGINT", "timestamp"},
	}
	d.insert(
		[]driver.Value{startTime, 1.5, 2.5, int64(3), int64(4), "a", true, text("1.25"), text("x"), int64(math.MaxInt64), startTime},
		[]driver.Value{startTime.Add(1), nil, nil, nil, nil, nil, nil, nil, nil, nil, nil})
	ok, nan := []bool{true, false}, math.NaN()
	want := frame.Must(frame.New(
		frame.Col("at", []time.Time{startTime, startTime.Add(1)}), frame.Col("f", []float64{1.5, nan}), frame.Col("f4", []float64{2.5, nan}),
		frame.Col("n", []int{3, 0}).WithValid(ok), frame.Col("u8", []int{4, 0}).WithValid(ok),
		frame.Col("s", []string{"a", ""}).WithValid(ok), frame.Col("b", []bool{true, false}).WithValid(ok),
		frame.Col("dec", []float64{1.25, nan}), frame.Col("name", []string{"x", ""}).WithValid(ok),
		frame.Col("big", []int64{math.MaxInt64, 0}).WithValid(ok), frame.Col("when", []time.Time{startTime, {}})))
	db := d.sql(t)
	indexed, err := want.SetIndex("s")
	check.NoError(t, err)
	first, once := dbsql.First(time.Time{}), flow.Limit(1)
	if got := collect(t, dbsql.Poll(db, query, "at", first, once), ignore)[0]; !got.Equal(want) {
		t.Errorf("got %v\n%v\nwant\n%v", got.Schema(), got, want)
	}
	if got := collect(t, dbsql.Poll(db, query, "at", first, once, dbsql.Example(indexed)), ignore)[0]; !got.Equal(indexed) {
		t.Errorf("got %v\n%v\nwant\n%v", got.Schema(), got, indexed)
	}
}

func TestPollErrors(t *testing.T) {
	broken := errors.New("connection refused")
	run := func(d *fakeDatabase, key string, opts ...flow.SourceOption) error {
		s := dbsql.Poll(d.sql(t), query, key, opts...)
		if err := s.Err(); err != nil {
			check.Error(t, flow.Run(t.Context(), s), err)
			return err
		}
		return flow.Run(t.Context(), s)
	}
	example := dbsql.Example(frame.Must(frame.New(frame.Col[int64]("id", nil), frame.Col[float64]("level", nil))))

	d := newReadings(1)
	d.err = broken
	check.Error(t, run(d, "id"), broken, `dbsql.Poll: query "`+query+`"`)
	check.Error(t, run(d, "id", example), broken, query)
	check.Error(t, run(newReadings(1), "at"), dbsql.ErrKey, query, `got "at"`, `"id" "level"`)

	d = newReadings(1)
	d.scan[1], d.types = nil, []string{"", "GEOMETRY"}
	check.Error(t, run(d, "id"), dbsql.ErrType, query, `"level"`, "GEOMETRY", "dbsql.Example")

	d = newReadings(2, 1)
	d.descending = true
	check.Error(t, run(d, "id"), dbsql.ErrKey, query, `got 1 after 2 in column "id"`)
	d = newReadings()
	d.insert([]driver.Value{nil, 1.0})
	check.Error(t, run(d, "id"), dbsql.ErrKey, `got NULL in column "id"`)
	d = newReadings()
	d.insert([]driver.Value{int64(1), "high"})
	if err := run(d, "id"); err == nil || !strings.Contains(err.Error(), `"level"`) || !strings.Contains(err.Error(), "high") {
		t.Errorf("got %v", err)
	}
	d = newReadings(1)
	d.names[1] = "depth"
	check.Error(t, run(d, "id", example), frame.ErrSchema, query, `"depth"`)
	d.names[0] = "level"
	check.Error(t, run(d, "id", example), frame.ErrSchema, query)
	truth := dbsql.Example(frame.Must(frame.New(frame.Col[bool]("id", nil))))
	check.Error(t, run(newReadings(1), "id", truth), dbsql.ErrKey, "bool")
}

func TestPollMisuse(t *testing.T) {
	db := newReadings().sql(t)
	check.Panics(t, "must not be nil", func() { dbsql.Poll(nil, query, "id") })
	check.Panics(t, "got 0s", func() { dbsql.Interval(0) })
	check.Panics(t, "must not be nil", func() { dbsql.First(nil) })
	check.Panics(t, "got the zero Frame", func() { dbsql.Example(frame.Frame{}) })
	check.Panics(t, `dbsql.First: an option of dbsql.Poll only, got the source "random"`, func() { ops.Random(dbsql.First(1)) })
	check.Panics(t, `ops.Seed: an option of ops.Random only, got the source "poll"`, func() { dbsql.Poll(db, query, "id", ops.Seed(1)) })
}

// A query that does not return keeps neither the source from being stopped nor the virtual clock from going on.
func TestSlowQueryBlocksNothingElse(t *testing.T) {
	d, clock := newReadings(1), flow.Virtual(startTime)
	example := frame.Must(frame.New(frame.Col[int64]("id", nil), frame.Col[float64]("level", nil)))
	rows := dbsql.Poll(d.sql(t), query, "id", dbsql.Example(example), flow.WithClock(clock))
	d.block = make(chan struct{})
	got := 0
	sink := flow.Sink(rows, func(context.Context, frame.Frame) error { got++; return nil })
	ticks := flow.Periodic(time.Second, func(_ context.Context, now time.Time) (int, error) {
		if now.Sub(startTime) == time.Hour {
			flow.Stop(rows)
		}
		return 0, nil
	}, flow.WithClock(clock), flow.Limit(3700))
	check.NoError(t, flow.Run(t.Context(), sink, flow.Sink(ticks, func(context.Context, int) error { return nil })))
	if got != 0 || clock.Now().Sub(startTime) < time.Hour {
		t.Errorf("got %d batches, until %v", got, clock.Now())
	}
}
