package frame_test

import (
	"math"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var nan = math.NaN()

// noon is 2026-01-01 12:00:00 UTC; `date -u -d @1767268800` prints the same.
var noon = time.Unix(1767268800, 0)

// wantFrame checks that two frames are equal.
func wantFrame(t *testing.T, got, want frame.Frame) {
	t.Helper()
	if !got.Equal(want) {
		t.Errorf("got %v\n%v\nwant %v\n%v", got.Schema(), got, want.Schema(), want)
	}
}

// mustValue returns v, or panics if err is not nil. It is meant for calls that return a value and an error.
func mustValue[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// sample returns four rows with a column of each type, and a missing value in each column.
func sample() frame.Frame {
	ok := []bool{true, false, true, true}
	return frame.Must(frame.New(
		frame.Col("x", []float64{1.5, nan, math.Inf(1), -0.25}),
		frame.Col("n", []int64{1, 0, 3, math.MaxInt64}).WithValid(ok),
		frame.Col("s", []string{"a", "", `b,"c"`, "dé"}).WithValid(ok),
		frame.Col("b", []bool{true, false, false, true}).WithValid(ok),
		frame.Index("t", []time.Time{noon, {}, noon.Add(time.Nanosecond), noon.Add(time.Hour)}),
	))
}
