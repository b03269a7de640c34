package ops_test

import (
	"math"
	"sync/atomic"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// events is a frame of rows at so many seconds after day, in that order.
func events(seconds []float64, x ...float64) frame.Frame {
	return table(frame.Index("t", at(seconds...)), frame.Col("x", x))
}

func sums(starts, ends []float64, x ...float64) frame.Frame {
	return table(frame.Index("t", at(starts...)), frame.Col("end", at(ends...)), frame.Col("x", x))
}

func TestTumblingClosesAtWatermark(t *testing.T) {
	got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Tumbling(10 * time.Second).Sum() },
		events([]float64{1, 9, 3}, 1, 2, 4),                   // all in the first window
		events([]float64{10, 5}, 8, 16),                       // 10 closes it, so 5 is late
		events([]float64{12, 35, 21, 11, 30}, 1, 2, 4, 8, 16)) // 35 closes two; then 21 and 11 are late
	wantFrames(t, got,
		sums([]float64{0}, []float64{10}, 7),
		sums([]float64{10}, []float64{20}, 9),
		sums([]float64{30}, []float64{40}, 18))
}

// The diagrams in docs/dataframes.md and in Reorder's documentation.
func TestLatenessDiagrams(t *testing.T) {
	alone := func(seconds ...float64) (all []frame.Frame) {
		for _, s := range seconds {
			all = append(all, events([]float64{s}, s))
		}
		return all
	}
	windows := func(d ops.DataFrame) ops.DataFrame {
		return d.Tumbling(10*time.Second, ops.Lateness(2*time.Second)).Sum()
	}
	wantFrames(t, resultsOf(t, windows, alone(1, 4, 11, 8, 3, 12, 13, 2)...),
		sums([]float64{0}, []float64{10}, 1+4+8+3), sums([]float64{10}, []float64{20}, 11+12+13))
	sorted := func(d ops.DataFrame) ops.DataFrame { return d.Reorder(2 * time.Second) }
	wantFrames(t, resultsOf(t, sorted, alone(1, 3, 2, 5, 4, 9, 3)...),
		events([]float64{1}, 1), events([]float64{2, 3}, 2, 3), events([]float64{4, 5}, 4, 5), events([]float64{9}, 9))
}

func TestSlidingPanes(t *testing.T) {
	got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Sliding(10*time.Second, 4*time.Second).Sum() },
		events([]float64{3, 9}, 1, 2), events([]float64{50}, 4))
	wantFrames(t, got,
		sums([]float64{-4}, []float64{6}, 1),
		sums([]float64{0, 4, 8}, []float64{10, 14, 18}, 3, 2, 2),
		sums([]float64{44, 48}, []float64{54, 58}, 4, 4))
}

func TestTumblingRows(t *testing.T) {
	in := []frame.Frame{
		table(frame.Index("n", []int{5, 3}), frame.Col("x", []float64{1, 2}), frame.Col("k", []string{"b", "a"})),
		table(frame.Index("n", []int{9, 1, 0}), frame.Col("x", []float64{4, 8, 16}), frame.Col("k", []string{"a", "b", "a"})),
	}
	wantFrames(t, resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.TumblingRows(2).Sum() }, in...),
		table(frame.Index("n", []int{5}), frame.Col("x", []float64{3})),
		table(frame.Index("n", []int{9}), frame.Col("x", []float64{12})),
		table(frame.Index("n", []int{0}), frame.Col("x", []float64{16})))
	wantFrames(t, resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.TumblingRows(3).GroupBy("k").Sum() }, in...),
		table(frame.Index("n", []int{3, 5}), frame.Col("k", []string{"a", "b"}), frame.Col("x", []float64{6, 1})),
		table(frame.Index("n", []int{0, 1}), frame.Col("k", []string{"a", "b"}), frame.Col("x", []float64{16, 8})))
	plain := func(d ops.DataFrame) ops.DataFrame { return d.DropIndex().TumblingRows(4).Aggregate(ops.Max("x")) }
	wantFrames(t, resultsOf(t, plain, in...),
		table(frame.Col("x_max", []float64{8})), table(frame.Col("x_max", []float64{16})))
}

// Keys of all types are sorted as their values are; of several keys the first one comes first.
func TestWindowKeysAreSorted(t *testing.T) {
	in := table(frame.Index("t", at(1, 2, 3, 4, 5, 6)), frame.Col("f", []float64{-1.5, 2, math.Inf(-1), 0, math.Copysign(0, -1), nan}),
		frame.Col("b", []bool{true, false, false, true, false, true}), frame.Col("when", at(9, 8, 9, 8, 9, 8)))
	one := func(key string) operator {
		return func(d ops.DataFrame) ops.DataFrame {
			return d.Tumbling(time.Hour).GroupBy(key).Aggregate(ops.Count("b").As("n")).Drop("end").DropIndex()
		}
	}
	wantFrames(t, resultsOf(t, one("f"), in),
		table(frame.Col("f", []float64{math.Inf(-1), -1.5, 0, 2}), frame.Col("n", []int{1, 1, 2, 1})))
	wantFrames(t, resultsOf(t, one("b"), in), table(frame.Col("b", []bool{false, true}), frame.Col("n", []int{3, 3})))
	two := func(d ops.DataFrame) ops.DataFrame {
		return d.Tumbling(time.Hour).GroupBy("when", "b").Aggregate(ops.Size()).Drop("end").DropIndex()
	}
	wantFrames(t, resultsOf(t, two, in), table(frame.Col("when", at(8, 8, 9, 9)), frame.Col("b", []bool{false, true, false, true}),
		frame.Col("size", []int{1, 2, 2, 1})))
}

// Rows of the example have windows of their own, as they have sums of their own in other operators.
func TestWindowsOfExample(t *testing.T) {
	src := flow.NewSource[frame.Frame]()
	var late atomic.Int64
	d := ops.From(src, events([]float64{1, 12, 3}, 1, 2, 4)).Tumbling(10*time.Second, ops.CountLate(&late)).Sum()
	if want := sums([]float64{0, 10}, []float64{10, 20}, 1, 2); !d.Example().Equal(want) || late.Load() != 0 {
		t.Errorf("got %d late and\n%v", late.Load(), d.Example())
	}
	check.NoError(t, src.Close(t.Context()))
}

// The result of windows is a DataFrame like any other.
func TestWindowResultsAreDataFrames(t *testing.T) {
	got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame {
		w := d.Tumbling(10*time.Second).Aggregate(ops.Sum("x"), ops.Size())
		ratio := w.Col("x_sum").Over(w.Col("size"))
		return w.With("mean", ratio).Select("mean").Rolling(ops.Within(20 * time.Second)).Sum()
	}, events([]float64{1, 2, 11, 25}, 1, 3, 8, 16))
	if len(got) != 2 || got[0].Len() != 2 || floats(t, got[1], "mean")[0] != 8+16 {
		t.Errorf("got %v", got)
	}
}

func TestLateRows(t *testing.T) {
	late := flow.NewSource[frame.Frame]()
	ended := &receiver{}
	flow.To(late, frame.Receiver(ended))
	p := newPipeline(events(nil))
	out := collect(p.rows.Tumbling(time.Second, ops.LateRows(late)).Sum())
	p.feed(t, events([]float64{5, 1, 6, 2}, 1, 2, 3, 4), events([]float64{4, 7}, 5, 6))
	wantFrames(t, ended.got, events([]float64{1, 2}, 2, 4), events([]float64{4}, 5))
	if !ended.closed {
		t.Error("the end did not reach the late rows")
	}
	if len(out.got) != 2+1 {
		t.Errorf("got %v", out.got)
	}
}
