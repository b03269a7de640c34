package frame_test

import (
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

// schemaText returns the columns in order, or the error.
func schemaText(f frame.Frame, err error) string {
	if err != nil {
		return err.Error()
	}
	return f.Schema().String()
}

func TestSelectColumns(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("x", []float64{1, 2}), frame.Index("t", []int{5, 6}), frame.Col("y", []string{"a", "b"})))
	plain := f.ResetIndex()
	for _, test := range []struct{ name, got, want string }{
		{"select", schemaText(f.Select("y")), "t int64 (index), y string"},
		{"select in order", schemaText(f.Select("y", "x")), "t int64 (index), y string, x float64"},
		{"select the index", schemaText(f.Select("x", "t")), "t int64 (index), x float64"},
		{"select nothing", schemaText(f.Select()), "t int64 (index)"},
		{"select plain nothing", schemaText(plain.Select()), ""},
		{"drop", schemaText(f.Drop("x")), "t int64 (index), y string"},
		{"drop the index", schemaText(f.Drop("t")), "x float64, y string"},
		{"drop all", schemaText(f.Drop("t", "x", "y")), ""},
		{"rename", schemaText(f.Rename("t", "time")), "time int64 (index), x float64, y string"},
		{"with a new one", schemaText(f.With(frame.Const("z", true, 2))), "t int64 (index), x float64, y string, z bool"},
		{"with a replaced one", schemaText(f.With(frame.Const("x", true, 2))), "t int64 (index), x bool, y string"},
		{"with a replaced index", schemaText(f.With(frame.Const("t", true, 2))), "t bool (index), x float64, y string"},
		{"with a new index", schemaText(plain.With(frame.Index("i", []int{1, 2}))), "i int64 (index), t int64, x float64, y string"},
		{"with on nothing", schemaText(frame.Frame{}.With(frame.Const("t", true, 7))), "t bool"},
		{"reset", schemaText(plain, nil), "t int64, x float64, y string"},
		{"set", schemaText(plain.SetIndex("y")), "y string (index), t int64, x float64"},
		{"set another", schemaText(f.SetIndex("x")), "x float64 (index), t int64, y string"},
		{"set the same", schemaText(f.SetIndex("t")), "t int64 (index), x float64, y string"},
		{"drop index", schemaText(f.DropIndex(), nil), "x float64, y string"},
		{"drop index of plain", schemaText(plain.DropIndex(), nil), "t int64, x float64, y string"},
		{"drop only index", schemaText(mustValue(f.Select()).DropIndex(), nil), ""},
	} {
		if test.got != test.want {
			t.Errorf("%s: %q, want %q", test.name, test.got, test.want)
		}
	}
	if got := schemaText(f, nil); got != "t int64 (index), x float64, y string" {
		t.Errorf("the frame itself has become %q", got)
	}
}

func TestSelectColumnsErrors(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("x", []float64{1, 2}), frame.Index("t", []int{5, 6})))
	err := func(_ frame.Frame, err error) error { return err }
	check.Error(t, err(f.Select("z")), frame.ErrColumn, "frame.Select", `no such column "z" in [t x]`)
	check.Error(t, err(f.Select("x", "x")), frame.ErrName, "frame.Select", `"x"`)
	check.Error(t, err(f.Select("t", "x", "t")), frame.ErrName, "frame.Select", `"t"`, "0 and 2")
	check.Error(t, err(f.Drop("z")), frame.ErrColumn, "frame.Drop", `"z"`)
	check.Error(t, err(f.Rename("z", "y")), frame.ErrColumn, "frame.Rename", `"z"`)
	check.Error(t, err(f.Rename("x", "t")), frame.ErrName, "frame.Rename", `"t"`)
	check.Error(t, err(f.Rename("x", "")), frame.ErrName, "frame.Rename")
	check.Error(t, err(f.SetIndex("z")), frame.ErrColumn, "frame.SetIndex", `"z"`)
	check.Error(t, err(f.With(frame.Const("y", 1, 3))), frame.ErrLength, "frame.With", `"y"`)
	only := frame.Must(frame.New(frame.Col("x", []float64{1, 2})))
	check.Error(t, err(only.With(frame.Const("x", 1, 3))), frame.ErrLength, "frame.With", "2 rows", `3 in "x"`)
	check.Error(t, err(only.With(frame.Const("x", 1, 0))), frame.ErrLength, "frame.With", `0 in "x"`)
	check.Error(t, err(f.With(frame.Const("x", 1, 3), frame.Const("t", 1, 3))), frame.ErrLength, "frame.With")
	check.Error(t, err(f.With(frame.Index("y", []int{1, 2}))), frame.ErrIndex, "frame.With", `"t" and "y"`)
}
