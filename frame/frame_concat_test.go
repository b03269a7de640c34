package frame_test

import (
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

func TestConcat(t *testing.T) {
	f := sample()
	got, err := frame.Concat(nil)
	wantFrame(t, check.Must(t, got, err), frame.Frame{})
	got, err = frame.Concat([]frame.Frame{f})
	wantFrame(t, check.Must(t, got, err), f)
	got, err = frame.Concat([]frame.Frame{f.Empty(), f.Empty()})
	wantFrame(t, check.Must(t, got, err), f.Empty())
	got, err = frame.Concat([]frame.Frame{f.Slice(2, 4), f.Empty(), f.Slice(0, 2)})
	got = check.Must(t, got, err)
	wantFrame(t, got.Slice(0, 2), f.Slice(2, 4))
	wantFrame(t, got.Slice(2, 4), f.Slice(0, 2))
	if got.Len() != 4 || got.Valid("n", 3) || !got.Valid("n", 1) {
		t.Errorf("Concat of 2, 0 and 2 rows:\n%v", got)
	}
}

func TestConcatErrors(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("x", []float64{1}), frame.Col("y", []int{1})))
	other := func(cols ...frame.Column) error {
		_, err := frame.Concat([]frame.Frame{f, f, frame.Must(frame.New(cols...))})
		return err
	}
	x, y := mustValue(f.Column("x")), mustValue(f.Column("y"))
	check.Error(t, other(x, frame.Col("y", []float64{1})), frame.ErrSchema, "frame 2", `"y"`, "int64", "float64")
	check.Error(t, other(y, x), frame.ErrSchema, "frame 2", `"x" (float64)`, `"y" (int64)`)
	check.Error(t, other(x.AsIndex(), y), frame.ErrSchema, "frame 2", `"x"`, "must be float64, got the float64 index")
	check.Error(t, other(x), frame.ErrSchema, "frame 2", "x float64, y int64", "[x float64]")
	check.Error(t, other(), frame.ErrSchema, "frame 2") // the zero Frame is not skipped
}

// Slices that cover a frame join to the frame.
func TestConcatOfSlices(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFrame(t, rapid.IntRange(0, 200).Draw(t, "rows"))
		parts := []frame.Frame{f.Empty()}
		for from := 0; from < f.Len(); {
			to := rapid.IntRange(from, f.Len()).Draw(t, "to")
			parts = append(parts, f.Slice(from, to))
			from = to
		}
		got, err := frame.Concat(parts)
		if err != nil || !got.Equal(f) {
			t.Fatalf("%v; got\n%v\nwant\n%v", err, got, f)
		}
	})
}

// anyFrame draws a frame with so many rows, a column of each type, and some missing values.
func anyFrame(t *rapid.T, rows int) frame.Frame {
	valid := rapid.SliceOfN(rapid.Bool(), rows, rows)
	ints := rapid.SliceOfN(rapid.Int64(), rows, rows)
	f, err := frame.New(
		frame.Col("x", rapid.SliceOfN(rapid.OneOf(rapid.Float64(), rapid.Just(nan)), rows, rows).Draw(t, "x")),
		frame.Col("n", ints.Draw(t, "n")),
		frame.Col("m", ints.Draw(t, "m")).WithValid(valid.Draw(t, "m valid")),
		frame.Col("s", rapid.SliceOfN(rapid.String(), rows, rows).Draw(t, "s")).WithValid(valid.Draw(t, "s valid")),
		frame.Col("b", rapid.SliceOfN(rapid.Bool(), rows, rows).Draw(t, "b")).WithValid(valid.Draw(t, "b valid")),
		frame.Nanos("t", ints.Draw(t, "t")).WithValid(valid.Draw(t, "t valid")).AsIndex(),
	)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestConcatAllocations(t *testing.T) {
	f := frame.Must(frame.New(frame.Const("x", 1.0, 100), frame.Const("y", 2.0, 100), frame.Const("n", 3, 100)))
	frames := make([]frame.Frame, 20)
	for i := range frames {
		frames[i] = f
	}
	// For three columns: 3 allocations of values, 3 of slice headers, and one of the list of columns.
	if n := testing.AllocsPerRun(50, func() { _, _ = frame.Concat(frames) }); n > 7 {
		t.Errorf("Concat: %v allocations, want 7 at most", n)
	}
}
