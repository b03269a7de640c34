package viz_test

import (
	"time"

	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/internal/golden"
)

// A threshold across a plot.
func ExampleHLine() {
	curve, err := viz.Curve(viz.X("time"), viz.Y("close"))(trading)
	limit := viz.HLine(182.5).Relabel("limit").Opts(viz.LineDash("dashed"), viz.LineColor("#bd1f01"))
	golden.Show("hline", viz.Overlay(curve.Relabel("price"), limit), err)
	// Output: hline: 600 x 400 pixels
}

// The time of an event.
func ExampleVLine() {
	curve, err := viz.Curve(viz.X("time"), viz.Y("close"))(trading)
	noon := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	event := viz.VLine(noon)
	name := viz.Text(noon, 184, "noon").Opts(viz.TextAlign("left"))
	golden.Show("vline", viz.Overlay(curve, event, name), err)
	// Output: vline: 600 x 400 pixels
}

// A range of values that are all right.
func ExampleHSpan() {
	curve, err := viz.Curve(viz.X("month"), viz.Y("temperature"))(climate)
	golden.Show("hspan", viz.Overlay(viz.HSpan(8.0, 16).Relabel("mild").Opts(viz.FillColor("#94a4a2"), viz.Alpha(0.3)), curve.Relabel("mean")), err)
	// Output: hspan: 600 x 400 pixels
}

// A stretch of time.
func ExampleVSpan() {
	curve, err := viz.Curve(viz.X("month"), viz.Y("temperature"))(climate)
	from := time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)
	golden.Show("vspan", viz.Overlay(viz.VSpan(from, from.AddDate(0, 3, 0)), curve), err)
	// Output: vspan: 600 x 400 pixels
}

// Names above points.
func ExampleLabels() {
	points, err := viz.Points(viz.X("longitude"), viz.Y("latitude"))(cities)
	names, _ := viz.Labels(viz.X("longitude"), viz.Y("latitude"), viz.TextColumn("city"))(cities)
	golden.Show("labels", viz.Overlay(points.Opts(viz.ColorIndex("population"), viz.Size(12)), names.Opts(viz.TextBaseline("bottom"), viz.YOffset(5))), err)
	// Output: labels: 600 x 400 pixels
}

// A text at a position.
func ExampleText() {
	bars, err := viz.Bars(viz.X("country"), viz.Y("TWh"), viz.Aggregate("sum"))(energy)
	golden.Show("text", viz.Overlay(bars, viz.Text("Norway", 153, "nearly all hydro").Opts(viz.TextBaseline("bottom"))), err)
	// Output: text: 600 x 400 pixels
}

// An arrow to a position, with a text at its tail.
func ExampleArrow() {
	curve, err := viz.Curve(viz.X("time"), viz.Y("close"))(trading)
	highest := viz.Arrow(time.Date(2026, 3, 2, 11, 15, 0, 0, time.UTC), 185.5, "highest price", "^")
	golden.Show("arrow", viz.Overlay(curve, highest), err)
	// Output: arrow: 600 x 400 pixels
}
