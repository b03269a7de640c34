package main

import (
	"context"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/ops"
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/operation"
)

// datashading renders streamz8: a curve of up to a million points.
func datashading(ctx context.Context, s *sectionRun) error {
	source := ops.Random(ops.Freq(100*time.Microsecond), ops.Interval(200*time.Millisecond), s.seeded(8), s.limited())
	x := source.Sub(0.5).CumSum().Col("x")

	curve := viz.Dynamic(viz.NewDataFrameStream(x, viz.Backlog(1_000_000)), viz.Curve())
	shaded := operation.Datashade(curve, operation.Normalization("linear"), viz.Cmap("Blues8")).
		Opts(viz.Width(600))
	if err := s.record("streamz8", shaded); err != nil {
		return err
	}
	return flow.Run(ctx, source)
}
