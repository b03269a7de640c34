package main

import (
	"context"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/ops"
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/operation"
)

// operations renders streamz7: a histogram of the last 500 values.
func operations(ctx context.Context, s *sectionRun) error {
	source := ops.Random(ops.Freq(5*time.Millisecond), ops.Interval(100*time.Millisecond), s.seeded(7), s.limited())
	x := source.Sub(0.5).CumSum().Col("x")

	data := viz.Dynamic(viz.NewDataFrameStream(x, viz.Backlog(500)), viz.Dataset())
	if err := s.record("streamz7", operation.Histogram(data, operation.Dimension("x"))); err != nil {
		return err
	}
	return flow.Run(ctx, source)
}
