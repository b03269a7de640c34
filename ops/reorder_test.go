package ops_test

import (
	"testing"
	"time"

	"github.com/streamgage/streamgage/ops"
)

func TestReorder(t *testing.T) {
	got := through(t, func(d ops.DataFrame) ops.DataFrame { return d.Reorder(2 * time.Second) },
		events([]float64{1}, 1), events([]float64{3}, 2), events([]float64{2, 5}, 3, 4),
		events([]float64{4, 9, 3, 5}, 5, 6, 7, 8))
	wantFrames(t, got,
		events([]float64{1}, 1),
		events([]float64{2, 3}, 3, 2),
		events([]float64{4, 5, 5}, 5, 4, 8), // the second 3 is late, the second 5 is not
		events([]float64{9}, 6))
}
