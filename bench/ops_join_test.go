package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

const (
	joinRows  = 2000 // rows of a batch
	joinTable = 500  // rows of the table, with different keys
)

// symbols returns n different text keys.
func symbols(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("symbol %d", i)
	}
	return all
}

// joinKeys returns the keys of a batch as texts and as numbers. There are 600 different ones, so one in six is not in the
// table.
func joinKeys() (text []string, number []int64) {
	rng := rand.New(rand.NewPCG(1, 1))
	all := symbols(joinTable * 6 / 5)
	text, number = make([]string, joinRows), make([]int64, joinRows)
	for i := range text {
		number[i] = int64(rng.IntN(len(all)))
		text[i] = all[number[i]]
	}
	return text, number
}

// BenchmarkJoin measures a join of a batch of 2,000 rows with a table of 500 rows that has two columns besides the key.
func BenchmarkJoin(b *testing.B) {
	text, number := joinKeys()
	x, _, _ := concatColumns(joinRows, 0)
	price, lot, _ := concatColumns(joinTable, 0)
	ids := make([]int64, joinTable)
	for i := range ids {
		ids[i] = int64(i)
	}
	batch := frame.Must(frame.New(frame.Col("symbol", text), frame.Col("id", number), frame.Col("x", x)))
	table := frame.Must(frame.New(
		frame.Col("symbol", symbols(joinTable)), frame.Col("id", ids), frame.Col("price", price), frame.Col("lot", lot)))
	kinds := []string{"left", "inner"}
	for _, key := range []string{"symbol", "id"} {
		other := map[string]string{"symbol": "id", "id": "symbol"}[key]
		for i, kind := range []ops.JoinOption{ops.Left, ops.Inner} {
			b.Run(fmt.Sprintf("%s/on=%s/streamgage", kinds[i], key), func(b *testing.B) {
				left, right := frame.Must(batch.Drop(other)), frame.Must(table.Drop(other))
				rows := 0
				src := flow.NewSource[frame.Frame]()
				joined := ops.From(src, left.Empty()).Join(right, key, kind)
				flow.Sink(joined, func(_ context.Context, f frame.Frame) error { rows += f.Len(); return nil })
				b.ReportAllocs()
				for b.Loop() {
					if err := src.Emit(b.Context(), left); err != nil {
						b.Fatal(err)
					}
				}
				reportPerRow(b, joinRows)
				keepResult(b, rows)
			})
		}
	}
	left := dataframe.New(series.New(text, series.String, "symbol"), series.New(x, series.Float, "x"))
	right := dataframe.New(
		series.New(symbols(joinTable), series.String, "symbol"), series.New(price, series.Float, "price"),
		series.New(lot, series.Float, "lot"))
	for i, join := range []func(dataframe.DataFrame, ...string) dataframe.DataFrame{left.LeftJoin, left.InnerJoin} {
		b.Run(kinds[i]+"/on=symbol/gota", func(b *testing.B) {
			rows := 0
			b.ReportAllocs()
			for b.Loop() {
				rows += join(right, "symbol").Nrow()
			}
			reportPerRow(b, joinRows)
			keepResult(b, rows)
		})
	}
}

// reportPerRow reports the time of one row.
func reportPerRow(b *testing.B, rows int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
}

// BenchmarkJoinByTime measures joins by time of a batch of 2,000 rows from each side, one row each ms, with 100 symbols.
// ns/row counts the rows of both sides. gota has no such join.
func BenchmarkJoinByTime(b *testing.B) {
	const near = 50 * time.Millisecond // on average one row of a symbol
	for _, c := range []struct {
		name string
		join func(l, r ops.DataFrame) ops.DataFrame
	}{
		{"as of", func(l, r ops.DataFrame) ops.DataFrame { return l.Drop("symbol").AsOf(r.Drop("symbol")) }},
		{"as of/by", func(l, r ops.DataFrame) ops.DataFrame { return l.AsOf(r, ops.ByKey("symbol")) }},
		{"nearest/by", func(l, r ops.DataFrame) ops.DataFrame {
			return l.AsOf(r, ops.ByKey("symbol"), ops.Direction(ops.Nearest), ops.Tolerance(near))
		}},
		{"within/by", func(l, r ops.DataFrame) ops.DataFrame { return l.JoinWithin(r, near, ops.ByKey("symbol")) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			left, right := joinBatches("x"), joinBatches("bid")
			l, r := flow.NewSource[frame.Frame](), flow.NewSource[frame.Frame]()
			rows := 0
			joined := c.join(ops.From(l, left(0).Empty()), ops.From(r, right(0).Empty()))
			flow.Sink(joined, func(_ context.Context, f frame.Frame) error { rows += f.Len(); return nil })
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if err := l.Emit(b.Context(), left(i)); err != nil {
					b.Fatal(err)
				}
				if err := r.Emit(b.Context(), right(i)); err != nil {
					b.Fatal(err)
				}
			}
			reportPerRow(b, 2*joinRows)
			keepResult(b, rows)
		})
	}
}

// joinBatches returns a function that makes batch i of one side of a join by time. The new column of times takes 1 ns a
// row, which is measured too.
func joinBatches(name string) func(i int) frame.Frame {
	rng := rand.New(rand.NewPCG(1, uint64(len(name))))
	all := symbols(100)
	x, symbol := make([]float64, joinRows), make([]string, joinRows)
	for i := range x {
		x[i], symbol[i] = rng.NormFloat64(), all[rng.IntN(len(all))]
	}
	return func(i int) frame.Frame {
		times := make([]int64, joinRows)
		for j := range times {
			times[j] = int64(i*joinRows+j) * int64(time.Millisecond)
		}
		return frame.Must(frame.New(frame.Nanos("t", times).AsIndex(), frame.Col("symbol", symbol), frame.Col(name, x)))
	}
}
