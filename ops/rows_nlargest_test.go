package ops_test

import (
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// pandas: d.nlargest(n, "x") and d.nsmallest(n, "x").
func TestNLargest(t *testing.T) {
	f := timed([]float64{0, 1, 2, 3, 4}, 2, nan, 5, 2, -1)
	largest := func(n int) []frame.Frame {
		return resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.NLargest(n, "x") }, f)
	}
	wantFrames(t, largest(3), f.Take([]int{2, 0, 3}))
	wantFrames(t, largest(0), f.Slice(0, 0))
	wantFrames(t, largest(9), f.Take([]int{2, 0, 3, 4, 1}))
	smallest := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.NSmallest(2, "x") }, f)
	wantFrames(t, smallest, f.Take([]int{4, 0}))
	check.Error(t, newPipeline(f).rows.NLargest(1, "y").Err(), ops.ErrColumn, "ops.NLargest")
}
