package main

import (
	"context"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
)

// simpleExample renders brownian: a path that grows by one row at a time. It uses no pipeline.
func simpleExample(ctx context.Context, s *sectionRun) error {
	example := frame.Must(frame.New(
		frame.Col("x", []float64{}), frame.Col("y", []float64{}), frame.Col("count", []int64{})))
	path := viz.NewDataFrameStream(example, viz.Index(false), viz.Backlog(100))

	plot := viz.Overlay(
		viz.Dynamic(path, viz.Curve()).Opts(viz.LineWidth(1), viz.LineColor("black")),
		viz.Dynamic(path, viz.Points()).Opts(viz.ColorIndex("count"), viz.LineColor("black"), viz.Size(5)))
	if err := s.record("brownian", plot); err != nil {
		return err
	}

	rng := s.random(3)
	var x, y float64
	for i := range s.frames {
		x, y = x+rng.NormFloat64(), y+rng.NormFloat64()
		row, err := frame.New(frame.Const("x", x, 1), frame.Const("y", y, 1), frame.Const("count", i, 1))
		if err != nil {
			return err
		}
		if err := path.Send(ctx, row); err != nil {
			return err
		}
	}
	return path.Close(ctx)
}
