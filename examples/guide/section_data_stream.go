package main

import (
	"context"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
)

// dataStream renders streamz1: the last twenty chunks of a stream of random points.
func dataStream(ctx context.Context, s *sectionRun) error {
	points := flow.NewSource[frame.Frame]()
	recent := flow.TryMap(flow.SlidingWindow(points, 20), frame.Concat)
	data := flow.To(recent, viz.NewDataStream[frame.Frame]())

	scatter := viz.Dynamic(data, viz.Scatter()).
		Opts(viz.ColorIndex("count"), viz.BgColor("black")).
		RedimRange("y", -4, 4)
	if err := s.record("streamz1", scatter); err != nil {
		return err
	}

	rng := s.random(1)
	for i := range s.frames + 19 { // the first nineteen fill the window
		chunk, err := frame.New(
			frame.Col("x", floats(100, rng.Float64)),
			frame.Col("y", floats(100, rng.NormFloat64)),
			frame.Const("count", i, 100))
		if err != nil {
			return err
		}
		if err := points.Emit(ctx, chunk); err != nil {
			return err
		}
	}
	return points.Close(ctx)
}
