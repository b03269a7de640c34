package frame_test

import (
	"testing"

	"github.com/streamgage/streamgage/frame"
)

// schemaOf is what most tests of this file compare: which columns there are, in which order.
func schemaOf(f frame.Frame, err error) string {
	if err != nil {
		return err.Error()
	}
	return f.Schema().String()
}

func TestChooseColumns(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("x", []float64{1, 2}), frame.Index("t", []int{5, 6}), frame.Col("y", []string{"a", "b"})))
	plain := f.ResetIndex()
	for _, test := range []struct{ name, got, want string }{
		{"select", schemaOf(f.Select("y")), "t int64 (index), y string"},
		{"select in order", schemaOf(f.Select("y", "x")), "t int64 (index), y string, x float64"},
		{"select the index", schemaOf(f.Select("x", "t")), "t int64 (index), x float64"},
		{"select nothing", schemaOf(f.Select()), "t int64 (index)"},
		{"select plain nothing", schemaOf(plain.Select()), ""},
		{"drop", schemaOf(f.Drop("x")), "t int64 (index), y string"},
		{"drop the index", schemaOf(f.Drop("t")), "x float64, y string"},
		{"drop all", schemaOf(f.Drop("t", "x", "y")), ""},
		{"rename", schemaOf(f.Rename("t", "time")), "time int64 (index), x float64, y string"},
		{"with a new one", schemaOf(f.With(frame.Const("z", true, 2))), "t int64 (index), x float64, y string, z bool"},
		{"with a replaced one", schemaOf(f.With(frame.Const("x", true, 2))), "t int64 (index), x bool, y string"},
		{"with a replaced index", schemaOf(f.With(frame.Const("t", true, 2))), "t bool (index), x float64, y string"},
		{"with a new index", schemaOf(plain.With(frame.Index("i", []int{1, 2}))), "i int64 (index), t int64, x float64, y string"},
		{"with on nothing", schemaOf(frame.Frame{}.With(frame.Const("t", true, 7))), "t bool"},
		{"reset", schemaOf(plain, nil), "t int64, x float64, y string"},
		{"set", schemaOf(plain.SetIndex("y")), "y string (index), t int64, x float64"},
		{"set another", schemaOf(f.SetIndex("x")), "x float64 (index), t int64, y string"},
		{"set the same", schemaOf(f.SetIndex("t")), "t int64 (index), x float64, y string"},
		{"drop index", schemaOf(f.DropIndex(), nil), "x float64, y string"},
		{"drop index of plain", schemaOf(plain.DropIndex(), nil), "t int64, x float64, y string"},
		{"drop only index", schemaOf(must1(f.Select()).DropIndex(), nil), ""},
	} {
		if test.got != test.want {
			t.Errorf("%s: %q, want %q", test.name, test.got, test.want)
		}
	}
	if got := schemaOf(f, nil); got != "t int64 (index), x float64, y string" {
		t.Errorf("the frame itself has become %q", got)
	}
}

func TestChooseColumnsErrors(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("x", []float64{1, 2}), frame.Index("t", []int{5, 6})))
	err := func(_ frame.Frame, err error) error { return err }
	wantErr(t, err(f.Select("z")), frame.ErrColumn, "frame.Select", `"z"`, "t, x")
	wantErr(t, err(f.Select("x", "x")), frame.ErrName, "frame.Select", `"x"`)
	wantErr(t, err(f.Select("t", "x", "t")), frame.ErrName, "frame.Select", `"t"`, "0 and 2")
	wantErr(t, err(f.Drop("z")), frame.ErrColumn, "frame.Drop", `"z"`)
	wantErr(t, err(f.Rename("z", "y")), frame.ErrColumn, "frame.Rename", `"z"`)
	wantErr(t, err(f.Rename("x", "t")), frame.ErrName, "frame.Rename", `"t"`)
	wantErr(t, err(f.Rename("x", "")), frame.ErrName, "frame.Rename")
	wantErr(t, err(f.SetIndex("z")), frame.ErrColumn, "frame.SetIndex", `"z"`)
	wantErr(t, err(f.With(frame.Const("y", 1, 3))), frame.ErrLength, "frame.With", `"y"`)
	only := frame.Must(frame.New(frame.Col("x", []float64{1, 2})))
	wantErr(t, err(only.With(frame.Const("x", 1, 3))), frame.ErrLength, "frame.With", "2 rows", `3 in "x"`)
	wantErr(t, err(only.With(frame.Const("x", 1, 0))), frame.ErrLength, "frame.With", `0 in "x"`)
	wantErr(t, err(f.With(frame.Const("x", 1, 3), frame.Const("t", 1, 3))), frame.ErrLength, "frame.With")
	wantErr(t, err(f.With(frame.Index("y", []int{1, 2}))), frame.ErrIndex, "frame.With", `"t" and "y"`)
}

// Columns of a slice and new columns start at different rows of their storage.
func TestColumnsOfSlices(t *testing.T) {
	f := sample()
	got := must1(f.Slice(2, 4).With(frame.Col("z", []int{8, 9})))
	got = must1(got.Slice(1, 2).Select("z", "n", "s"))
	want := frame.Must(frame.New(frame.Nanos("t", must1(sample().Times("t"))[3:]).AsIndex(), frame.Col("z", []int{9}),
		frame.Col("n", []int64{1<<63 - 1}), frame.Col("s", []string{"dé"})))
	wantFrame(t, got, want)
	c := must1(f.Slice(1, 3).Column("n"))
	if c.Len() != 2 || c.Valid(0) || !c.Valid(1) || c.Name() != "n" || c.Type() != frame.Int64 || c.IsIndex() {
		t.Errorf("column n of rows 1 and 2: %d rows, Valid(0) %v", c.Len(), c.Valid(0))
	}
}

func TestRows(t *testing.T) {
	f := sample()
	wantFrame(t, f.Tail(2), f.Slice(2, 4))
	wantFrame(t, f.Tail(9), f)
	wantFrame(t, f.Slice(1, 4).Slice(1, 2), f.Slice(2, 3))
	if e := f.Empty(); e.Len() != 0 || !e.Schema().Equal(f.Schema()) || f.Schema().Check(e) != nil {
		t.Errorf("Empty has %d rows of %v", e.Len(), e.Schema())
	}
	wantPanic(t, "got -1", func() { f.Tail(-1) })
	wantPanic(t, "got 3 and 2", func() { f.Slice(3, 2) })
	wantPanic(t, "got 0 and 5", func() { f.Slice(0, 5) })
	wantPanic(t, "got -1 and 2", func() { f.Slice(-1, 2) })
	if n := testing.AllocsPerRun(100, func() { _ = f.Slice(1, 3).Tail(1) }); n != 0 {
		t.Errorf("Slice and Tail: %v allocations", n)
	}
}

func TestTake(t *testing.T) {
	f := sample()
	got := f.Slice(1, 4).Take([]int{2, 0, 0})
	want := must1(frame.Concat([]frame.Frame{f.Slice(3, 4), f.Slice(1, 2), f.Slice(1, 2)}))
	wantFrame(t, got, want)
	if got.Valid("n", 1) || !got.Valid("n", 0) {
		t.Error("Take mixed up what is missing")
	}
	wantFrame(t, f.Take(nil), f.Empty())
	wantPanic(t, "got 4", func() { f.Take([]int{4}) })
	wantPanic(t, "got 3", func() { f.Slice(1, 4).Take([]int{3}) })
}

func TestFeed(t *testing.T) {
	var feed frame.Feed = sample()
	feed.Attach(nil)
	wantFrame(t, feed.Example(), sample())
}
