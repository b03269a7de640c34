package ops_test

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

func TestEventTimeMisuse(t *testing.T) {
	p := newPipeline(events(nil))
	d := p.rows
	for part, f := range map[string]func(){
		"ops.Tumbling: the width must be positive, got 0s":            func() { d.Tumbling(0) },
		"ops.Sliding: the width must be positive, got -1ns":           func() { d.Sliding(-1, 1) },
		"ops.Sliding: the every must be positive, got 0s":             func() { d.Sliding(1, 0) },
		"ops.Session: the gap must be positive, got -1s":              func() { d.Session(-time.Second) },
		"ops.Session: sessions begin with their rows, got Offset(1s)": func() { d.Session(1, ops.Offset(time.Second)) },
		"ops.TumblingRows: must be positive, got 0":                   func() { d.TumblingRows(0) },
		"ops.GroupBy: needs at least one key":                         func() { d.Tumbling(1).GroupBy() },
		"ops.Reorder: the lateness must not be negative, got -1s":     func() { d.Reorder(-time.Second) },
		"ops.Lateness: the lateness must not be negative, got -1ns":   func() { ops.Lateness(-1) },
		`ops.EndColumn: the name must not be empty, got ""`:           func() { ops.EndColumn("") },
		"ops.MaxWindows: must be positive, got -2":                    func() { ops.MaxWindows(-2) },
		"ops.MaxRows: must be positive, got 0":                        func() { ops.MaxRows(0) },
		"ops.LateRows: the source must not be nil":                    func() { ops.LateRows(nil) },
		"ops.CountLate: the counter must not be nil":                  func() { ops.CountLate(nil) },
		"ops.Idle: must be positive, got 0s":                          func() { ops.Idle(0) },
		"ops.Tumbling: the option must not be nil":                    func() { d.Tumbling(1, nil) },
		"ops.Reorder: the option must not be nil":                     func() { d.Reorder(1, nil) },
	} {
		check.Panics(t, part, f)
	}
	p.close(t)
}

func TestEventTimeBuildErrors(t *testing.T) {
	ended := table(frame.Index("t", at()), frame.Col("x", []float64{}), frame.Col("end", []float64{}))
	for _, c := range []struct {
		rows  frame.Frame
		op    operator
		kind  error
		parts []string
	}{
		{events(nil).DropIndex(), func(d ops.DataFrame) ops.DataFrame { return d.Tumbling(1).Mean() }, ops.ErrType,
			[]string{"ops.Tumbling.Mean", "time index, got none; columns are x"}},
		{table(frame.Index("n", []int{}), frame.Col("x", []float64{})), func(d ops.DataFrame) ops.DataFrame { return d.Reorder(1) },
			ops.ErrType, []string{"ops.Reorder", `"n" of type int64`}},
		{ended, func(d ops.DataFrame) ops.DataFrame { return d.Session(1).Mean() }, ops.ErrColumns, []string{`"end"`, "EndColumn"}},
		{events(nil), func(d ops.DataFrame) ops.DataFrame { return d.Session(1).Aggregate(ops.Mean("x").As("end")) }, ops.ErrColumns,
			[]string{`two results have the name "end"`}},
		{events(nil), func(d ops.DataFrame) ops.DataFrame { return d.Sliding(2, 1).Aggregate(ops.Mean("x").As("t")) }, ops.ErrColumns,
			[]string{`two results have the name "t"`}},
		{events(nil), func(d ops.DataFrame) ops.DataFrame { return d.Tumbling(1).GroupBy("k").Mean() }, ops.ErrColumn,
			[]string{"ops.Tumbling.Mean", `key "k" is neither a column nor a valid expression`, "columns are"}},
		{events(nil), func(d ops.DataFrame) ops.DataFrame { return d.Tumbling(1).GroupBy("t").Mean() }, ops.ErrColumn, []string{"is the index"}},
		{events(nil), func(d ops.DataFrame) ops.DataFrame { return d.Tumbling(1).GroupBy("x", "x").Size() }, ops.ErrColumns,
			[]string{`the key "x" twice`}},
		{events(nil), func(d ops.DataFrame) ops.DataFrame { return d.TumblingRows(1).Aggregate(ops.Mean("y")) }, ops.ErrColumn,
			[]string{"ops.TumblingRows.Aggregate", `"y"`}},
		{table(frame.Index("t", []time.Time{{}}), frame.Col("x", []float64{1})), func(d ops.DataFrame) ops.DataFrame {
			return d.Tumbling(1).Mean()
		}, ops.ErrOrder, []string{`row 0 of "t" is missing`}},
	} {
		src := flow.NewSource[frame.Frame]()
		d := c.op(ops.From(src, c.rows))
		check.Error(t, d.Err(), c.kind, c.parts...)
		check.Error(t, src.Emit(t.Context(), c.rows), c.kind)
	}
	renamed := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Session(1, ops.EndColumn("until")).Sum() }, ended)
	if len(renamed) != 0 {
		t.Error(renamed)
	}
}

// A batch with a row without a time is left out; the next one is added.
func TestMissingTime(t *testing.T) {
	for _, op := range []operator{
		func(d ops.DataFrame) ops.DataFrame { return d.Tumbling(time.Hour).Sum().Drop("end") },
		func(d ops.DataFrame) ops.DataFrame { return d.Reorder(0) },
	} {
		p := newPipeline(events(nil))
		out := collect(op(p.rows))
		bad := table(frame.Index("t", []time.Time{day.Add(9), {}}), frame.Col("x", []float64{1, 2}))
		check.Error(t, p.source.Emit(t.Context(), bad), ops.ErrOrder, `the time in row 1 of "t" is missing`)
		p.feed(t, events([]float64{0}, 4))
		wantFrames(t, out.got, events([]float64{0}, 4))
	}
}

func TestWindowsOutOfTimeRange(t *testing.T) {
	edge := func(ns int64) frame.Frame {
		return table(frame.Nanos("t", []int64{ns}).AsIndex(), frame.Col("x", []float64{1}))
	}
	century := 100 * 365 * 24 * time.Hour
	for _, op := range []operator{
		func(d ops.DataFrame) ops.DataFrame { return d.Tumbling(century).Sum() },
		func(d ops.DataFrame) ops.DataFrame { return d.Sliding(century, 7).Sum() },
		func(d ops.DataFrame) ops.DataFrame {
			return d.Sliding(7, math.MaxInt64, ops.Offset(math.MinInt64)).Sum()
		},
		func(d ops.DataFrame) ops.DataFrame {
			return d.Tumbling(math.MaxInt64, ops.Lateness(math.MaxInt64)).Sum()
		},
		func(d ops.DataFrame) ops.DataFrame { return d.Session(math.MaxInt64).Sum() },
		func(d ops.DataFrame) ops.DataFrame { return d.Session(1).Sum() },
		func(d ops.DataFrame) ops.DataFrame { return d.Tumbling(1, ops.Offset(math.MaxInt64)).Sum() },
	} {
		for _, ns := range []int64{math.MinInt64, math.MinInt64 + 1, -1, 0, 1, math.MaxInt64 - 1, math.MaxInt64} {
			p := newPipeline(events(nil))
			rows := 0
			flow.Sink(op(p.rows), func(_ context.Context, f frame.Frame) error { rows += f.Len(); return nil })
			if err := p.source.Emit(t.Context(), edge(ns)); err != nil {
				if !errors.Is(err, ops.ErrLimit) { // a century every 7 ns is many windows
					check.Error(t, err, ops.ErrOverflow, "row 0", "years 1678 to 2261")
				}
				rows++
			}
			p.close(t)
			if rows == 0 && ns == 0 {
				t.Errorf("%d: no result, and no error", ns)
			}
		}
	}
}

func TestMaxWindows(t *testing.T) {
	p := newPipeline(events(nil))
	out := collect(p.rows.Sliding(4*time.Second, time.Second, ops.MaxWindows(5), ops.Lateness(time.Hour)).Size())
	emit := func(seconds ...float64) error {
		return p.source.Emit(t.Context(), events(seconds, make([]float64, len(seconds))...))
	}
	if err := emit(10, 10.5, 11); err != nil { // windows from 7 to 11
		t.Fatal(err)
	}
	check.Error(t, emit(10, 12), ops.ErrLimit, "row 1", "more than 5 windows are open; MaxWindows")
	check.NoError(t, emit(11.5))
	p.close(t)
	sizes, _ := out.got[0].Ints("size")
	if len(sizes) != 5 || sizes[0] != 3 || sizes[4] != 2 {
		t.Errorf("got %v", out.got)
	}
}

func TestMaxRows(t *testing.T) {
	p := newPipeline(events(nil))
	out := collect(p.rows.Reorder(2*time.Second, ops.MaxRows(2)))
	check.NoError(t, p.source.Emit(t.Context(), events([]float64{1, 2}, 1, 2)))
	check.Error(t, p.source.Emit(t.Context(), events([]float64{1.5}, 3)), ops.ErrLimit, "ops.Reorder", "3 rows", "MaxRows", "2")
	if err := p.source.Emit(t.Context(), events([]float64{4, 3}, 4, 5)); err != nil { // releases 1 and 2
		t.Fatal(err)
	}
	p.close(t)
	wantFrames(t, out.got, events([]float64{1, 2}, 1, 2), events([]float64{3, 4}, 5, 4))
}

// A sum that does not fit is missing, an error reports it, and the results beside it are emitted.
func TestWindowOverflow(t *testing.T) {
	rows := table(frame.Index("t", at(1, 2, 11)), frame.Col("n", []int64{math.MaxInt64, 1, 5}))
	p := newPipeline(rows)
	out := collect(p.rows.Tumbling(10 * time.Second).Sum())
	check.Error(t, p.source.Emit(t.Context(), rows), ops.ErrOverflow, `ops.Tumbling.Sum`, `"n"`)
	p.close(t)
	if len(out.got) != 2 || out.got[0].Valid("n", 0) || !out.got[1].Valid("n", 0) {
		t.Errorf("got %v", out.got)
	}
}

// An error of a node below does not lose rows, and the end of the stream still comes.
func TestErrorsBelowWindows(t *testing.T) {
	p := newPipeline(events(nil))
	var got []frame.Frame
	flow.Sink(p.rows.Tumbling(time.Second).Sum(), func(_ context.Context, f frame.Frame) error {
		if got = append(got, f); len(got) == 1 {
			return errTest
		}
		return nil
	})
	check.Error(t, p.source.Emit(t.Context(), events([]float64{1, 2, 2.5}, 1, 2, 3)), errTest)
	p.feed(t, events([]float64{2.75, 3}, 4, 5))
	if len(got) != 3 || floats(t, got[1], "x")[0] != 2+3+4 || floats(t, got[2], "x")[0] != 5 {
		t.Errorf("got %v", got)
	}
}

// Two sessions that are merged count as one, and closed windows do not count.
func TestOpenWindowsAreCounted(t *testing.T) {
	p := newPipeline(events(nil))
	out := collect(p.rows.Session(2*time.Second, ops.Lateness(20*time.Second), ops.MaxWindows(3)).Size())
	for i := range 50 {
		s := float64(100 * i)
		p.emit(t, events([]float64{s, s + 3, s + 1.5, s + 10, s + 13, s + 11.5}, 1, 1, 1, 1, 1, 1))
	}
	p.close(t)
	if len(out.got) != 50 || out.got[49].Len() != 2 {
		t.Errorf("got %d frames", len(out.got))
	}
}

// A key whose windows have closed is removed, and so is one that is late.
func TestWindowKeysAreRemoved(t *testing.T) {
	const batches, n = 300, 1000
	p := newPipeline(table(frame.Index("t", at()), frame.Col("k", []int64{})))
	flow.Sink(p.rows.Tumbling(time.Second).GroupBy("k").Size(), func(context.Context, frame.Frame) error { return nil })
	before := heap()
	for i := range int64(batches) {
		times, keys := make([]int64, n), make([]int64, n)
		for j := range keys {
			times[j], keys[j] = i*1e9, i*n+int64(j)
			if j%10 == 9 {
				times[j] = -1e9
			}
		}
		p.emit(t, table(frame.Nanos("t", times).AsIndex(), frame.Col("k", keys)))
	}
	if grown := heap() - before; grown > 10<<20 { // all keys would take about 50 MB
		t.Errorf("%d keys have left %d bytes", batches*n, grown)
	}
	p.close(t)
}
