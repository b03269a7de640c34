package ops_test

import (
	"context"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

func TestPeriodicFails(t *testing.T) {
	example := table(frame.Col("x", []float64{}))
	source := ops.Periodic(time.Second, example, func(context.Context, time.Time, time.Time) (frame.Frame, error) {
		return frame.Frame{}, errTest
	}, flow.SourceName("gauge"))
	check.Error(t, flow.Run(t.Context(), source), errTest, `"gauge"`)
	check.Panics(t, "ops.Periodic: the function must not be nil", func() { ops.Periodic(time.Second, example, nil) })
	check.Panics(t, "ops.Func: the function must not be nil", func() { ops.Func("f", "x", nil) })
}
