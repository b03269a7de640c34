package frame_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
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
			check.Error(t, err, test.kind, append(test.parts, "frame.New: ")...)
			wantFrame(t, f, frame.Frame{})
		})
	}
}

func TestMustPanicsWithTheError(t *testing.T) {
	defer func() {
		err, _ := recover().(error)
		check.Error(t, err, frame.ErrName, "frame.New")
	}()
	frame.Must(frame.New(frame.Col("", []int{1})))
}

func TestZeroFrame(t *testing.T) {
	f, err := frame.New()
	wantFrame(t, check.Must(t, f, err), frame.Frame{})
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

func TestIndexIsFirst(t *testing.T) {
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

func BenchmarkNew(b *testing.B) {
	x, y, n := make([]float64, 100), make([]float64, 100), make([]int64, 100)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := frame.New(frame.Col("x", x), frame.Col("y", y), frame.Col("count", n)); err != nil {
			b.Fatal(err)
		}
	}
}
