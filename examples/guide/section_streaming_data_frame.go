package main

import (
	"context"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/ops"
	"github.com/streamgage/streamgage/viz"
)

// streamingDataFrame renders streamz3: a drifting time series.
func streamingDataFrame(ctx context.Context, s *sectionRun) error {
	source := ops.Random(ops.Freq(10*time.Millisecond), ops.Interval(100*time.Millisecond), s.seeded(4), s.limited())
	walk := source.Sub(0.5).CumSum()

	curve := viz.Dynamic(viz.NewDataFrameStream(walk.Col("x")), viz.Curve()).
		Opts(viz.Width(500), viz.ShowGrid(true))
	if err := s.record("streamz3", curve); err != nil {
		return err
	}
	return flow.Run(ctx, source)
}
