package ops_test

import (
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// After each batch, Tail has the last rows of each group, without those before a pause and those of keys that have expired.
func TestGroupTail(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, n := drawRows(t), rapid.IntRange(0, 3).Draw(t, "n")
		pause := rapid.SampledFrom([]int{0, 0, 2, 6}).Draw(t, "expiry")
		p := newPipeline(rowsFrame(nil))
		g := p.rows.GroupBy("k")
		if pause > 0 {
			g = g.Expiry(time.Duration(pause) * time.Second)
		}
		got := collect(g.Tail(n))
		done := 0
		for i, batch := range drawCuts(t, rows) {
			if err := p.source.Emit(ctx, rowsFrame(batch)); err != nil {
				t.Fatal(err)
			}
			done += len(batch)
			lists := map[string][]int{}
			for _, g := range groupsOfRows(rows[:done], float64(pause)) {
				lists[rows[g[0]].key] = g // the rows after the last pause
			}
			var want []int
			for _, g := range lists {
				if pause > 0 && rows[done-1].second-rows[g[len(g)-1]].second >= float64(pause) {
					continue
				}
				want = append(want, g[max(0, len(g)-n):]...)
			}
			slices.Sort(want)
			if whole := rowsFrame(rows).Take(want); !got.got[i].Equal(whole) {
				t.Fatalf("n %d, expiry %d: got\n%v\nwant\n%v", n, pause, got.got[i], whole)
			}
		}
	})
}

func TestGroupTailLimits(t *testing.T) {
	f := func(keys ...int) frame.Frame { return table(frame.Col("k", keys)) }
	p := newPipeline(f())
	out := collect(p.rows.GroupBy("k").MaxKeys(2).Tail(1))
	check.NoError(t, p.source.Emit(ctx, f(1, 2, 1)))
	check.Error(t, p.source.Emit(ctx, f(2, 3)), ops.ErrKeys, "ops.GroupBy.Tail", "MaxKeys")
	p.feed(t, f(2))
	wantFrames(t, out.got, f(2, 1), f(1, 2))
	d := newPipeline(rowsFrame(nil)).rows
	check.Panics(t, "ops.Grouped.Tail: n must not be negative, got -1", func() { d.GroupBy("k").Tail(-1) })
	check.Panics(t, "ops.Grouped.Tail: needs the groups of a DataFrame", func() { d.Window(ops.Rows(2)).GroupBy("k").Tail(1) })
	check.Error(t, d.GroupBy("kk").Tail(1).Err(), ops.ErrColumn, "ops.GroupBy.Tail")
	r, _, in := readGaps(t)
	p = newPipeline(in[0])
	last := collect(p.rows.GroupBy("k").Tail(3))
	p.feed(t, in...)
	var rows []int
	for _, row := range floats(t, last.got[len(last.got)-1], "row") {
		rows = append(rows, int(row))
	}
	if !slices.Equal(rows, r.Kept["group tail 3"]) {
		t.Errorf("got %v, pandas has %v", rows, r.Kept["group tail 3"])
	}
}

func TestGroupFillNA(t *testing.T) {
	some := []bool{true, false, true, true}
	in := table(frame.Col("k", []string{"a", "b", "", "a"}).WithValid([]bool{true, true, false, true}),
		frame.Col("x", []float64{nan, 1, nan, 2}), frame.Col("n", []int{1, 2, 3, 4}).WithValid(some), frame.Col("s", []string{"p", "", "q", "r"}).WithValid(some))
	keyless := []bool{true, true, false, true}
	got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").FillNA(7) }, in.Slice(0, 2), in.Slice(2, 4))
	wantFrames(t, []frame.Frame{frame.Must(frame.Concat(got))}, table(columnOf(in, "k"), frame.Col("x", []float64{7, 1, nan, 2}),
		frame.Col("n", []int{1, 7, 3, 4}).WithValid(keyless), frame.Col("s", []string{"p", "", "q", "r"}).WithValid([]bool{true, false, false, true})))
	got = resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").Col("x").FillNA("-", "s") }, in)
	wantFrames(t, got, table(columnOf(in, "k"), frame.Col("s", []string{"p", "-", "", "r"}).WithValid(keyless)))
	d := newPipeline(in).rows
	check.Error(t, d.GroupBy("k").FillNA("-", "x").Err(), ops.ErrType, "ops.GroupBy.FillNA", `"x" of type float64 cannot hold -`)
	check.Error(t, newPipeline(in).rows.GroupBy("k").Select("n").FillNA(true).Err(), ops.ErrType, "no column can hold true")
	check.Error(t, newPipeline(in).rows.GroupBy("k").FillNA(1, "y").Err(), ops.ErrColumn, `"y"`)
}

// The last two readings of each sensor, after each batch.
func ExampleGrouped_Tail() {
	last := readings().GroupBy("sensor").Tail(2)
	show(last)
	if err := flow.Run(ctx, last); err != nil {
		panic(err)
	}
	// Output:
	// t                     sensor  level
	// 2026-01-01T00:00:00Z  A           1
	// 2026-01-01T00:00:01Z  B          10
	// 2026-01-01T00:00:02Z  A           4
	// t                     sensor  level
	// 2026-01-01T00:00:01Z  B          10
	// 2026-01-01T00:00:02Z  A           4
	// 2026-01-01T00:00:03Z  B          NA
	// 2026-01-01T00:00:04Z  A           8
}

func ExampleGrouped_FillNA() {
	printed(readings().GroupBy("sensor").FillNA(-1).Tail(2))
	// Output:
	// t                     sensor  level
	// 2026-01-01T00:00:01Z  B          10
	// 2026-01-01T00:00:02Z  A           4
	// t                     sensor  level
	// 2026-01-01T00:00:03Z  B          -1
	// 2026-01-01T00:00:04Z  A           8
}
