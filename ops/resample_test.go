package ops_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// binLines prints rows of resampled sizes and sums.
func binLines(frames []frame.Frame, keyed bool) (lines []string) {
	for _, f := range frames {
		times, _ := f.Times("t")
		sizes, _ := f.Ints("size")
		sums, _ := f.Floats("sum")
		for i := range times {
			key := ""
			if keyed {
				keys, _ := f.Strings("k")
				key = keys[i]
			}
			lines = append(lines, fmt.Sprintf("%010d %s %d %v", times[i]/1e9+1000, key, sizes[i], sums[i]))
		}
	}
	return lines
}

// The bins of a Resample are the windows of a Tumbling of the same rows, in whatever order and batches these come, and
// between the first and the last window of each key those without rows. The same rows are late.
func TestResampleMatchesTumbling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 20).Draw(t, "width")
		offset := rapid.IntRange(-30, 30).Draw(t, "offset")
		lateness := rapid.SampledFrom([]int{0, 3, 30}).Draw(t, "lateness")
		keyed := rapid.Bool().Draw(t, "keyed")
		second := func(n int) time.Duration { return time.Duration(n) * time.Second }
		var late, lateTumbling atomic.Int64
		p := newPipeline(timedFrame(nil))
		offsetOption, latenessOption := ops.Offset(second(offset)), ops.Lateness(second(lateness))
		resampled := p.rows.Resample(second(width), offsetOption, latenessOption, ops.OriginEpoch(), ops.CountLate(&late))
		windows := p.rows.Tumbling(second(width), offsetOption, latenessOption, ops.CountLate(&lateTumbling))
		bins, tumbling := resampled.Reductions, windows.Reductions
		if keyed {
			bins, tumbling = resampled.GroupBy("k").Reductions, windows.GroupBy("k")
		}
		reductions := []ops.Reduction{ops.Size(), ops.Sum("x").As("sum")}
		got, want := collect(bins.Aggregate(reductions...)), collect(tumbling.Aggregate(reductions...))
		for _, batch := range cutBatches(t, drawTimedRows(t)) {
			if err := p.source.Emit(ctx, timedFrame(batch)); err != nil {
				t.Fatal(err)
			}
		}
		if err := p.source.Close(ctx); err != nil {
			t.Fatal(err)
		}
		if late.Load() != lateTumbling.Load() {
			t.Fatalf("got %d late rows, want %d", late.Load(), lateTumbling.Load())
		}
		// Add the empty bins to the windows.
		last := map[string]int64{}
		var wantLines []string
		for _, f := range want.got {
			times, _ := f.Times("t")
			for i := range times {
				key := ""
				if keyed {
					keys, _ := f.Strings("k")
					key = keys[i]
				}
				at := times[i] / 1e9
				if before, ok := last[key]; ok {
					for empty := before + int64(width); empty < at; empty += int64(width) {
						wantLines = append(wantLines, fmt.Sprintf("%010d %s 0 0", empty+1000, key))
					}
				}
				last[key] = at
			}
		}
		wantLines = append(wantLines, binLines(want.got, keyed)...)
		gotLines := binLines(got.got, keyed)
		if !keyed && !slices.IsSorted(gotLines) {
			t.Fatalf("not sorted: %v", gotLines)
		}
		slices.Sort(gotLines)
		slices.Sort(wantLines)
		if !slices.Equal(gotLines, wantLines) {
			t.Fatalf("got\n%s\nwant\n%s", strings.Join(gotLines, "\n"), strings.Join(wantLines, "\n"))
		}
	})
}

// An empty bin is emitted with the row that moves the watermark past it, not only with the next one that has rows.
func TestResampleEmitsEmptyBinsAtOnce(t *testing.T) {
	p := newPipeline(events(nil))
	out := collect(p.rows.Resample(10*time.Second, ops.Lateness(2*time.Second)).Sum())
	p.emit(t, events([]float64{1, 35}, 1, 2))
	wantFrames(t, out.got, events([]float64{0, 10, 20}, 1, 0, 0))
	p.emit(t, events([]float64{33, 31}, 4, 8))
	p.close(t)
	wantFrames(t, out.got[1:], events([]float64{30}, 14))
}

// A row after too long a pause is refused, and the next ones are taken.
func TestResampleMaxEmptyBins(t *testing.T) {
	year := 365 * 24 * 3600.0
	p := newPipeline(events(nil))
	out := collect(p.rows.Resample(time.Millisecond).Size())
	p.emit(t, events([]float64{0}, 1))
	check.Error(t, p.source.Emit(ctx, events([]float64{0.001, year}, 1, 1)), ops.ErrLimit, "ops.Resample.Size", "row 1",
		"more than 1048576 bins without rows", "MaxEmptyBins")
	p.feed(t, events([]float64{0.004}, 1))
	sizes, err := frame.Must(frame.Concat(out.got)).Ints("size")
	check.NoError(t, err)
	if !slices.Equal(sizes, []int64{1, 1, 0, 0, 1}) {
		t.Errorf("got %v", sizes)
	}
	// The limit is for all keys together.
	keyed := func(second float64, k string) frame.Frame {
		return table(frame.Index("t", at(second)), frame.Col("k", []string{k}))
	}
	p = newPipeline(keyed(0, ""))
	rows := collect(p.rows.Resample(time.Second, ops.MaxEmptyBins(4), ops.Lateness(time.Hour)).GroupBy("k").Size())
	for _, f := range []frame.Frame{keyed(0, "a"), keyed(0, "b"), keyed(4, "a")} {
		check.NoError(t, p.source.Emit(ctx, f))
	}
	check.Error(t, p.source.Emit(ctx, keyed(3, "b")), ops.ErrLimit, "more than 4 bins")
	p.feed(t, keyed(2, "a"), keyed(3, "b"))
	if got := frame.Must(frame.Concat(rows.got)); got.Len() != 5+4 {
		t.Errorf("got\n%v", got)
	}
	// MaxWindows limits the keys, which stay.
	p = newPipeline(keyed(0, ""))
	collect(p.rows.Resample(time.Second, ops.MaxWindows(2)).GroupBy("k").Size())
	for i, k := range []string{"a", "b"} {
		check.NoError(t, p.source.Emit(ctx, keyed(float64(10*i), k)))
	}
	check.Error(t, p.source.Emit(ctx, keyed(30, "c")), ops.ErrLimit, "more than 2 keys; MaxWindows")
	p.feed(t, keyed(11, "a"))
}

func TestResampleMisuse(t *testing.T) {
	d := newPipeline(events(nil)).rows
	for text, misuse := range map[string]func(){
		"ops.Resample: the length must be positive, got 0s":           func() { d.Resample(0) },
		"ops.Resample: a bin is ClosedLeft or ClosedRight, got 2":     func() { d.Resample(1, ops.ClosedBoth) },
		"ops.Resample: the label must be LabelLeft or LabelRight":     func() { d.Resample(1, ops.Label(7)) },
		`ops.Resample: the results have no column of ends, got EndCo`: func() { d.Resample(1, ops.EndColumn("e")) },
		"ops.Resample: the option must not be nil":                    func() { d.Resample(1, nil) },
		"ops.MaxEmptyBins: must be positive, got 0":                   func() { ops.MaxEmptyBins(0) },
		"ops.OriginAt: must be in the years 1678 to 2261":             func() { ops.OriginAt(time.Time{}) },
		"ops.GroupBy: needs at least one key":                         func() { d.Resample(1).GroupBy() },
	} {
		check.Panics(t, text, misuse)
	}
	check.Error(t, newPipeline(events(nil).DropIndex()).rows.Resample(1).Mean().Err(), ops.ErrType, "ops.Resample.Mean", "time index")
}

// Times and lengths at the ends of the range are a result or an error.
func TestResampleOutOfTimeRange(t *testing.T) {
	edge := func(ns int64) frame.Frame {
		return table(frame.Nanos("t", []int64{ns}).AsIndex(), frame.Col("x", []float64{1}))
	}
	const most = 1<<63 - 1
	for _, every := range []time.Duration{1, 7, time.Hour, most / 2, most} {
		for _, opts := range [][]ops.ResampleOption{nil, {ops.OriginStart(), ops.ClosedRight}, {ops.Offset(most), ops.OriginEpoch()},
			{ops.Offset(-most - 1), ops.ClosedRight, ops.LabelRight}} {
			for _, ns := range []int64{-most - 1, -most, -1, 0, 1, most - 1, most} {
				p := newPipeline(edge(0))
				rows := 0
				flow.Sink(p.rows.Resample(every, opts...).Sum(), func(_ context.Context, f frame.Frame) error { rows += f.Len(); return nil })
				if err := p.source.Emit(t.Context(), edge(ns)); err != nil {
					check.Error(t, err, ops.ErrOverflow, "row 0")
					rows++
				}
				p.close(t)
				if rows != 1 {
					t.Errorf("%v from %d: %d results", every, ns, rows)
				}
			}
		}
	}
}
