package frame_test

import (
	"math"
	"strconv"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

// The first example of pandas.melt's documentation: A = a, b, c; B = 1, 3, 5; C = 2, 4, 6; id_vars A, value_vars B and C.
func TestMeltAsPandas(t *testing.T) {
	a := frame.Col("A", []string{"a", "b", "c"})
	b, c := frame.Col("B", []int{1, 3, 5}), frame.Col("C", []int{2, 4, 6})
	want := frame.Must(frame.New(
		frame.Col("A", []string{"a", "b", "c", "a", "b", "c"}),
		frame.Col("variable", []string{"B", "B", "B", "C", "C", "C"}),
		frame.Col("value", []int{1, 3, 5, 2, 4, 6})))
	for name, f := range map[string]frame.Frame{
		"plain":      frame.Must(frame.New(a, b, c)),
		"id inside":  frame.Must(frame.New(b, a, c)),
		"id indexes": frame.Must(frame.New(b, c, a.AsIndex())),
		"an index":   frame.Must(frame.New(a, b, c, frame.Index("i", []int{7, 8, 9}))),
	} {
		got, err := f.Melt("A", "variable", "value")
		t.Run(name, func(t *testing.T) { wantFrame(t, check.Must(t, got, err), want) })
	}
}

func TestMeltTypes(t *testing.T) {
	ok := []bool{true, false}
	t.Run("missing", func(t *testing.T) {
		f := frame.Must(frame.New(frame.Col("t", []int{1, 2}).WithValid(ok), frame.Col("a", []int{3, 0}).WithValid(ok), frame.Col("b", []int{4, 5})))
		got, err := f.Slice(1, 2).Melt("t", "v", "x")
		want := frame.Must(frame.New(
			frame.Col("t", []int{0, 0}).WithValid([]bool{false, false}), frame.Col("v", []string{"a", "b"}),
			frame.Col("x", []int{0, 5}).WithValid([]bool{false, true})))
		wantFrame(t, check.Must(t, got, err), want)
	})
	t.Run("int and float", func(t *testing.T) {
		f := frame.Must(frame.New(frame.Col("t", []int{1, 2}), frame.Col("a", []int{3, 0}).WithValid(ok), frame.Col("b", []float64{4.5, 5})))
		got, err := f.Melt("t", "v", "x")
		want := frame.Must(frame.New(frame.Col("t", []int{1, 2, 1, 2}), frame.Col("v", []string{"a", "a", "b", "b"}),
			frame.Col("x", []float64{3, nan, 4.5, 5})))
		wantFrame(t, check.Must(t, got, err), want)
	})
	t.Run("only id", func(t *testing.T) {
		got, err := frame.Must(frame.New(frame.Col("t", []int{1, 2}))).Melt("t", "v", "x")
		want := frame.Must(frame.New(frame.Col[int64]("t", nil), frame.Col[string]("v", nil), frame.Col[float64]("x", nil)))
		wantFrame(t, check.Must(t, got, err), want)
	})
	t.Run("no rows", func(t *testing.T) {
		got, err := sample().Empty().Select("x", "n")
		got, err = check.Must(t, got, err).Melt("t", "v", "value")
		want := frame.Must(frame.New(frame.Nanos("t", nil), frame.Col[string]("v", nil), frame.Col[float64]("value", nil)))
		wantFrame(t, check.Must(t, got, err), want)
	})
}

// Int64 beyond 2^53 stays as it is; beside a float64 it is an error, unless the float64 is exact.
func TestMeltLargeIntegers(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("t", []int{1}), frame.Col("a", []int{1<<53 + 1}), frame.Col("b", []int{math.MaxInt64})))
	got, err := f.Melt("t", "v", "x")
	want := frame.Must(frame.New(frame.Col("t", []int{1, 1}), frame.Col("v", []string{"a", "b"}), frame.Col("x", []int{1<<53 + 1, math.MaxInt64})))
	wantFrame(t, check.Must(t, got, err), want)
	for _, n := range []int{1<<53 + 1, -1<<53 - 1, math.MaxInt64, math.MaxInt64 - 1} {
		mixed := frame.Must(frame.New(frame.Col("t", []int{1}), frame.Col("a", []int{n}), frame.Col("b", []float64{1})))
		_, err = mixed.Melt("t", "v", "x")
		check.Error(t, err, frame.ErrType, "frame.Melt", `"a"`, strconv.Itoa(n))
	}
	exact := frame.Must(frame.New(frame.Col("t", []int{1}), frame.Col("a", []int{math.MinInt64}), frame.Col("b", []float64{1 << 60})))
	got, err = exact.Melt("t", "v", "x")
	want = frame.Must(frame.New(frame.Col("t", []int{1, 1}), frame.Col("v", []string{"a", "b"}), frame.Col("x", []float64{-1 << 63, 1 << 60})))
	wantFrame(t, check.Must(t, got, err), want)
}

func TestMeltErrors(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("t", []int{1}), frame.Col("a", []int{3}), frame.Col("b", []string{"x"})))
	_, err := f.Melt("z", "v", "x")
	check.Error(t, err, frame.ErrColumn, "frame.Melt", `"z"`)
	_, err = f.Melt("t", "v", "x")
	check.Error(t, err, frame.ErrType, "frame.Melt", `"a" (int64)`, `"b" (string)`)
	_, err = mustValue(f.Drop("b")).Melt("t", "t", "x")
	check.Error(t, err, frame.ErrName, "frame.Melt", `"t"`)
}
