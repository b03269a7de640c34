package ops_test

import (
	"math"
	"runtime"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

func symbols(names []string, price []float64) frame.Frame {
	return table(frame.Col("symbol", names), frame.Col("price", price))
}

func TestGroupsWithoutRows(t *testing.T) {
	none := symbols(nil, nil)
	one := symbols([]string{"A"}, []float64{2})
	for name, op := range map[string]func(ops.DataFrame) ops.Table{
		"all":    func(d ops.DataFrame) ops.Table { return d.GroupBy("symbol").Mean() },
		"window": func(d ops.DataFrame) ops.Table { return d.Window(ops.Rows(3)).GroupBy("symbol").Mean() },
	} {
		t.Run(name, func(t *testing.T) { wantFrames(t, tables(t, op, none, one, none), none, one, one) })
	}
}

func TestKeyTypes(t *testing.T) {
	f := table(frame.Index("t", at(0, 1, 1, 2)), frame.Col("b", []bool{true, false, false, true}),
		frame.Col("n", []int{2, 1, 1, 2}).WithValid([]bool{true, true, true, false}),
		frame.Col("x", []float64{0, math.Copysign(0, -1), 0, 7}))
	by := func(keys ...string) []frame.Frame {
		return tables(t, func(d ops.DataFrame) ops.Table { return d.GroupBy(keys...).Size() }, f)
	}
	wantFrames(t, by("t"), table(frame.Col("t", at(0, 1, 2)), frame.Col("size", []int{1, 2, 1}))) // the index is a key, too
	wantFrames(t, by("n"), table(frame.Col("n", []int{1, 2}), frame.Col("size", []int{2, 1})))
	wantFrames(t, by("x"), table(frame.Col("x", []float64{0, 7}), frame.Col("size", []int{3, 1}))) // -0 is 0
	wantFrames(t, by("b", "n"), table(frame.Col("b", []bool{false, true}), frame.Col("n", []int{1, 2}), frame.Col("size", []int{2, 1})))
	wantFrames(t, by("x", "b"), table(frame.Col("x", []float64{0, 0, 7}), frame.Col("b", []bool{false, true, true}), frame.Col("size", []int{2, 1, 1})))
}

func TestGroupErrors(t *testing.T) {
	for name, c := range map[string]struct {
		op   func(ops.DataFrame) ops.Table
		kind error
		says []string
	}{
		"no column":      {func(d ops.DataFrame) ops.Table { return d.GroupBy("symbl").Mean() }, ops.ErrColumn, []string{"ops.GroupBy.Mean", `"symbl"`}},
		"no expression":  {func(d ops.DataFrame) ops.Table { return d.GroupBy("price %%").Mean() }, ops.ErrExpression, []string{`"price %%"`}},
		"types":          {func(d ops.DataFrame) ops.Table { return d.GroupBy("symbol + 1").Mean() }, ops.ErrType, []string{`"symbol + 1"`}},
		"twice":          {func(d ops.DataFrame) ops.Table { return d.GroupBy("price", "price").Size() }, ops.ErrColumns, []string{`"price" twice`}},
		"unknown result": {func(d ops.DataFrame) ops.Table { return d.GroupBy("symbol").Aggregate(ops.Mean("x")) }, ops.ErrColumn, []string{`"x"`}},
		"not chosen": {func(d ops.DataFrame) ops.Table { return d.GroupBy("symbol").Col("symbol").Aggregate(ops.Mean("price")) },
			ops.ErrColumn, []string{`"price"`}},
		"unknown choice": {func(d ops.DataFrame) ops.Table { return d.GroupBy("symbol").Col("x").Mean() }, ops.ErrColumn, []string{`"x"`}},
		"chosen twice":   {func(d ops.DataFrame) ops.Table { return d.GroupBy("symbol").Select("price", "price").Mean() }, frame.ErrName, []string{`"price"`}},
		"only keys":      {func(d ops.DataFrame) ops.Table { return d.GroupBy("price").Mean() }, ops.ErrType, []string{"mean needs numbers"}},
		"a key's name":   {func(d ops.DataFrame) ops.Table { return d.GroupBy("price").Aggregate(ops.Size().As("price")) }, ops.ErrColumns, []string{`"price"`}},
		"of texts":       {func(d ops.DataFrame) ops.Table { return d.GroupBy("price").Aggregate(ops.Mean("symbol")) }, ops.ErrType, []string{`"symbol" of type string`}},
		"no times":       {func(d ops.DataFrame) ops.Table { return d.GroupBy("symbol").Expiry(time.Hour).Size() }, ops.ErrType, []string{"time index"}},
		"window of time": {func(d ops.DataFrame) ops.Table { return d.Window(ops.Within(time.Hour)).GroupBy("symbol").Size() }, ops.ErrType, []string{"Window.GroupBy.Size"}},
		"counts":         {func(d ops.DataFrame) ops.Table { return d.ValueCounts("x") }, ops.ErrColumn, []string{"ops.ValueCounts"}},
		"full":           {func(d ops.DataFrame) ops.Table { return d.Window(ops.Within(time.Hour)).Full() }, ops.ErrType, []string{"ops.Window.Full"}},
		"a broken one":   {func(d ops.DataFrame) ops.Table { return d.Col("x").GroupBy("symbol").Mean() }, ops.ErrColumn, []string{"ops.Col"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPipeline(symbols(nil, nil))
			got := c.op(p.rows)
			check.Error(t, got.Err(), c.kind, c.says...)
			check.Error(t, p.source.Emit(t.Context(), symbols(nil, nil)), c.kind)
		})
	}
}

func TestGroupMisuse(t *testing.T) {
	d := newPipeline(timed(nil)).rows
	check.Panics(t, "at least one key", func() { d.GroupBy() })
	check.Panics(t, "at least one key", func() { d.Window(ops.Rows(1)).GroupBy() })
	check.Panics(t, "got 0s", func() { d.GroupBy("x").Expiry(0) })
	check.Panics(t, "got 1h0m0s", func() { d.Window(ops.Rows(1)).GroupBy("x").Expiry(time.Hour) })
	check.Panics(t, "got 0", func() { d.GroupBy("x").MaxKeys(0) })
	check.Panics(t, "at least one reduction", func() { d.GroupBy("x").Aggregate() })
	check.Panics(t, "got 0s", func() { d.TimeBucket("m", "t", 0) })
	check.Panics(t, "not be nil", func() { d.Window(ops.Rows(1)).Apply("nothing", nil) })
	check.Panics(t, "got -1", func() { d.NLargest(-1, "x") })
	check.Panics(t, "ops.NSmallest", func() { d.NSmallest(-1, "x") })
}

// A batch that is refused leaves no group and no row behind.
func TestRefusedBatchChangesNothing(t *testing.T) {
	for name, c := range map[string]struct {
		group func(ops.DataFrame) ops.Grouped
		bad   frame.Frame
		kind  error
	}{
		"too many keys": {func(d ops.DataFrame) ops.Grouped { return d.GroupBy("x").MaxKeys(2) }, timed([]float64{1, 1, 1}, 1, 2, 3), ops.ErrKeys},
		"too many keys in a window": {func(d ops.DataFrame) ops.Grouped { return d.Window(ops.Rows(2)).GroupBy("x").MaxKeys(2) },
			timed([]float64{1, 1, 1}, 1, 2, 3), ops.ErrKeys},
		"too many keys that expire": {func(d ops.DataFrame) ops.Grouped { return d.GroupBy("x").Expiry(5 * time.Second).MaxKeys(2) },
			timed([]float64{4.9, 4.9}, 2, 3), ops.ErrKeys},
		"too many keys with one that comes again": {func(d ops.DataFrame) ops.Grouped { return d.GroupBy("x").Expiry(5 * time.Second).MaxKeys(2) },
			timed([]float64{6, 6, 6}, 1, 2, 3), ops.ErrKeys},
		"window":           {func(d ops.DataFrame) ops.Grouped { return d.Window(ops.Within(9 * time.Second)).GroupBy("x") }, timed([]float64{-1}, 7), ops.ErrOrder},
		"expiry":           {func(d ops.DataFrame) ops.Grouped { return d.GroupBy("x").Expiry(time.Hour) }, timed([]float64{-1}, 7), ops.ErrOrder},
		"expiry, unsorted": {func(d ops.DataFrame) ops.Grouped { return d.GroupBy("x").Expiry(time.Hour) }, timed([]float64{2, 1}, 7, 8), ops.ErrOrder},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPipeline(timed(nil))
			grouped := c.group(p.rows).Size()
			out := collect(grouped)
			check.NoError(t, p.source.Emit(ctx, timed([]float64{0}, 1)))
			before, err := ops.SaveState(ctx, grouped)
			check.NoError(t, err)
			check.Error(t, p.source.Emit(ctx, c.bad), c.kind, "GroupBy.Size")
			after, err := ops.SaveState(ctx, grouped)
			if err != nil || string(before) != string(after) {
				t.Errorf("the state is another one: %v", err)
			}
			p.feed(t, timed([]float64{1, 1}, 1, 2))
			size := func(x []float64, n ...int) frame.Frame { return table(frame.Col("x", x), frame.Col("size", n)) }
			want := size([]float64{1, 2}, 2, 1)
			if name == "too many keys in a window" {
				want = size([]float64{1, 2}, 1, 1)
			}
			wantFrames(t, out.got, size([]float64{1}, 1), want)
		})
	}
}

// Keys that expire with a batch make room for those that it brings; otherwise every batch would be refused once the
// limit is reached.
func TestExpiredKeysMakeRoom(t *testing.T) {
	op := func(d ops.DataFrame) ops.Table {
		return d.GroupBy("x").Expiry(5 * time.Second).MaxKeys(2).Size()
	}
	got := tables(t, op, timed([]float64{0, 1}, 1, 2), timed([]float64{6, 6}, 3, 4), timed([]float64{7, 12, 12}, 3, 5, 6))
	size := func(x ...float64) frame.Frame { return table(frame.Col("x", x), frame.Const("size", 1, len(x))) }
	wantFrames(t, got, size(1, 2), size(3, 4), size(5, 6))
}

func TestGroupOverflow(t *testing.T) {
	f := func(k string, n int64) frame.Frame {
		return table(frame.Col("k", []string{"b", k}), frame.Col("n", []int64{1, n}))
	}
	p := newPipeline(f("", 0))
	out := collect(p.rows.Window(ops.Rows(4)).GroupBy("k").Sum())
	check.NoError(t, p.source.Emit(ctx, f("a", math.MaxInt64)))
	check.Error(t, p.source.Emit(ctx, f("a", 1)), ops.ErrOverflow, `column "n"`, "in group k = a")
	p.feed(t, f("a", 2)) // the greatest value has left the window
	wantFrames(t, out.got[1:], table(frame.Col("k", []string{"a", "b"}), frame.Col("n", []int64{3, 2})))
}

// A Custom reduction without Append cannot be saved, and that is an error.
func TestUnsavableGroups(t *testing.T) {
	for _, op := range []func(ops.DataFrame) ops.Table{
		func(d ops.DataFrame) ops.Table { return d.GroupBy("x").Aggregate(addAndRemove) },
		func(d ops.DataFrame) ops.Table { return d.Aggregate(addAndRemove) },
	} {
		_, err := ops.SaveState(ctx, op(newPipeline(timed(nil)).rows))
		check.Error(t, err, ops.ErrState, "without Append")
	}
}

func TestStateOfOtherGroups(t *testing.T) {
	by := func(key string) ops.Table { return newPipeline(timed(nil)).rows.GroupBy(key).Size() }
	state, err := ops.SaveState(ctx, by("x"))
	check.NoError(t, err)
	check.Error(t, ops.RestoreState(ctx, state, by("x > 1")), ops.ErrState, "GroupBy")
}

// A window keeps only the keys of its rows, however many have come.
func TestWindowRemovesKeys(t *testing.T) {
	if testing.Short() {
		t.Skip("300,000 keys")
	}
	p := newPipeline(table(frame.Col("n", []int64{})))
	var last frame.Frame
	sizes := collect(p.rows.Window(ops.Rows(100)).GroupBy("n").Size())
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	next := int64(0)
	emit := func(batches int) {
		for range batches {
			n := make([]int64, 100)
			for i := range n {
				n[i] = next
				next++
			}
			check.NoError(t, p.source.Emit(ctx, table(frame.Col("n", n))))
			last, sizes.got = sizes.got[0], sizes.got[:0]
		}
	}
	emit(10)
	before := heap()
	emit(3000)
	if after := heap(); after > before+1<<20 {
		t.Errorf("the heap has grown from %d to %d bytes", before, after)
	}
	if last.Len() != 100 {
		t.Errorf("got %d groups, want 100", last.Len())
	}
}

// A state is only restored into the same grouping: the same columns are not enough.
func TestStateOfOtherRetention(t *testing.T) {
	d := newPipeline(timed(nil)).rows
	state, err := ops.SaveState(ctx, d.GroupBy("x").Size())
	check.NoError(t, err)
	for _, other := range []ops.Table{d.GroupBy("x + 1").Size(), d.GroupBy("x").Expiry(time.Hour).Size()} {
		check.Error(t, ops.RestoreState(ctx, state, other), ops.ErrState, "GroupBy.Size")
	}
}
