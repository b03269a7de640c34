package ops_test

import (
	"testing"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

var xy = table(frame.Col("x", []float64{1, 2}), frame.Col("y", []int{3, 4}), frame.Col("name", []string{"a", "b"}))

func TestFromChecksEachFrame(t *testing.T) {
	p := newPipeline(xy)
	out := collect(p.rows)
	err := p.source.Emit(t.Context(), table(frame.Col("x", []int{1})))
	check.Error(t, err, frame.ErrSchema, "ops.From", "want columns [x float64, y int64, name string]", "got [x int64]")
	err = p.source.Emit(t.Context(), table(frame.Col("x", []int{1}), frame.Col("y", []int{3}), frame.Col("name", []string{"a"})))
	check.Error(t, err, frame.ErrSchema, "ops.From", `column "x" must be float64, got int64`)
	p.feed(t, xy) // the stream continues
	wantFrames(t, out.got, xy)
}

func TestFromNeedsColumns(t *testing.T) {
	s := flow.NewSource[frame.Frame]()
	d := ops.From(s, frame.Frame{})
	check.Error(t, d.Err(), ops.ErrExample)
	check.Error(t, s.Emit(t.Context(), xy), ops.ErrExample)
	check.Panics(t, "must not be nil", func() { ops.From(nil, xy) })
}

func TestExampleKeepsItsRows(t *testing.T) {
	d := ops.From(flow.NewSource[frame.Frame](), xy).Select("y", "x").CumSum()
	wantFrames(t, []frame.Frame{d.Example()}, table(frame.Col("y", []int{3, 7}), frame.Col("x", []float64{1, 3})))
}

func TestBuildErrors(t *testing.T) {
	cases := []struct {
		name  string
		build func(ops.DataFrame) ops.DataFrame
		kind  error
		says  string
	}{
		{"Col", func(d ops.DataFrame) ops.DataFrame { return d.Col("prise") }, ops.ErrColumn, `ops.Col: no such column "prise"; columns are x, y, name`},
		{"Select", func(d ops.DataFrame) ops.DataFrame { return d.Select("x", "z") }, ops.ErrColumn, `ops.Select: no such column "z"`},
		{"Select twice", func(d ops.DataFrame) ops.DataFrame { return d.Select("x", "x") }, frame.ErrName, `ops.Select`},
		{"Col of the index", func(d ops.DataFrame) ops.DataFrame { return d.Col("t") }, ops.ErrColumn, `"t", which is the index`},
		{"Rename", func(d ops.DataFrame) ops.DataFrame { return d.Rename("z", "x") }, ops.ErrColumn, `ops.Rename: no such column "z"`},
		{"Rename to a name in use", func(d ops.DataFrame) ops.DataFrame { return d.Rename("x", "y") }, frame.ErrName, `ops.Rename`},
		{"Sub of text", func(d ops.DataFrame) ops.DataFrame { return d.Sub(0.5) }, ops.ErrType, `ops.Sub: wrong column type: want numbers, got "name" of type string`},
		{"CumSum of text", ops.DataFrame.CumSum, ops.ErrType, `ops.CumSum`},
		{"Rolling of text", func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(2)).Mean() }, ops.ErrType, `ops.Rolling`},
		{"Plus of text", func(d ops.DataFrame) ops.DataFrame { return d.Plus(d) }, ops.ErrType, `"name" of type string`},
		{"Plus of other columns", func(d ops.DataFrame) ops.DataFrame { return d.Col("x").Plus(d.Select("x", "y")) }, ops.ErrColumns, `got x and x, y`},
		{"With of two columns", func(d ops.DataFrame) ops.DataFrame { return d.With("z", d.Select("x", "y")) }, ops.ErrColumns, `want one column as "z", got [x, y]`},
		{"With as the index", func(d ops.DataFrame) ops.DataFrame { return d.With("t", d.Col("x")) }, ops.ErrColumns, `"t" is the index`},
	}
	rows, err := xy.With(frame.Index("t", []int{0, 1}))
	check.NoError(t, err)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := newPipeline(rows)
			d := c.build(p.rows)
			check.Error(t, d.Err(), c.kind, c.says)
			check.Error(t, p.source.Emit(t.Context(), rows), c.kind, c.says)
			callAllMethods(d)
			if err := d.Col("nothing").Err(); err != d.Err() {
				t.Errorf("the first error must stay, got %v", err)
			}
		})
	}
}

// callAllMethods calls every method of a DataFrame. None may panic.
func callAllMethods(d ops.DataFrame) {
	for _, e := range []ops.DataFrame{
		d.Add(1), d.Sub(1), d.RSub(1), d.Mul(1), d.Div(1), d.RDiv(1), d.Mod(1), d.Pow(1), d.Neg(),
		d.Plus(d), d.Minus(d), d.Times(d), d.Over(d), d.With("w", d), d.Col("x"), d.Select("x"), d.Rename("x", "z"),
		d.CumSum(), d.Rolling(ops.Rows(1)).Mean(), d.Rolling(ops.Within(1)).Mean(),
		ops.Gota(d, identity), ops.From(d, d.Example()),
	} {
		e.Example().Schema()
	}
	ops.GotaTable(d, identity).Example().Schema()
	d.Attach(&receiver{})
}

func TestAttachSendsAndCloses(t *testing.T) {
	p := newPipeline(xy)
	r := &receiver{}
	p.rows.Col("x").Attach(r)
	p.feed(t, xy)
	wantFrames(t, r.got, table(frame.Col("x", []float64{1, 2})))
	if !r.closed {
		t.Error("the receiver must be closed at the end")
	}
}

func TestColumns(t *testing.T) {
	rows := table(frame.Index("t", at(0, 1)), frame.Col("x", []float64{1, 2}), frame.Col("y", []int{3, 4}))
	none := rows.Empty()
	t.Run("Col", func(t *testing.T) {
		got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Col("y") }, rows, none)
		want := table(frame.Index("t", at(0, 1)), frame.Col("y", []int{3, 4}))
		wantFrames(t, got, want, want.Empty())
	})
	t.Run("Select", func(t *testing.T) {
		got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Select("y", "x") }, rows, none)
		want := table(frame.Index("t", at(0, 1)), frame.Col("y", []int{3, 4}), frame.Col("x", []float64{1, 2}))
		wantFrames(t, got, want, want.Empty())
	})
	t.Run("Rename", func(t *testing.T) {
		got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Rename("y", "n").Rename("t", "time") }, rows, none)
		want := table(frame.Index("time", at(0, 1)), frame.Col("x", []float64{1, 2}), frame.Col("n", []int{3, 4}))
		wantFrames(t, got, want, want.Empty())
	})
	t.Run("With", func(t *testing.T) {
		got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.With("z", d.Col("x").Mul(10)).With("x", d.Col("y")) }, rows, none)
		want := table(frame.Index("t", at(0, 1)), frame.Col("x", []int{3, 4}), frame.Col("y", []int{3, 4}), frame.Col("z", []float64{10, 20}))
		wantFrames(t, got, want, want.Empty())
	})
}

func TestBroken(t *testing.T) {
	d := ops.Broken(flow.FromSlice([]frame.Frame{xy}), errTest)
	check.Error(t, d.Err(), errTest)
	check.Error(t, d.Col("x").Err(), errTest)
	check.Panics(t, "must not be nil", func() { ops.Broken(nil, errTest) })
	check.Panics(t, "must not be nil", func() { ops.Broken(flow.FromSlice([]frame.Frame{xy}), nil) })
}
