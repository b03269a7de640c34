package ops_test

import (
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// fillCase is an operation that fills missing values, as drawn for a test.
type fillCase struct {
	name          string
	limit, maxGap int
	byTime        bool
}

func drawFill(t *rapid.T) fillCase {
	c := fillCase{name: rapid.SampledFrom([]string{"ffill", "bfill", "interpolate"}).Draw(t, "fill")}
	c.limit = rapid.SampledFrom([]int{0, 0, 1, 2}).Draw(t, "limit")
	if c.name == "interpolate" {
		c.maxGap = rapid.SampledFrom([]int{0, 0, 1, 3}).Draw(t, "max gap")
		c.byTime = rapid.Bool().Draw(t, "by time")
	}
	return c
}

func (c fillCase) options() (opts []ops.FillOption) {
	if c.limit > 0 {
		opts = append(opts, ops.Limit(c.limit))
	}
	if c.maxGap > 0 {
		opts = append(opts, ops.MaxGap(c.maxGap))
	}
	if c.byTime {
		opts = append(opts, ops.ByTime())
	}
	return opts
}

func (c fillCase) of(d ops.DataFrame) ops.DataFrame {
	switch c.name {
	case "ffill":
		return d.FFill(c.options()...)
	case "bfill":
		return d.BFill(c.options()...)
	}
	return d.Interpolate(append(c.options(), ops.Columns("x"))...)
}

func (c fillCase) ofGroups(g ops.Grouped) ops.DataFrame {
	switch c.name {
	case "ffill":
		return g.FFill(c.options()...)
	case "bfill":
		return g.BFill(c.options()...)
	}
	return g.Interpolate(append(c.options(), ops.Columns("x"))...)
}

// source returns from which row the value of each of n rows comes, or -1. valid says which rows have one.
func (c fillCase) source(n int, valid func(int) bool) []int {
	from := make([]int, n)
	for i := range from {
		from[i] = -1
		step := -1
		if c.name == "bfill" {
			step = 1
		}
		for at := i; at >= 0 && at < n; at += step {
			if distance := max(i-at, at-i); c.limit > 0 && distance > c.limit {
				break
			}
			if valid(at) {
				from[i] = at
				break
			}
		}
	}
	return from
}

// interpolated returns x with the values of the model.
func (c fillCase) interpolated(x, nanos []float64) []float64 {
	out := append([]float64(nil), x...)
	for i := range x {
		before, after := i, i
		for before >= 0 && x[before] != x[before] {
			before--
		}
		for after < len(x) && x[after] != x[after] {
			after++
		}
		if before == i || before < 0 || after == len(x) {
			continue
		}
		if c.limit > 0 && i-before > c.limit || c.maxGap > 0 && after-before-1 > c.maxGap {
			continue
		}
		at, length := float64(i-before), float64(after-before)
		if c.byTime {
			at, length = nanos[i]-nanos[before], nanos[after]-nanos[before]
		}
		a, b := x[before], x[after]
		switch {
		case at == 0 || a == b:
			out[i] = a
		case at == length:
			out[i] = b
		default:
			out[i] = (b-a)/length*at + a
			if out[i] != out[i] {
				out[i] = (b-a)/length*(at-length) + b
			}
		}
	}
	return out
}

// model returns the rows of one group, filled.
func (c fillCase) model(f frame.Frame) frame.Frame {
	var cols []frame.Column
	nanos := make([]float64, f.Len())
	times, _ := f.Times("t")
	for i := range nanos {
		nanos[i] = float64(times[i] - day.UnixNano())
	}
	for _, name := range f.Schema().Names()[1:] {
		if name == "k" {
			continue
		}
		if c.name == "interpolate" {
			if name == "x" {
				x, _ := f.Floats("x")
				cols = append(cols, frame.Col("x", c.interpolated(x, nanos)))
			}
			continue
		}
		from := c.source(f.Len(), func(i int) bool { return f.Valid(name, i) })
		valid, rows := make([]bool, f.Len()), make([]int, f.Len())
		for i, at := range from {
			valid[i], rows[i] = at >= 0, max(0, at)
		}
		cols = append(cols, columnOf(f.Take(rows), name).WithValid(valid))
	}
	return frame.Must(f.With(cols...))
}

// Missing values are filled as by the model, which looks at all rows, whatever the batches are, and rows stay in order.
func TestFillMatchesModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, rows := drawFill(t), drawRows(t)
		p := newPipeline(rowsFrame(nil))
		got := collect(c.of(p.rows.Drop("k")))
		for _, batch := range drawCuts(t, rows) {
			if err := p.source.Emit(ctx, rowsFrame(batch)); err != nil {
				t.Fatal(err)
			}
		}
		if err := p.source.Close(ctx); err != nil {
			t.Fatal(err)
		}
		all, want := frame.Must(frame.Concat(got.got)), c.model(frame.Must(rowsFrame(rows).Drop("k")))
		if !all.Equal(want) {
			t.Fatalf("%+v: got\n%v\nwant\n%v", c, all, want)
		}
	})
}

// The same in groups, which may expire.
func TestGroupFillMatchesModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, rows := drawFill(t), drawRows(t)
		pause := rapid.SampledFrom([]int{0, 0, 2, 6}).Draw(t, "expiry")
		p := newPipeline(rowsFrame(nil))
		g := p.rows.GroupBy("k")
		if pause > 0 {
			g = g.Expiry(time.Duration(pause) * time.Second)
		}
		got := collect(c.ofGroups(g))
		for _, batch := range drawCuts(t, rows) {
			if err := p.source.Emit(ctx, rowsFrame(batch)); err != nil {
				t.Fatal(err)
			}
		}
		if err := p.source.Close(ctx); err != nil {
			t.Fatal(err)
		}
		whole := rowsFrame(rows)
		if c.name == "interpolate" {
			whole = frame.Must(whole.Select("k", "x"))
		}
		place, parts, next := make([]int, len(rows)), []frame.Frame{whole.Empty()}, 0
		add := func(row int) { place[row] = next; next++ }
		for _, g := range groupsOfRows(rows, float64(pause)) {
			parts = append(parts, c.model(whole.Take(g)))
			for _, row := range g {
				add(row)
			}
		}
		for i, r := range rows {
			if r.key == "" {
				parts = append(parts, blank(whole.Slice(i, i+1)))
				add(i)
			}
		}
		all, want := frame.Must(frame.Concat(got.got)), frame.Must(frame.Concat(parts)).Take(place)
		if !all.Equal(want) {
			t.Fatalf("%+v, expiry %d: got\n%v\nwant\n%v", c, pause, all, want)
		}
	})
}

// blank returns f with all values missing but the index.
func blank(f frame.Frame) frame.Frame {
	var cols []frame.Column
	for _, name := range f.Schema().Names()[1:] {
		cols = append(cols, columnOf(f, name).WithValid(make([]bool, f.Len())))
	}
	return frame.Must(f.With(cols...))
}

// Rows leave as soon as they are decided, and those after them with them.
func TestFillHoldsRowsBack(t *testing.T) {
	f := func(x ...float64) frame.Frame { return table(frame.Col("x", x)) }
	in := []frame.Frame{f(nan, 1, nan), f(nan), f(nan, 2, nan), f(nan)}
	wantFrames(t, resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.BFill() }, in...),
		f(1, 1), f(2, 2, 2, 2), f(nan, nan))
	wantFrames(t, resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.BFill(ops.Limit(2)) }, in...),
		f(1, 1), f(nan, 2, 2, 2), f(nan, nan))
	wantFrames(t, resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Interpolate() }, in...),
		f(nan, 1), f(1.25, 1.5, 1.75, 2), f(nan, nan))
	wantFrames(t, resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Interpolate(ops.MaxGap(2)) }, in...),
		f(nan, 1), f(nan, nan, nan, 2), f(nan, nan))
}

// A batch that would hold back too many rows is refused as a whole, and those before and after it are filled.
func TestFillMaxRows(t *testing.T) {
	f := func(keys string, x ...float64) frame.Frame {
		return table(frame.Col("k", strings.Split(keys, "")), frame.Col("x", x))
	}
	for name, op := range map[string]func(ops.DataFrame) ops.DataFrame{
		"all rows": func(d ops.DataFrame) ops.DataFrame { return d.BFill(ops.MaxRows(3)) },
		"groups":   func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").BFill(ops.MaxRows(3)) },
	} {
		t.Run(name, func(t *testing.T) {
			p := newPipeline(f("a", 1))
			out := collect(op(p.rows))
			check.NoError(t, p.source.Emit(ctx, f("aaa", nan, 2, nan)))
			check.NoError(t, p.source.Emit(ctx, f("a", nan)))
			check.Error(t, p.source.Emit(ctx, f("aaa", nan, nan, nan)), ops.ErrLimit, "5 rows would be held back; MaxRows", "3")
			check.NoError(t, p.source.Emit(ctx, f("aaaaa", nan, 4, 5, nan, nan)))
			p.close(t)
			wantFrames(t, out.got, f("aa", 2, 2), f("aaaaa", 4, 4, 4, 4, 5), f("aa", nan, nan))
		})
	}
}

func TestFillMisuse(t *testing.T) {
	d := newPipeline(rowsFrame(nil)).rows
	for text, misuse := range map[string]func(){
		"ops.FFill: does not take the option MaxRows":              func() { d.FFill(ops.MaxRows(3)) },
		"ops.FFill: does not take the option ByTime":               func() { d.FFill(ops.ByTime()) },
		"ops.BFill: does not take the option MaxGap":               func() { d.GroupBy("k").BFill(ops.MaxGap(1)) },
		"ops.MaxGap: must be positive, got 0":                      func() { ops.MaxGap(0) },
		"ops.Grouped.BFill: needs the groups of a DataFrame":       func() { d.Window(ops.Rows(3)).GroupBy("k").BFill() },
		"ops.Interpolate: the option must not be nil":              func() { d.Interpolate(nil) },
		"ops.Grouped.Interpolate: needs the groups of a DataFrame": func() { d.Window(ops.Rows(3)).GroupBy("k").Interpolate() },
	} {
		check.Panics(t, text, misuse)
	}
	for name, c := range map[string]struct {
		d    ops.DataFrame
		err  error
		text string
	}{
		"unknown column":  {d.BFill(ops.Columns("y")), ops.ErrColumn, `ops.BFill: no such column "y"`},
		"text":            {d.Interpolate(ops.Columns("s")), ops.ErrType, `ops.Interpolate: wrong column type: want float64, got "s"`},
		"no float64":      {d.Select("m", "s").Interpolate(), ops.ErrType, "want float64, got none"},
		"no times":        {d.DropIndex().Interpolate(ops.ByTime()), ops.ErrType, "ByTime needs a time index"},
		"unknown key":     {d.GroupBy("kk").BFill(), ops.ErrColumn, `ops.GroupBy.BFill: key "kk"`},
		"of groups, text": {d.GroupBy("k").Col("s").Interpolate(), ops.ErrType, `ops.GroupBy.Interpolate`},
	} {
		if c.d.Err() == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		check.Error(t, c.d.Err(), c.err, c.text)
	}
	p := newPipeline(rowsFrame(nil))
	collect(p.rows.Interpolate(ops.ByTime()))
	check.NoError(t, p.source.Emit(ctx, rowsFrame([]keyedRow{{second: 2}})))
	check.Error(t, p.source.Emit(ctx, rowsFrame([]keyedRow{{second: 1}})), ops.ErrOrder, "ops.Interpolate")
	p.close(t)
}
