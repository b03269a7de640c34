package viz_test

import (
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/internal/golden"
)

// Aggregate says how several rows at one place become one bar.
func ExampleBars() {
	bars, err := viz.Bars(viz.X("country"), viz.Y("TWh"), viz.Aggregate("sum"))(energy)
	golden.Show("bars", bars.Relabel("Electricity"), err)
	// Output: bars: 600 x 400 pixels
}

// With By there is a bar for each group.
func ExampleBy() {
	bars, err := viz.Bars(viz.X("country"), viz.Y("TWh"), viz.By("source"))(energy)
	golden.Show("bars-grouped", bars.Relabel("Electricity by source"), err)
	// Output: bars-grouped: 600 x 400 pixels
}

// Stacked puts the groups on top of one another.
func ExampleStacked() {
	bars, err := viz.Bars(viz.X("country"), viz.Y("TWh"), viz.By("source"))(energy)
	golden.Show("bars-stacked", bars.Relabel("Electricity by source").Opts(viz.Stacked(true)), err)
	// Output: bars-stacked: 600 x 400 pixels
}

// InvertAxes makes bars horizontal.
func ExampleInvertAxes() {
	bars, err := viz.Bars(viz.X("country"), viz.Y("TWh"), viz.By("source"))(energy)
	golden.Show("bars-horizontal", bars.Relabel("Electricity by source").Opts(viz.Stacked(true), viz.InvertAxes(true)), err)
	// Output: bars-horizontal: 600 x 400 pixels
}

// Prices of a stock: a candle is blue if the price rose, and red if it fell.
func ExampleCandlesticks() {
	candles, err := viz.Candlesticks(viz.X("time"))(trading)
	golden.Show("candlesticks", candles.Relabel("ACME").Opts(viz.YLabel("USD")), err)
	// Output: candlesticks: 600 x 400 pixels
}

// The stages of a build, from X to the end, on the worker Y.
func ExampleRectangles() {
	stages, err := viz.Rectangles(viz.X("from"), viz.Y("worker"), viz.End("to", "on"))(schedule)
	golden.Show("rectangles", stages.Relabel("Build").Opts(viz.ColorIndex("stage"), viz.Height(260)), err)
	// Output: rectangles: 600 x 260 pixels
}

// A line from each row's first position to its second one.
func ExampleSegments() {
	changes, err := viz.Segments(viz.X("time"), viz.Y("open"), viz.End("time", "close"))(trading)
	golden.Show("segments", changes.Opts(viz.LineWidth(4), viz.ColorIndex("high")), err)
	// Output: segments: 600 x 400 pixels
}
