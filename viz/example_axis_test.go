package viz_test

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
)

// counts are numbers of many sizes, and one that has no logarithm.
var counts = frame.Must(frame.New(frame.Col("minute", []float64{0, 1, 2, 3}), frame.Col("requests", []float64{1, 1000, 0, 20})))

// drawCounts draws a curve of counts and prints how many values it leaves out.
func drawCounts(opts ...viz.Opt) {
	e, err := viz.Curve()(counts)
	if err != nil {
		fmt.Println(err)
		return
	}
	r := e.Opts(opts...).Figure().Renderer(viz.View{})
	img, err := r.Image()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(img.Bounds().Dx(), "x", img.Bounds().Dy(), "pixels,", r.LeftOut(), "left out")
}

// 0 has no place on a logarithmic axis.
func ExampleLogY() {
	drawCounts(viz.LogY(true))
	// Output: 600 x 400 pixels, 1 left out
}

func ExampleLogX() {
	drawCounts(viz.LogX(true))
	// Output: 600 x 400 pixels, 1 left out
}

func ExampleRenderer_LeftOut() {
	drawCounts(viz.LogX(true), viz.LogY(true)) // the first row and the third
	// Output: 600 x 400 pixels, 2 left out
}

// A symlog axis has a place for 0 and for values of both signs.
func ExampleSymlogY() {
	drawCounts(viz.SymlogY(1))
	// Output: 600 x 400 pixels, 0 left out
}

func ExampleSymlogX() {
	drawCounts(viz.SymlogX(0.5))
	// Output: 600 x 400 pixels, 0 left out
}

// The colours of the dots, and the colour bar, are logarithmic.
func ExampleLogZ() {
	e, err := viz.Scatter()(counts)
	fmt.Println(err)
	describe(e.Opts(viz.ColorIndex("requests"), viz.LogZ(true)))
	// Output:
	// <nil>
	// 600 x 400 pixels
}

// Depth increases downwards.
func ExampleInvertYAxis() {
	drawCounts(viz.InvertYAxis(true), viz.YLabel("depth"))
	// Output: 600 x 400 pixels, 0 left out
}

func ExampleInvertXAxis() {
	drawCounts(viz.InvertXAxis(true))
	// Output: 600 x 400 pixels, 0 left out
}

// The edges of the bars are times.
func ExampleTimeX() {
	var edges []float64
	for hour := range 4 {
		edges = append(edges, float64(time.Date(2026, 3, 1, hour, 0, 0, 0, time.UTC).UnixNano()))
	}
	describe(viz.Histogram(edges, []float64{3, 5, 2}, viz.X("t")).Opts(viz.TimeX(true)))
	// Output: 600 x 400 pixels
}

// Numbers along y are times, in nanoseconds since 1970.
func ExampleTimeY() {
	drawCounts(viz.TimeY(true))
	// Output: 600 x 400 pixels, 0 left out
}

func ExampleYFormatter() {
	drawCounts(viz.YFormatter(func(v float64) string { return fmt.Sprintf("%.0f req.", v) }))
	// Output: 600 x 400 pixels, 0 left out
}

func ExampleXFormatter() {
	drawCounts(viz.XFormatter(viz.SI("min")))
	// Output: 600 x 400 pixels, 0 left out
}

func ExampleSI() {
	bytes := viz.SI("B/s")
	fmt.Println(bytes(1500), bytes(2.5e9), bytes(0.0002))
	// Output: 1.5 kB/s 2.5 GB/s 200 µB/s
}

func ExampleTickValues() {
	drawCounts(viz.YTicks(viz.TickValues(0, 500, 1000)))
	// Output: 600 x 400 pixels, 0 left out
}

func ExampleTickCount() {
	drawCounts(viz.XTicks(viz.TickCount(3)), viz.YTicks(viz.TickCount(10)))
	// Output: 600 x 400 pixels, 0 left out
}

// Quarters of an hour, and one tick in y.
func ExampleXTicks() {
	drawCounts(viz.XTicks(viz.TickValues(0, 0.25, 0.5, 0.75, 1)))
	// Output: 600 x 400 pixels, 0 left out
}

func ExampleYTicks() {
	drawCounts(viz.YTicks(viz.TickCount(2)))
	// Output: 600 x 400 pixels, 0 left out
}

// The y axis of the stream changes only if the data leaves it or needs less than half of it.
func ExampleYHysteresis() {
	s := viz.NewDataFrameStream(counts)
	describe(viz.Dynamic(s, viz.Curve()).Opts(viz.YHysteresis(0.5)))
	// Output: 600 x 400 pixels
}
