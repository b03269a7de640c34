package ops_test

import (
	"context"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

func TestReorder(t *testing.T) {
	got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Reorder(2 * time.Second) },
		events([]float64{1}, 1), events([]float64{3}, 2), events([]float64{2, 5}, 3, 4),
		events([]float64{4, 9, 3, 5}, 5, 6, 7, 8))
	wantFrames(t, got,
		events([]float64{1}, 1),
		events([]float64{2, 3}, 3, 2),
		events([]float64{4, 5, 5}, 5, 4, 8), // the second 3 is late, the second 5 is not
		events([]float64{9}, 6))
}

// Rows are emitted sorted, and rows of the same time as they came. Only a row that is older than one already emitted is
// late. Before the end a row is emitted as soon as one has come that is newer by lateness.
func TestReorderSorts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, lateness := drawTimedRows(t), rapid.SampledFrom([]int{0, 1, 5, 30}).Draw(t, "lateness")
		for i := range rows {
			rows[i].n = int64(i)
		}
		src, late := flow.NewSource[frame.Frame](), flow.NewSource[frame.Frame]()
		lateRows := collect(late)
		out := collect(ops.From(src, timedFrame(nil)).Reorder(time.Duration(lateness)*time.Second, ops.LateRows(late)))
		var held, want, wantLate []timedRow
		newest, given := math.MinInt, math.MinInt
		for _, batch := range cutBatches(t, rows) {
			if err := src.Emit(context.Background(), timedFrame(batch)); err != nil {
				t.Fatal(err)
			}
			for _, r := range batch {
				if r.time < given {
					wantLate = append(wantLate, r)
					continue
				}
				held, newest = append(held, r), max(newest, r.time)
				slices.SortStableFunc(held, func(a, b timedRow) int { return a.time - b.time })
				for len(held) > 0 && held[0].time <= newest-lateness {
					want, given, held = append(want, held[0]), held[0].time, held[1:]
				}
			}
			if got := all(out.got); got.Len() != len(want) {
				t.Fatalf("got %d rows by now, want %d", got.Len(), len(want))
			}
		}
		if err := src.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		if got, want := all(out.got), timedFrame(append(want, held...)); !got.Equal(want) {
			t.Fatalf("got\n%v\nwant\n%v", got, want)
		}
		if got, want := all(lateRows.got), timedFrame(wantLate); !got.Equal(want) {
			t.Fatalf("got late\n%v\nwant\n%v", got, want)
		}
	})
}

// all joins frames of timed rows.
func all(frames []frame.Frame) frame.Frame {
	return frame.Must(frame.Concat(append([]frame.Frame{timedFrame(nil)}, frames...)))
}

// Operators that need sorted rows work behind Reorder, and it holds back no more rows than it must.
func TestReorderForRolling(t *testing.T) {
	const n = 20_000
	p := newPipeline(events(nil))
	out := collect(p.rows.Reorder(3 * time.Second).Rolling(ops.Within(2 * time.Second)).Sum())
	for i := 0; i < n; i += 4 {
		s := float64(i)
		check.NoError(t, p.source.Emit(t.Context(), events([]float64{s + 2, s + 3, s, s + 1}, 1, 1, 1, 1)))
	}
	p.close(t)
	rows := 0
	for _, f := range out.got {
		for _, sum := range floats(t, f, "x") {
			if rows++; rows > 1 && sum != 2 {
				t.Fatalf("row %d: got %v rows in 2 s, want 2", rows, sum)
			}
		}
	}
	if rows != n {
		t.Errorf("got %d rows, want %d", rows, n)
	}
}

// Columns of all types pass, with their missing values.
func TestReorderTakesAllTypes(t *testing.T) {
	rows := table(frame.Index("t", at(3, 1, 2)), frame.Col("f", []float64{1, nan, 3}),
		frame.Col("n", []int64{1, 2, 3}).WithValid([]bool{true, true, false}), frame.Col("s", []string{"a", "", "c"}),
		frame.Col("b", []bool{true, false, true}).WithValid([]bool{false, true, true}), frame.Col("when", []time.Time{day, {}, day}))
	got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Reorder(time.Minute) }, rows)
	wantFrames(t, got, rows.Take([]int{1, 2, 0}))
}
