package main

import (
	"context"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/ops"
	"github.com/streamgage/streamgage/viz"
)

// computing renders streamz4: a time series, and on top of it the mean of its last half second.
func computing(ctx context.Context, s *sectionRun) error {
	source := ops.Random(ops.Freq(5*time.Millisecond), ops.Interval(100*time.Millisecond), s.seeded(5), s.limited())
	x := source.Sub(0.5).CumSum().Col("x")
	smooth := x.Rolling(ops.Within(500 * time.Millisecond)).Mean()

	plot := viz.Overlay(
		viz.Dynamic(viz.NewDataFrameStream(x), viz.Curve()).Relabel("raw"),
		viz.Dynamic(viz.NewDataFrameStream(smooth), viz.Curve()).Relabel("smooth"),
	).Opts(viz.Width(500), viz.ShowGrid(true))
	if err := s.record("streamz4", plot); err != nil {
		return err
	}
	return flow.Run(ctx, source)
}
