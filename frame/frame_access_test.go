package frame_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

func TestAccess(t *testing.T) {
	f := sample()
	same := func(name string, got, want any, err error) {
		t.Helper()
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %v, %v, want %v", name, got, err, want)
		}
	}
	big := float64(math.MaxInt64)
	ns := noon.UnixNano()
	floats, err := f.Floats("x")
	same("Floats(x)", floats, []float64{1.5, nan, math.Inf(1), -0.25}, err)
	floats, err = f.Floats("n")
	same("Floats(n)", floats, []float64{1, nan, 3, big}, err)
	ints, err := f.Ints("n")
	same("Ints(n)", ints, []int64{1, 0, 3, math.MaxInt64}, err)
	texts, err := f.Strings("s")
	same("Strings(s)", texts, []string{"a", "", `b,"c"`, "dé"}, err)
	bools, err := f.Bools("b")
	same("Bools(b)", bools, []bool{true, false, false, true}, err)
	times, err := f.Times("t")
	same("Times(t)", times, []int64{ns, 0, ns + 1, ns + 3600e9}, err)
	numbers, err := f.Numeric("b")
	same("Numeric(b)", numbers, []float64{1, nan, 0, 1}, err)
	numbers, err = f.Numeric("t")
	same("Numeric(t)", numbers, []float64{float64(ns), nan, float64(ns + 1), float64(ns + 3600e9)}, err)
	numbers, err = f.Slice(1, 3).Numeric("n")
	same("Numeric(n) of a slice", numbers, []float64{nan, 3}, err)
}

func TestAccessErrors(t *testing.T) {
	f := sample()
	_, err := f.Floats("prise")
	check.Error(t, err, frame.ErrColumn, "frame.Floats", `no such column "prise" in [t x n s b]`)
	_, err = f.Floats("s")
	check.Error(t, err, frame.ErrType, "frame.Floats", `"s"`, "string")
	_, err = f.Floats("t")
	check.Error(t, err, frame.ErrType, `"t"`, "time")
	_, err = f.Ints("x")
	check.Error(t, err, frame.ErrType, "frame.Ints", `"x"`, "float64")
	_, err = f.Ints("t")
	check.Error(t, err, frame.ErrType, `"t"`)
	_, err = f.Times("n")
	check.Error(t, err, frame.ErrType, "frame.Times", `"n"`, "int64")
	_, err = f.Numeric("s")
	check.Error(t, err, frame.ErrType, "frame.Numeric", `"s"`)
	_, err = f.Column("z")
	check.Error(t, err, frame.ErrColumn, "frame.Column", `"z"`)
}

func TestColumnsAreSharedSafely(t *testing.T) {
	xs := []float64{1, 2, 3}
	f := frame.Must(frame.New(frame.Col("x", xs)))
	got := mustValue(f.Floats("x"))
	if &got[0] != &xs[0] {
		t.Error("Col or Floats copied a float64 column")
	}
	head := mustValue(f.Slice(0, 1).Floats("x"))
	if _ = append(head, 99); xs[1] != 2 {
		t.Error("appending to a slice of a frame changed the frame")
	}
}

func TestValid(t *testing.T) {
	f := sample()
	for _, name := range f.Schema().Names() {
		for row, want := range []bool{true, false, true, true} {
			if f.Valid(name, row) != want {
				t.Errorf("Valid(%q, %d) = %v", name, row, !want)
			}
			if row > 0 && f.Slice(1, 4).Valid(name, row-1) != want {
				t.Errorf("Slice(1, 4).Valid(%q, %d) = %v", name, row-1, !want)
			}
		}
		if c := check.Must(t, mustValue(f.Column(name)), nil); !c.HasMissing() || c.Valid(4) || c.Valid(-1) {
			t.Errorf("column %q: HasMissing %v, Valid(4) %v", name, c.HasMissing(), c.Valid(4))
		}
		if c := mustValue(f.Slice(2, 4).Column(name)); c.HasMissing() {
			t.Errorf("rows 2 and 3 of %q have missing values", name)
		}
	}
	if f.Valid("z", 0) || f.Valid("x", 4) || f.Valid("n", -1) {
		t.Error("there is a value where there is no column or row")
	}
}
