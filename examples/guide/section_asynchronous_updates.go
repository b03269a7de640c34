package main

import (
	"context"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
)

// asynchronousUpdates renders streamz2: a function emits as fast as it can, and a rate limit slows it down to ten arrays a
// second.
func asynchronousUpdates(ctx context.Context, s *sectionRun) error {
	rng := s.random(2)
	arrays := flow.FromFunc(func(_ context.Context, emit func([]float64) error) error {
		for {
			if err := emit(floats(100, rng.Float64)); err != nil {
				return err
			}
		}
	}, flow.WithClock(s.clock()), flow.Limit(s.frames))

	slow := flow.RateLimit(arrays, 100*time.Millisecond)
	curves := flow.TryMap(slow, func(y []float64) (frame.Frame, error) { return frame.New(frame.Col("y", y)) })
	data := flow.To(curves, viz.NewDataStream[frame.Frame]())

	curve := viz.Dynamic(data, viz.Curve()).Opts(viz.Width(600)).RedimRange("y", 0, 1)
	if err := s.record("streamz2", curve); err != nil {
		return err
	}
	return flow.Run(ctx, arrays)
}
