package ops_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// Rows are kept whose key has not occurred before, or not for the time of Expiry, whatever the batches are. The model
// looks at the printed values.
func TestDropDuplicates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t)
		pause := rapid.SampledFrom([]int{0, 2, 6}).Draw(t, "expiry")
		var opts []ops.DuplicatesOption
		byKey := rapid.Bool().Draw(t, "by key")
		if byKey {
			opts = append(opts, ops.Columns("k", "m"))
		}
		if pause > 0 {
			opts = append(opts, ops.Expiry(time.Duration(pause)*time.Second))
		}
		p := newPipeline(rowsFrame(nil))
		got := collect(p.rows.DropDuplicates(opts...))
		for _, batch := range drawCuts(t, rows) {
			if err := p.source.Emit(ctx, rowsFrame(batch)); err != nil {
				t.Fatal(err)
			}
		}
		var kept []int
		last := map[string]float64{}
		for i, r := range rows {
			key := fmt.Sprint(r.key, "|", max(r.m, -1))
			if !byKey {
				key = fmt.Sprint(key, "|", r.x)
			}
			before, known := last[key]
			if !known || pause > 0 && r.second-before >= float64(pause) {
				kept = append(kept, i)
			}
			last[key] = r.second
		}
		all := frame.Must(frame.Concat(append([]frame.Frame{rowsFrame(nil)}, got.got...)))
		if want := rowsFrame(rows).Take(kept); !all.Equal(want) {
			t.Fatalf("got\n%v\nwant\n%v", all, want)
		}
	})
}

// Missing values are equal to each other, but not to zero values; -0 is 0.
func TestDropDuplicatesOfMissingValues(t *testing.T) {
	some := []bool{true, false, true, false, true, true}
	f := table(frame.Col("x", []float64{0, nan, math.Copysign(0, -1), nan, 1, 1}), frame.Col("n", []int{0, 0, 0, 0, 0, 0}).WithValid(some),
		frame.Col("s", []string{"", "", "", "", "a", ""}).WithValid(some), frame.Col("b", make([]bool, 6)).WithValid(some))
	got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.DropDuplicates() }, f, f)
	wantFrames(t, got, f.Take([]int{0, 1, 4, 5}), f.Empty())
	// 70 columns have two masks
	var cols []frame.Column
	for i := range 70 {
		values := []float64{0, 0, 0, nan}
		values[1+i%2] = nan
		cols = append(cols, frame.Col(fmt.Sprint("c", i), values))
	}
	wide := table(cols...)
	got = resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.DropDuplicates() }, wide.Take([]int{0, 1, 2, 3, 2, 1, 0, 3}))
	wantFrames(t, got, wide)
}

func TestDropDuplicatesLimits(t *testing.T) {
	f := func(keys ...int) frame.Frame { return table(frame.Col("k", keys)) }
	p := newPipeline(f())
	out := collect(p.rows.DropDuplicates(ops.MaxKeys(2)))
	check.NoError(t, p.source.Emit(ctx, f(1, 2, 1)))
	check.Error(t, p.source.Emit(ctx, f(2, 3)), ops.ErrKeys, "ops.DropDuplicates", "at most 2 keys", "MaxKeys")
	p.feed(t, f(2, 1))
	wantFrames(t, out.got, f(1, 2), f())

	d := newPipeline(rowsFrame(nil)).rows
	check.Error(t, d.DropDuplicates(ops.Columns("y")).Err(), ops.ErrColumn, "ops.DropDuplicates", `"y"`)
	check.Error(t, newPipeline(rowsFrame(nil)).rows.Select().DropDuplicates().Err(), ops.ErrColumns, "no columns to compare")
	check.Error(t, newPipeline(f()).rows.DropDuplicates(ops.Expiry(time.Second)).Err(), ops.ErrType, "Expiry needs a time index")
	for text, misuse := range map[string]func(){
		"ops.Columns: needs at least one name, got none":  func() { ops.Columns() },
		"ops.Expiry: the time must be positive, got -1ns": func() { ops.Expiry(-1) },
		"ops.MaxKeys: n must be positive, got 0":          func() { ops.MaxKeys(0) },
		"ops.DropDuplicates: the option must not be nil":  func() { d.DropDuplicates(nil) },
		"ops.Limit: must be positive, got 0":              func() { ops.Limit(0) },
		"ops.FFill: the option must not be nil":           func() { d.FFill(nil) },
	} {
		check.Panics(t, text, misuse)
	}
}
