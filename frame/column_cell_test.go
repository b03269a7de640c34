package frame_test

import (
	"math"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

func TestAppendCell(t *testing.T) {
	f := sample()
	want := [][]string{
		{"2026-01-01T12:00:00Z", "", "2026-01-01T12:00:00.000000001Z", "2026-01-01T13:00:00Z"},
		{"1.5", "", "inf", "-0.25"},
		{"1", "", "3", "9223372036854775807"},
		{"a", "", `b,"c"`, "dé"},
		{"true", "", "false", "true"},
	}
	for col := range want {
		for row := range want[col] {
			if got := string(f.AppendCell([]byte("> "), col, row)); got != "> "+want[col][row] {
				t.Errorf("column %d, row %d: %q, want %q", col, row, got, "> "+want[col][row])
			}
		}
	}
	check.Panics(t, `"x" has 4 rows, got row 4`, func() { f.AppendCell(nil, 1, 4) })
}

// The texts are those of Python's repr, without its ".0".
func TestFloatCells(t *testing.T) {
	xs := []float64{0, math.Copysign(0, -1), 1e6, 123456789.125, 1e15, 1e16, 0.0001, 0.00001234, 1.0 / 3, math.Inf(-1), 5e-324}
	want := "0 -0 1000000 123456789.125 1000000000000000 1e+16 0.0001 1.234e-05 0.3333333333333333 -inf 5e-324"
	f := frame.Must(frame.New(frame.Col("x", xs)))
	var got []string
	for i := range xs {
		got = append(got, string(f.AppendCell(nil, 0, i)))
	}
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}
