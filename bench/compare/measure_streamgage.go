package main

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// workload is a pipeline that is measured. measure_python.py has one of the same name.
type workload struct {
	name, title string
	run         func(b *testing.B, in input)
}

var workloads = []workload{
	{"emit", "one element through map, filter, map and sink", emit},
	{"concat", "`sliding_window(20)` and `concat` of frames of 100 rows, 3 columns", concat},
	{"rolling 20", "`rolling('500ms').mean()`, a batch of 20 rows",
		func(b *testing.B, in input) { rolling(b, in.X[:20], 5*time.Millisecond) }},
	{"rolling 2000", "`rolling('500ms').mean()`, a batch of 2,000 rows",
		func(b *testing.B, in input) { rolling(b, in.X, 100*time.Microsecond) }},
	{"window", "`window(n=1000).mean()`, a batch of 100 rows", windowMean},
	{"groupby", "`groupby(k).x.mean()`, a batch of 100 rows, 11 keys", groupMean},
	{"csv", "`read_csv` of a file of 200,000 rows: two columns of whole numbers, one of floats", readCSV},
}

// result is the cost of one emission.
type result struct {
	ns     float64
	allocs int64
}

// measureStreamgage measures each workload for a second.
func measureStreamgage(ctx context.Context, in input) (map[string]result, error) {
	results := map[string]result{}
	for _, w := range workloads {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r := testing.Benchmark(func(b *testing.B) { w.run(b, in) })
		if r.N == 0 {
			return nil, fmt.Errorf("compare: %s failed", w.name)
		}
		results[w.name] = result{float64(r.T.Nanoseconds()) / float64(r.N), r.AllocsPerOp()}
	}
	return results, nil
}

// emitLoop measures the emission of the elements that next returns.
func emitLoop[T any](b *testing.B, src *flow.Source[T], next func(i int) T) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if err := src.Emit(b.Context(), next(i)); err != nil {
			b.Fatal(err)
		}
	}
}

// discard ends a stream in a sink that does nothing.
func discard[T any](s flow.Stream[T]) {
	flow.Sink(s, func(context.Context, T) error { return nil })
}

// emit measures one element through map, filter, map and sink.
func emit(b *testing.B, _ input) {
	src := flow.NewSource[int]()
	even := flow.Filter(flow.Map(src, func(x int) int { return x + 1 }), func(x int) bool { return x%2 == 0 })
	discard(flow.Map(even, func(x int) int { return x * 3 }))
	emitLoop(b, src, func(i int) int { return i })
}

// concat measures a sliding window of frames that are concatenated.
func concat(b *testing.B, in input) {
	src := flow.NewSource[frame.Frame]()
	discard(flow.TryMap(flow.SlidingWindow(src, 20), frame.Concat))
	f := frame.Must(frame.New(frame.Col("x", in.X[:100]), frame.Col("y", in.Y[:100]), frame.Col("n", in.N[:100])))
	emitLoop(b, src, func(int) frame.Frame { return f })
}

// rolling measures a rolling mean of batches of x with increasing times. The times are changed in place, because nothing in
// the pipeline keeps a batch.
func rolling(b *testing.B, x []float64, step time.Duration) {
	times := make([]int64, len(x))
	for i := range times {
		times[i] = int64(i) * int64(step)
	}
	f := frame.Must(frame.New(frame.Nanos("t", times).AsIndex(), frame.Col("x", x)))
	src := flow.NewSource[frame.Frame]()
	discard(ops.From(src, f.Empty()).Rolling(ops.Within(500 * time.Millisecond)).Mean())
	emitLoop(b, src, func(int) frame.Frame {
		for i := range times {
			times[i] += int64(len(x)) * int64(step)
		}
		return f
	})
}

// windowMean measures the mean of a window of rows.
func windowMean(b *testing.B, in input) {
	f := frame.Must(frame.New(frame.Col("x", in.X[:100])))
	src := flow.NewSource[frame.Frame]()
	discard(ops.From(src, f.Empty()).Window(ops.Rows(1000)).Mean())
	emitLoop(b, src, func(int) frame.Frame { return f })
}

// readCSV measures reading a CSV file.
func readCSV(b *testing.B, in input) {
	b.ReportAllocs()
	for b.Loop() {
		if f, err := frame.ReadCSV(strings.NewReader(in.CSV)); err != nil || f.Len() != csvRows {
			b.Fatal(f.Len(), err)
		}
	}
}

// groupMean measures the mean of each group.
func groupMean(b *testing.B, in input) {
	f := frame.Must(frame.New(frame.Col("k", in.Keys[:100]), frame.Col("x", in.X[:100])))
	src := flow.NewSource[frame.Frame]()
	discard(ops.From(src, f.Empty()).GroupBy("k").Col("x").Mean())
	emitLoop(b, src, func(int) frame.Frame { return f })
}
