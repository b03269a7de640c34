package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// groupBatch makes a batch of 100 rows with a number of different keys.
func groupBatch(keys int) frame.Frame {
	rng := rand.New(rand.NewPCG(1, 1))
	names, x := make([]string, 100), make([]float64, 100)
	for i := range x {
		names[i], x[i] = fmt.Sprintf("symbol-%d", rng.IntN(keys)), rng.NormFloat64()
	}
	return frame.Must(frame.New(frame.Col("k", names), frame.Col("x", x)))
}

// BenchmarkGroupByMean measures a mean of each group for one batch of 100 rows with 11 text keys, and its Table: over all
// rows, and in a window of 1,000 rows. gota has no streams; it computes the means of the batch, or of the rows of the
// window.
func BenchmarkGroupByMean(b *testing.B) {
	batch := groupBatch(11)
	for name, group := range map[string]func(ops.DataFrame) ops.Grouped{
		"all":         func(d ops.DataFrame) ops.Grouped { return d.GroupBy("k") },
		"window=1000": func(d ops.DataFrame) ops.Grouped { return d.Window(ops.Rows(1000)).GroupBy("k") },
	} {
		b.Run(name+"/streamgage", func(b *testing.B) {
			benchBatch(b, batch, func(d ops.DataFrame) ops.Table { return group(d).Mean() })
		})
	}
	for name, rows := range map[string]int{"all": 100, "window=1000": 1000} {
		b.Run(name+"/gota", func(b *testing.B) {
			names, x := make([]string, rows), make([]float64, rows)
			for i := range x {
				names[i], x[i] = fmt.Sprintf("symbol-%d", i%11), float64(i)
			}
			df := dataframe.New(series.New(names, series.String, "k"), series.New(x, series.Float, "x"))
			b.ReportAllocs()
			rows := 0
			for b.Loop() {
				means := df.GroupBy("k").Aggregation([]dataframe.AggregationType{dataframe.Aggregation_MEAN}, []string{"x"})
				rows += means.Nrow()
			}
			keepResult(b, rows)
		})
	}
}

// BenchmarkGroupBy measures other results of groups for one batch of 100 rows with 11 text keys.
func BenchmarkGroupBy(b *testing.B) {
	batch := groupBatch(11)
	for name, table := range map[string]func(ops.DataFrame) ops.Table{
		"sum and max":      func(d ops.DataFrame) ops.Table { return d.GroupBy("k").Aggregate(ops.Sum("x"), ops.Max("x")) },
		"a computed key":   func(d ops.DataFrame) ops.Table { return d.GroupBy("x // 0.5").Size() },
		"ValueCounts":      func(d ops.DataFrame) ops.Table { return d.ValueCounts("k") },
		"window median":    func(d ops.DataFrame) ops.Table { return d.Window(ops.Rows(1000)).GroupBy("k").Median() },
		"Full of 1000":     func(d ops.DataFrame) ops.Table { return d.Window(ops.Rows(1000)).Full() },
		"two keys, a size": func(d ops.DataFrame) ops.Table { return d.GroupBy("k", "x > 0").Size() },
	} {
		b.Run(name, func(b *testing.B) { benchBatch(b, batch, table) })
	}
}

// BenchmarkGroupByManyKeys measures one batch of 100 rows when there are many groups, all of which are in the Table.
func BenchmarkGroupByManyKeys(b *testing.B) {
	for _, keys := range []int{100, 10_000, 1_000_000} {
		b.Run(fmt.Sprintf("keys=%d", keys), func(b *testing.B) {
			all := make([]int64, keys)
			for i := range all {
				all[i] = int64(i) * 7919
			}
			src := flow.NewSource[frame.Frame]()
			allKeys := frame.Must(frame.New(frame.Col("k", all)))
			out := ops.From(src, allKeys.Empty()).GroupBy("k").Size()
			rows := 0
			flow.Sink(out, func(_ context.Context, f frame.Frame) error { rows += f.Len(); return nil })
			if err := src.Emit(b.Context(), allKeys); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if err := src.Emit(b.Context(), allKeys.Slice(0, 100)); err != nil {
					b.Fatal(err)
				}
			}
			keepResult(b, rows)
		})
	}
}

// derived is a DataFrame or a Table.
type derived interface {
	flow.Stream[frame.Frame]
	Err() error
}

// benchBatch measures the emission of a batch through an operator.
func benchBatch[R derived](b *testing.B, batch frame.Frame, op func(ops.DataFrame) R) {
	src := flow.NewSource[frame.Frame]()
	rows := 0
	out := op(ops.From(src, batch.Empty()))
	flow.Sink[frame.Frame](out, func(_ context.Context, f frame.Frame) error { rows += f.Len(); return nil })
	if err := out.Err(); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := src.Emit(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
	}
	keepResult(b, rows)
}

// BenchmarkGroupRolling measures a rolling mean among the rows of each group for one batch of 100 rows with 11 text keys,
// beside the rolling mean of all rows. Windows of 1,000 rows must cost what windows of 10 rows cost.
func BenchmarkGroupRolling(b *testing.B) {
	batch := groupBatch(11)
	for _, rows := range []int{10, 1000} {
		for name, roll := range map[string]func(ops.DataFrame) ops.DataFrame{
			"ungrouped": func(d ops.DataFrame) ops.DataFrame { return d.Col("x").Rolling(ops.Rows(rows)).Mean() },
			"grouped":   func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").Rolling(ops.Rows(rows)).Mean() },
		} {
			b.Run(fmt.Sprintf("rows=%d/%s", rows, name), func(b *testing.B) { benchBatch(b, batch, roll) })
		}
	}
}
