package frame_test

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
)

func TestNewErrors(t *testing.T) {
	x := frame.Col("x", []float64{1, 2})
	many := make([]frame.Column, 30)
	for i := range many {
		many[i] = frame.Col(fmt.Sprint("c", i%29), []int{1})
	}
	for name, test := range map[string]struct {
		cols  []frame.Column
		kind  error
		parts []string
	}{
		"twice":       {[]frame.Column{x, x}, frame.ErrName, []string{`"x"`, "columns 0 and 1"}},
		"twice, many": {many, frame.ErrName, []string{`"c0"`, "columns 0 and 29"}},
		"no name":     {[]frame.Column{x, frame.Col("", []int{1, 2})}, frame.ErrName, []string{`""`, "column 1"}},
		"lengths":     {[]frame.Column{x, frame.Col("y", []int{1, 2, 3})}, frame.ErrLength, []string{`2 rows in "x"`, `3 in "y"`}},
		"two indices": {[]frame.Column{x.AsIndex(), frame.Index("y", []int{1, 2})}, frame.ErrIndex, []string{`"x" and "y"`}},
		"zero column": {[]frame.Column{x, frame.Column{}.Named("z")}, frame.ErrValue, []string{`"z"`}},
		"valid":       {[]frame.Column{x.WithValid([]bool{true})}, frame.ErrLength, []string{`2 rows in "x"`, "1 in WithValid"}},
		"old time": {[]frame.Column{x, frame.Col("t", []time.Time{noon, time.Date(1600, 1, 1, 0, 0, 0, 0, time.UTC)})},
			frame.ErrValue, []string{"1600-01-01", "row 1", `"t"`}},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := frame.New(test.cols...)
			wantErr(t, err, test.kind, append(test.parts, "frame.New: ")...)
			wantFrame(t, f, frame.Frame{})
		})
	}
}

func TestZeroFrame(t *testing.T) {
	f, err := frame.New()
	wantFrame(t, must(t, f, err), frame.Frame{})
	if f.Len() != 0 || f.NumCols() != 0 || f.Schema().Len() != 0 {
		t.Errorf("the zero Frame has %d rows, columns [%v]", f.Len(), f.Schema())
	}
	wantFrame(t, f.Slice(0, 0), f)
	wantFrame(t, f.Empty(), f)
	wantFrame(t, f.ResetIndex(), f)
	if _, err := f.Floats("x"); err == nil {
		t.Error("the zero Frame has a column x")
	}
}

func TestIndexComesFirst(t *testing.T) {
	f := sample()
	if got, want := f.Schema().String(), "t time (index), x float64, n int64, s string, b bool"; got != want {
		t.Errorf("schema %q, want %q", got, want)
	}
	if got, want := f.Schema().Names(), []string{"t", "x", "n", "s", "b"}; !slices.Equal(got, want) {
		t.Errorf("names %q, want %q", got, want)
	}
	if got, ok := f.Schema().Index(); !ok || got != (frame.Field{Name: "t", Type: frame.Time, Index: true}) {
		t.Errorf("index %v", got)
	}
	if got, ok := f.Schema().Lookup("s"); !ok || got.Type != frame.String {
		t.Errorf("s is %v", got)
	}
	if _, ok := f.Schema().Lookup("z"); ok {
		t.Error("there is a column z")
	}
	if _, ok := f.ResetIndex().Schema().Index(); ok {
		t.Error("ResetIndex left the index")
	}
}

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
	wantErr(t, err, frame.ErrColumn, "frame.Floats", `"prise"`, "t, x, n, s, b")
	_, err = f.Floats("s")
	wantErr(t, err, frame.ErrType, "frame.Floats", `"s"`, "string")
	_, err = f.Floats("t")
	wantErr(t, err, frame.ErrType, `"t"`, "time")
	_, err = f.Ints("x")
	wantErr(t, err, frame.ErrType, "frame.Ints", `"x"`, "float64")
	_, err = f.Ints("t")
	wantErr(t, err, frame.ErrType, `"t"`)
	_, err = f.Times("n")
	wantErr(t, err, frame.ErrType, "frame.Times", `"n"`, "int64")
	_, err = f.Numeric("s")
	wantErr(t, err, frame.ErrType, "frame.Numeric", `"s"`)
	_, err = f.Column("z")
	wantErr(t, err, frame.ErrColumn, "frame.Column", `"z"`)
}

func TestNoCopyAndNoOverwrite(t *testing.T) {
	xs := []float64{1, 2, 3}
	f := frame.Must(frame.New(frame.Col("x", xs)))
	got := must2(t)(f.Floats("x"))
	if &got[0] != &xs[0] {
		t.Error("Col or Floats copied a float64 column")
	}
	head := must2(t)(f.Slice(0, 1).Floats("x"))
	if _ = append(head, 99); xs[1] != 2 {
		t.Error("appending to a slice of a frame changed the frame")
	}
}

func must2(t *testing.T) func([]float64, error) []float64 {
	return func(v []float64, err error) []float64 { return must(t, v, err) }
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
		if c := must(t, must1(f.Column(name)), nil); !c.HasMissing() || c.Valid(4) || c.Valid(-1) {
			t.Errorf("column %q: HasMissing %v, Valid(4) %v", name, c.HasMissing(), c.Valid(4))
		}
		if c := must1(f.Slice(2, 4).Column(name)); c.HasMissing() {
			t.Errorf("rows 2 and 3 of %q have missing values", name)
		}
	}
	if f.Valid("z", 0) || f.Valid("x", 4) || f.Valid("n", -1) {
		t.Error("there is a value where there is no column or row")
	}
}

func must1[T any](v T, _ error) T { return v }

func TestConversions(t *testing.T) {
	f := frame.Must(frame.New(
		frame.Const("i", 7, 2), frame.Const("t", noon, 2), frame.Const("s", "a", 2), frame.Nanos("ns", []int64{1, 2})))
	want := frame.Must(frame.New(frame.Col("i", []int64{7, 7}), frame.Col("t", []time.Time{noon.UTC(), noon}),
		frame.Col("s", []string{"a", "a"}), frame.Col("ns", []time.Time{time.Unix(0, 1), time.Unix(0, 2)})))
	wantFrame(t, f, want)
	wantPanic(t, "got -1", func() { frame.Const("x", 1.0, -1) })
	wantPanic(t, "", func() { frame.Must(frame.New(frame.Col("", []int{1}))) })
}

func TestWithValidKeepsWhatIsMissing(t *testing.T) {
	c := must1(sample().Slice(1, 4).Column("n")).WithValid([]bool{true, true, false})
	for row, want := range []bool{false, true, false} {
		if c.Valid(row) != want {
			t.Errorf("Valid(%d) = %v", row, !want)
		}
	}
	if !sample().Valid("n", 3) {
		t.Error("WithValid changed its column")
	}
}

func TestEqual(t *testing.T) {
	f := sample()
	if !f.Equal(sample()) || !f.Slice(1, 3).Equal(sample().Slice(1, 3)) {
		t.Error("a frame is not equal to itself")
	}
	other := frame.Col("n", []int64{1, 0, 4, math.MaxInt64}).WithValid([]bool{true, false, true, true})
	for name, g := range map[string]frame.Frame{
		"rows":    f.Slice(0, 3),
		"shifted": f.Slice(1, 4),
		"index":   f.ResetIndex(),
		"name":    must1(f.Rename("x", "y")),
		"value":   must1(f.With(other)),
		"missing": must1(f.With(frame.Col("n", []int64{1, 0, 3, math.MaxInt64}))),
		"type":    must1(f.With(frame.Col("b", []int{1, 0, 0, 1}))),
	} {
		if g.Len() == f.Len() && f.Equal(g) || f.Equal(g) {
			t.Errorf("%s: different frames are equal", name)
		}
	}
	if f.Slice(0, 3).Equal(f.Slice(1, 4)) {
		t.Error("different rows are equal")
	}
}

func TestTypeNames(t *testing.T) {
	for typ, want := range map[frame.Type]string{
		frame.Float64: "float64", frame.Int64: "int64", frame.String: "string", frame.Bool: "bool", frame.Time: "time", 9: "Type(9)",
	} {
		if typ.String() != want {
			t.Errorf("%d is %q, want %q", typ, typ, want)
		}
	}
}

func TestSchemaCheckAllocatesNothing(t *testing.T) {
	f := sample()
	s := f.Schema()
	if n := testing.AllocsPerRun(100, func() {
		if s.Check(f) != nil {
			t.Fatal("a frame does not fit its schema")
		}
	}); n != 0 {
		t.Errorf("Check: %v allocations", n)
	}
	wantErr(t, s.Check(f.Slice(0, 0).ResetIndex()), frame.ErrSchema, `"t"`, "must be the time index, got time")
	wantErr(t, s.Check(f.DropIndex()), frame.ErrSchema, "t time (index), x float64", "[x float64, n int64")
	if s.Equal(f.ResetIndex().Schema()) || !s.Equal(sample().Schema()) {
		t.Error("Schema.Equal")
	}
}

func BenchmarkNew(b *testing.B) {
	x, y, n := make([]float64, 100), make([]float64, 100), make([]int64, 100)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := frame.New(frame.Col("x", x), frame.Col("y", y), frame.Col("count", n)); err != nil {
			b.Fatal(err)
		}
	}
}
