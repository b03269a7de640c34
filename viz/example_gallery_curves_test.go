package viz_test

import (
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/internal/golden"
)

// A line through the rows. It breaks at a missing value.
func ExampleCurve_picture() {
	curve, err := viz.Curve(viz.X("month"), viz.Y("temperature"))(climate)
	golden.Show("curve", curve.Relabel("Temperature").Opts(viz.YLabel("°C"), viz.LineWidth(2)), err)
	// Output: curve: 600 x 400 pixels
}

// A value that holds until the next one is drawn in steps.
func ExampleInterpolation() {
	curve, err := viz.Curve(viz.X("time"), viz.Y("waiting"))(queue)
	golden.Show("curve-steps", curve.Relabel("Length of a queue").Opts(viz.Interpolation("steps-post"), viz.LineWidth(2)), err)
	// Output: curve-steps: 600 x 400 pixels
}

// The error is a distance from Y. A curve on top shows Y itself.
func ExampleSpread() {
	spread, err := viz.Spread(viz.X("month"), viz.Y("temperature"), viz.YError("spread"))(climate)
	mean, _ := viz.Curve(viz.X("month"), viz.Y("temperature"))(climate)
	figure := viz.Overlay(spread.Relabel("spread").Opts(viz.FillColor("#3f90da")), mean.Relabel("mean").Opts(viz.LineColor("#3f90da")))
	golden.Show("spread", figure.Relabel("Temperature").Opts(viz.YLabel("°C")), err)
	// Output: spread: 600 x 400 pixels
}

// Two columns of errors are the one below and the one above.
func ExampleErrorBars() {
	errorBars, err := viz.ErrorBars(viz.X("dose"), viz.Y("rate"), viz.YError("below", "above"))(rates)
	points, _ := viz.Scatter(viz.X("dose"), viz.Y("rate"))(rates)
	color := viz.Color("#3f90da")
	golden.Show("error-bars", viz.Overlay(errorBars.Opts(viz.LineColor(color)), points.Opts(viz.FillColor(color), viz.Size(8))), err)
	// Output: error-bars: 600 x 400 pixels
}

// A line from 0 to each value.
func ExampleSpikes() {
	spikes, err := viz.Spikes(viz.X("m/z"), viz.Y("intensity"))(pulses)
	golden.Show("spikes", spikes.Relabel("Mass spectrum").Opts(viz.LineWidth(2)), err)
	// Output: spikes: 600 x 400 pixels
}

// The area between 0 and each value.
func ExampleArea_picture() {
	area, err := viz.Area(viz.X("month"), viz.Y("temperature"))(climate)
	golden.Show("area", area.Opts(viz.Alpha(0.4), viz.LineColor("#3f90da")), err)
	// Output: area: 600 x 400 pixels
}

// Areas on top of one another, one for each group.
func ExampleStack_picture() {
	areas, err := viz.Area(viz.X("second"), viz.Y("MB/s"), viz.By("service"))(traffic)
	golden.Show("stack", viz.Stack(areas).Relabel("Traffic"), err)
	// Output: stack: 600 x 400 pixels
}
