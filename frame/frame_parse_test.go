package frame_test

import (
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

func TestParse(t *testing.T) {
	valid := []bool{true, true, true, false}
	texts := func(v ...string) frame.Frame {
		return frame.Must(frame.New(frame.Index("s", append([]string{"skipped"}, v...)).WithValid(append([]bool{true}, valid...)))).Slice(1, 5)
	}
	noon := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	for typ, c := range map[frame.Type]struct {
		in   frame.Frame
		want frame.Column
	}{
		frame.Int64:   {texts("1", " -2 ", "NA", "9"), frame.Index("s", []int{1, -2, 0, 0}).WithValid([]bool{true, true, false, false})},
		frame.Float64: {texts("1e3", "NaN", "", "9"), frame.Index("s", []float64{1000, nan, nan, nan})},
		frame.Bool:    {texts("True", "false", "null", "x"), frame.Index("s", []bool{true, false, false, false}).WithValid([]bool{true, true, false, false})},
		frame.Time: {texts("2026-01-01T12:00:00Z", "2026-01-01 12:00:00", "", "x"),
			frame.Index("s", []time.Time{noon, noon, {}, {}})},
		frame.String: {texts("a", "b", "NA", "x"), frame.Index("s", []string{"a", "b", "", ""}).WithValid([]bool{true, true, false, false})},
	} {
		got, err := c.in.Parse("s", typ)
		wantFrame(t, check.Must(t, got, err), frame.Must(frame.New(c.want)))
	}
}

func TestParseErrors(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("s", []string{"1", "one"}), frame.Col("n", []int{1, 2})))
	_, err := f.Parse("s", frame.Int64)
	check.Error(t, err, frame.ErrValue, "frame.Parse", `"s"`, "int64", `"one" in row 1`)
	_, err = f.Parse("n", frame.Int64)
	check.Error(t, err, frame.ErrType, "frame.Parse", `"n"`)
	_, err = f.Parse("z", frame.Int64)
	check.Error(t, err, frame.ErrColumn, `"z"`)
	_, err = f.Parse("s", 77)
	check.Error(t, err, frame.ErrType, "Type(77)")
}

func TestParseTimeLayout(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("s", []string{"01/02/2024 09:30", "", "2024-02-01T00:30:00Z"}).WithValid([]bool{true, false, true})))
	at := time.Date(2024, 2, 1, 0, 30, 0, 0, time.UTC)
	want := frame.Must(frame.New(frame.Col("s", []time.Time{at, {}, at})))
	got, err := f.ParseTimeLayout("s", "02/01/2006 15:04", time.FixedZone("", 9*3600))
	wantFrame(t, check.Must(t, got, err), want)
	_, err = f.ParseTimeLayout("s", "02-01-2006", nil)
	check.Error(t, err, frame.ErrValue, "frame.ParseTimeLayout", `"01/02/2024 09:30" in row 0`)
	_, err = f.ParseTimeLayout("t", "02-01-2006", nil)
	check.Error(t, err, frame.ErrColumn, "frame.ParseTimeLayout", `"t"`)
	old := frame.Must(frame.New(frame.Col("s", []string{"1066-10-14"})))
	_, err = old.ParseTimes("s")
	check.Error(t, err, frame.ErrValue, "frame.ParseTimes", "between 1677-09-21 and 2262-04-11", "row 0")
	_, err = old.Parse("s", frame.Time)
	check.Error(t, err, frame.ErrValue, "frame.Parse", "a time between 1677-09-21 and 2262-04-11", "row 0")
}
