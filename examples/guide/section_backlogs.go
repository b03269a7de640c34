package main

import (
	"context"
	"errors"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
	"github.com/streamgage/streamgage/viz"
)

// backlogs renders streamz5 and streamz6: three plots of one stream, each with as many rows of history as it needs, until
// the stream is stopped.
func backlogs(ctx context.Context, s *sectionRun) error {
	source := ops.Random(ops.Freq(5*time.Millisecond), ops.Interval(100*time.Millisecond), s.seeded(6), s.timed())
	x := source.Sub(0.5).CumSum().Col("x")

	summary := viz.Layout(
		viz.Dynamic(viz.NewDataFrameStream(x, viz.Backlog(10)), viz.Table()),
		viz.Dynamic(viz.NewDataFrameStream(x, viz.Backlog(100)), viz.BoxWhisker(viz.Y("x"))))
	scatter := viz.Dynamic(viz.NewDataFrameStream(x), viz.Scatter())
	if err := errors.Join(s.record("streamz5", summary), s.record("streamz6", scatter)); err != nil {
		return err
	}

	batches := 0
	flow.Sink(x, func(context.Context, frame.Frame) error {
		if batches++; batches == s.frames {
			flow.Stop(source)
		}
		return nil
	})
	return flow.Run(ctx, source)
}
