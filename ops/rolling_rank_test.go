package ops_test

import (
	"cmp"
	"slices"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// A dense rank is the number of different values up to the row's own in its window, for random values and batches.
func TestDenseRanks(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		values := rapid.SliceOfN(rapid.SampledFrom([]float64{0, -0.5, 1, 2, 3, inf, -inf, nan}), 1, 60).Draw(rt, "values")
		rows := rapid.IntRange(1, 12).Draw(rt, "rows")
		down, pct := rapid.Bool().Draw(rt, "down"), rapid.Bool().Draw(rt, "pct")
		opts := []ops.RankOption{ops.RankBy(ops.RankDense)}
		if down {
			opts = append(opts, ops.RankDescending())
		}
		if pct {
			opts = append(opts, ops.RankPct())
		}
		want := make([]float64, len(values))
		for i, v := range values {
			window := slices.DeleteFunc(slices.Clone(values[max(0, i+1-rows):i+1]), func(v float64) bool { return v != v })
			slices.SortFunc(window, cmp.Compare[float64])
			window = slices.Compact(window)
			if down {
				slices.Reverse(window)
			}
			if want[i] = nan; v == v {
				want[i] = float64(slices.Index(window, v) + 1)
			}
			if pct {
				want[i] /= float64(len(window))
			}
		}
		in := table(frame.Col("x", values))
		var batches []frame.Frame
		for from := 0; from < len(values); {
			to := min(len(values), from+rapid.IntRange(1, 20).Draw(rt, "batch"))
			batches = append(batches, in.Slice(from, to))
			from = to
		}
		got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame {
			return d.Rolling(ops.Rows(rows), ops.MinPeriods(1)).Rank(opts...)
		}, batches...)
		all, err := frame.Concat(got)
		check.NoError(t, err)
		if !all.Equal(table(frame.Col("x", want))) {
			rt.Fatalf("got\n%v\nwant %v of %v", all, want, values)
		}
	})
}
