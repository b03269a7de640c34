package viz_test

import (
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/internal/golden"
)

// A dot for each row. A number as ColorIndex has a colour bar.
func ExampleScatter_picture() {
	scatter, err := viz.Scatter(viz.X("time"), viz.Y("close"))(trading)
	golden.Show("scatter", scatter.Opts(viz.ColorIndex("high"), viz.Size(8)), err)
	// Output: scatter: 600 x 400 pixels
}

// Positions in the plane. A text as ColorIndex has a legend.
func ExamplePoints_picture() {
	points, err := viz.Points(viz.X("length"), viz.Y("width"))(petals)
	golden.Show("points", points.Relabel("Petals").Opts(viz.ColorIndex("species"), viz.Size(7)), err)
	// Output: points: 600 x 400 pixels
}

// An image over an area.
func ExampleRGB_picture() {
	figure := viz.RGB(rings(), viz.Bounds{X: viz.Range{Lo: -3, Hi: 3}, Y: viz.Range{Lo: -2, Hi: 2}})
	golden.Show("rgb", figure, nil)
	// Output: rgb: 600 x 400 pixels
}

// Rows as a table.
func ExampleTable_picture() {
	table, err := viz.Table()(cities)
	golden.Show("table", table.Relabel("Cities").Opts(viz.Height(280)), err)
	// Output: table: 600 x 280 pixels
}

// Plots side by side. Axes of one dimension have one range.
func ExampleLayout_picture() {
	prices, err := viz.Candlesticks(viz.X("time"))(trading)
	curve, _ := viz.Curve(viz.X("time"), viz.Y("close"))(trading)
	golden.Show("layout", viz.Layout(prices.Relabel("ACME"), curve.Relabel("Close")), err)
	// Output: layout: 900 x 360 pixels
}
