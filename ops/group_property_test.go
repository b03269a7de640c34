package ops_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// event is a row. An empty key and a NaN value are missing.
type event struct {
	second float64
	key    string
	x      float64
}

func eventFrame(events []event) frame.Frame {
	var seconds, x []float64
	var keys []string
	var valid []bool
	for _, e := range events {
		seconds, x, keys, valid = append(seconds, e.second), append(x, e.x), append(keys, e.key), append(valid, e.key != "")
	}
	return table(frame.Index("t", at(seconds...)), frame.Col("k", keys).WithValid(valid), frame.Col("x", x))
}

// drawEvents draws rows in the order of their times. Values are whole, so their sums are exact.
func drawEvents(t *rapid.T) []event {
	events := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) event {
		return event{
			second: float64(rapid.SampledFrom([]int{0, 0, 1, 1, 2, 5}).Draw(t, "later")),
			key:    rapid.SampledFrom([]string{"a", "b", "c", "d", "e", ""}).Draw(t, "key"),
			x:      rapid.SampledFrom([]float64{nan, -3, 0, 1, 2, 8}).Draw(t, "x"),
		}
	}), 1, 40).Draw(t, "events")
	for i := 1; i < len(events); i++ {
		events[i].second += events[i-1].second
	}
	return events
}

// drawBatches splits rows into batches, some of them empty.
func drawBatches(t *rapid.T, events []event) (batches [][]event) {
	for len(events) > 0 {
		n := rapid.IntRange(0, min(8, len(events))).Draw(t, "batch")
		batches = append(batches, events[:n])
		events = events[n:]
	}
	return batches
}

// groupSetting is a way to group, and which of the rows so far count in it.
type groupSetting struct {
	name   string
	group  func(ops.DataFrame) ops.Grouped
	counts func(events []event) []event
}

func drawGroupSetting(t *rapid.T) groupSetting {
	n := rapid.IntRange(1, 9).Draw(t, "length")
	long := time.Duration(n) * time.Second
	return rapid.SampledFrom([]groupSetting{
		{"all", func(d ops.DataFrame) ops.Grouped { return d.GroupBy("k") }, func(e []event) []event { return e }},
		{"rows", func(d ops.DataFrame) ops.Grouped { return d.Window(ops.Rows(n)).GroupBy("k") },
			func(e []event) []event { return e[max(0, len(e)-n):] }},
		{"within", func(d ops.DataFrame) ops.Grouped { return d.Window(ops.Within(long)).GroupBy("k") },
			func(e []event) []event { return newerThan(e, float64(n)) }},
		{"expiry", func(d ops.DataFrame) ops.Grouped { return d.GroupBy("k").Expiry(long) },
			func(e []event) []event { return withoutPause(e, float64(n)) }},
	}).Draw(t, "staying")
}

func newerThan(events []event, length float64) (in []event) {
	for _, e := range events {
		if e.second > events[len(events)-1].second-length {
			in = append(in, e)
		}
	}
	return in
}

// withoutPause returns, for each key, the last rows without a pause of the length between or after them.
func withoutPause(events []event, length float64) (in []event) {
	next := map[string]float64{}
	over := map[string]bool{}
	for _, e := range slices.Backward(events) {
		if _, ok := next[e.key]; !ok {
			next[e.key] = events[len(events)-1].second
		}
		over[e.key] = over[e.key] || next[e.key]-e.second >= length
		next[e.key] = e.second
		if !over[e.key] {
			in = append(in, e)
		}
	}
	slices.Reverse(in)
	return in
}

// groupsOf computes all results of rows directly.
func groupsOf(events []event) frame.Frame {
	groups := map[string][]event{}
	for _, e := range events {
		if e.key != "" {
			groups[e.key] = append(groups[e.key], e)
		}
	}
	keys := slices.Sorted(maps.Keys(groups))
	var sum, mean, least, most, first, last []float64
	var count, size, distinct []int
	for _, k := range keys {
		var x []float64
		total, set := 0.0, map[float64]bool{}
		for _, e := range groups[k] {
			if e.x == e.x {
				x = append(x, e.x)
				set[e.x] = true
				total += e.x
			}
		}
		size, count, distinct = append(size, len(groups[k])), append(count, len(x)), append(distinct, len(set))
		sum, mean = append(sum, total), append(mean, total/float64(len(x)))
		if len(x) == 0 {
			x = []float64{nan}
		}
		least, most = append(least, slices.Min(x)), append(most, slices.Max(x))
		first, last = append(first, x[0]), append(last, x[len(x)-1])
	}
	return table(frame.Col("k", keys), frame.Col("x_sum", sum), frame.Col("x_mean", mean), frame.Col("x_min", least),
		frame.Col("x_max", most), frame.Col("x_first", first), frame.Col("x_last", last), frame.Col("x_count", count),
		frame.Col("size", size), frame.Col("x_nunique", distinct))
}

// feeder emits batches and collects the results.
type feeder struct {
	source *flow.Source[frame.Frame]
	table  ops.Table
	out    *batches
}

func newFeeder(op func(ops.DataFrame) ops.Table) feeder {
	p := newPipeline(eventFrame(nil))
	t := op(p.rows)
	return feeder{p.source, t, collect(t)}
}

func (f feeder) feed(t *rapid.T, batch []event) {
	if err := f.source.Emit(ctx, eventFrame(batch)); err != nil {
		t.Fatal(err)
	}
}

// Groups have the results of the rows that count, however rows are split into batches.
func TestGroupsMatchBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		how, events := drawGroupSetting(t), drawEvents(t)
		f := newFeeder(func(d ops.DataFrame) ops.Table {
			return how.group(d).Aggregate(ops.Sum("x"), ops.Mean("x"), ops.Min("x"), ops.Max("x"),
				ops.First("x"), ops.Last("x"), ops.Count("x"), ops.Size(), ops.NUnique("x"))
		})
		seen := 0
		for i, batch := range drawBatches(t, events) {
			f.feed(t, batch)
			seen += len(batch)
			want := groupsOf(nil)
			if seen > 0 {
				want = groupsOf(how.counts(events[:seen]))
			}
			if got := f.out.got[i]; !got.Equal(want) {
				t.Fatalf("%s, batch %d: got\n%v\nwant\n%v", how.name, i, got, want)
			}
		}
	})
}

// everyReduction returns all reductions that groups can have, also custom ones.
func everyReduction() []ops.Reduction {
	product := ops.Custom[float64]{
		Init:   func() float64 { return 1 },
		Add:    func(s, v float64) float64 { return s * (v + 0.1) },
		Merge:  func(a, b float64) float64 { return a * b },
		Result: func(s float64) float64 { return s },
		Append: func(dst []byte, s float64) []byte { return fmt.Appendf(dst, "%016x", math.Float64bits(s)) },
		Read: func(src []byte) (float64, []byte, error) {
			var bits uint64
			_, err := fmt.Sscanf(string(src[:16]), "%x", &bits)
			return math.Float64frombits(bits), src[16:], err
		},
	}
	return []ops.Reduction{
		ops.Sum("x"), ops.Prod("x"), ops.Mean("x"), ops.Min("x"), ops.Max("x"), ops.First("x"), ops.Last("x"), ops.Count("x"),
		ops.Size(), ops.NUnique("x"), ops.Var("x"), ops.Std("x"), ops.Sem("x"), ops.Skew("x"), ops.Kurt("x"), ops.Median("x"),
		ops.Quantile("x", 0.3, ops.LowerValue), ops.Corr("x", "x"), ops.Cov("x", "x"), ops.Last("k").As("key"), ops.By("product", "x", product),
	}
}

// A restored grouping continues exactly as the saved one.
func TestRestoredGroupsContinue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		how := drawGroupSetting(t)
		op := func(d ops.DataFrame) ops.Table { return how.group(d).Aggregate(everyReduction()...) }
		batches := drawBatches(t, drawEvents(t))
		old, restored := newFeeder(op), newFeeder(op)
		cut := rapid.IntRange(0, len(batches)).Draw(t, "cut")
		for _, b := range batches[:cut] {
			old.feed(t, b)
		}
		state := stateOf(t, old.table)
		if err := ops.RestoreState(ctx, state, restored.table); err != nil {
			t.Fatal(err)
		}
		if again := stateOf(t, restored.table); !slices.Equal(again, state) {
			t.Fatalf("restored and saved again: got %d other bytes, want %d", len(again), len(state))
		}
		for i, b := range batches[cut:] {
			old.feed(t, b)
			restored.feed(t, b)
			if got, want := restored.out.got[i], old.out.got[cut+i]; !got.Equal(want) {
				t.Fatalf("%s, batch %d: got\n%v\nwant\n%v", how.name, cut+i, got, want)
			}
		}
		if !slices.Equal(stateOf(t, restored.table), stateOf(t, old.table)) {
			t.Fatal("the states differ in the end")
		}
	})
}

func stateOf(t *rapid.T, table ops.Table) []byte {
	state, err := ops.SaveState(ctx, table)
	if err != nil {
		t.Fatal(err)
	}
	return state
}
