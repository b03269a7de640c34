package ops_test

import (
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// events is rows at so many seconds after day, in that order.
func events(seconds []float64, x ...float64) frame.Frame {
	return table(frame.Index("t", at(seconds...)), frame.Col("x", x))
}

func sums(starts, ends []float64, x ...float64) frame.Frame {
	return table(frame.Index("t", at(starts...)), frame.Col("end", at(ends...)), frame.Col("x", x))
}

func TestTumblingClosesByTheWatermark(t *testing.T) {
	got := through(t, func(d ops.DataFrame) ops.DataFrame { return d.Tumbling(10 * time.Second).Sum() },
		events([]float64{1, 9, 3}, 1, 2, 4),                   // all in the first window
		events([]float64{10, 5}, 8, 16),                       // 10 closes it, so 5 is late
		events([]float64{12, 35, 21, 11, 30}, 1, 2, 4, 8, 16)) // 35 closes two; then 21 and 11 are late
	wantFrames(t, got,
		sums([]float64{0}, []float64{10}, 7),
		sums([]float64{10}, []float64{20}, 9),
		sums([]float64{30}, []float64{40}, 18))
}
