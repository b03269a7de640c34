package frame_test

import (
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

func TestConversions(t *testing.T) {
	f := frame.Must(frame.New(
		frame.Const("i", 7, 2), frame.Const("t", noon, 2), frame.Const("s", "a", 2), frame.Nanos("ns", []int64{1, 2})))
	want := frame.Must(frame.New(frame.Col("i", []int64{7, 7}), frame.Col("t", []time.Time{noon.UTC(), noon}),
		frame.Col("s", []string{"a", "a"}), frame.Col("ns", []time.Time{time.Unix(0, 1), time.Unix(0, 2)})))
	wantFrame(t, f, want)
	check.Panics(t, "got -1", func() { frame.Const("x", 1.0, -1) })
}

func TestWithValidKeepsMissingValues(t *testing.T) {
	c := mustValue(sample().Slice(1, 4).Column("n")).WithValid([]bool{true, true, false})
	for row, want := range []bool{false, true, false} {
		if c.Valid(row) != want {
			t.Errorf("Valid(%d) = %v", row, !want)
		}
	}
	if !sample().Valid("n", 3) {
		t.Error("WithValid changed its column")
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
