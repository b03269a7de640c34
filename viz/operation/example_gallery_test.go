package operation_test

import (
	"math"
	"math/rand/v2"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/internal/golden"
	"github.com/streamgage/streamgage/viz/operation"
)

// sensor is a noisy value in each second of an hour.
var sensor = sensorFrame()

func sensorFrame() frame.Frame {
	rng := rand.New(rand.NewPCG(31, 0))
	n := 3600
	at, value := make([]time.Time, n), make([]float64, n)
	for i := range n {
		at[i] = time.Date(2026, 3, 1, 12, 0, i, 0, time.UTC)
		value[i] = 20 + 4*math.Sin(float64(i)/400) + rng.NormFloat64()
	}
	return frame.Must(frame.New(frame.Col("time", at), frame.Col("°C", value)))
}

// A mean over a window of rows.
func ExampleRolling() {
	curve, err := viz.Curve(viz.X("time"), viz.Y("°C"))(sensor)
	smooth := operation.Rolling(curve, 121)
	golden.Show("rolling", viz.Overlay(
		curve.Relabel("measured").Opts(viz.LineWidth(1), viz.Alpha(0.4)),
		smooth.Relabel("mean of two minutes").Opts(viz.LineWidth(2.5))), err)
	// Output: rolling: 600 x 400 pixels
}

// A value for each interval of time.
func ExampleResample() {
	curve, err := viz.Curve(viz.X("time"), viz.Y("°C"))(sensor)
	highest := operation.Resample(curve, 5*time.Minute, operation.Function("max"))
	lowest := operation.Resample(curve, 5*time.Minute, operation.Function("min"))
	steps := viz.Interpolation("steps-pre")
	golden.Show("resample", viz.Overlay(highest.Relabel("highest of 5 minutes").Opts(steps), lowest.Relabel("lowest").Opts(steps)), err)
	// Output: resample: 600 x 400 pixels
}

// A curve of 3,600 rows, drawn through 100 of them.
func ExampleDownsample() {
	curve, err := viz.Curve(viz.X("time"), viz.Y("°C"))(sensor)
	golden.Show("downsample", operation.Downsample(curve, operation.PixelWidth(100)), err)
	// Output: downsample: 600 x 400 pixels
}

// A random selection of points.
func ExampleDecimate() {
	points, err := viz.Scatter(viz.X("time"), viz.Y("°C"))(sensor)
	golden.Show("decimate", operation.Decimate(points, operation.MaxSamples(500)), err)
	// Output: decimate: 600 x 400 pixels
}

// Where a value is above a level.
func ExampleThreshold() {
	curve, err := viz.Curve(viz.X("time"), viz.Y("°C"))(sensor)
	warm := operation.Threshold(operation.Rolling(curve, 121), 21).Opts(viz.Interpolation("steps-mid"))
	golden.Show("threshold", warm.Relabel("Above 21 °C").Opts(viz.Height(200)), err)
	// Output: threshold: 600 x 200 pixels
}

// The density of an element's values.
func ExampleKDE() {
	curve, err := viz.Curve(viz.X("time"), viz.Y("°C"))(sensor)
	golden.Show("kde", operation.KDE(curve, viz.Bandwidth("silverman")), err)
	// Output: kde: 600 x 400 pixels
}
