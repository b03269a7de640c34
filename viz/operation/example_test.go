package operation_test

import (
	"context"
	"fmt"
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/operation"
)

// The bins follow the stream from frame to frame.
func ExampleHistogram() {
	stream := viz.NewDataFrameStream(frame.Must(frame.New(frame.Col[float64]("x", nil))), viz.Backlog(500))
	hist := operation.Histogram(viz.Dynamic(stream, viz.Dataset()), operation.Dimension("x"), operation.Bins(10))

	err := stream.Send(context.Background(), frame.Must(frame.New(frame.Col("x", []float64{1, 2, 2, 3}))))
	fmt.Println(err)
	img, err := hist.Figure().Renderer(viz.View{}).Image()
	fmt.Println(img.Bounds().Size(), err)
	// Output:
	// <nil>
	// (600,400) <nil>
}

func ExampleDatashade() {
	y := make([]float64, 1_000_000)
	for i := range y {
		y[i] = math.Sin(float64(i) / 1e5)
	}
	curve, err := viz.Curve()(frame.Must(frame.New(frame.Col("y", y))))
	fmt.Println(err)
	shaded := operation.Datashade(curve, operation.Normalization("linear"), viz.Cmap("Blues8"))
	img, err := shaded.Opts(viz.Width(500)).Figure().Renderer(viz.View{}).Image()
	fmt.Println(img.Bounds().Size(), err)
	// Output:
	// <nil>
	// (500,400) <nil>
}

// The last bar of a cumulative density is 1 high.
func ExampleCumulative() {
	rows := frame.Must(frame.New(frame.Col("delay", []float64{1, 1, 2, 4})))
	data, err := viz.Dataset()(rows)
	fmt.Println(err)
	hist := operation.Histogram(data, operation.Bins(3), operation.Normed(true), operation.Cumulative(true))
	img, err := hist.Figure().Renderer(viz.View{}).Image()
	fmt.Println(img.Bounds().Size(), err)
	// Output:
	// <nil>
	// (600,400) <nil>
}

// "any" shows where there is data, in one colour.
func ExampleAggregator() {
	rows := frame.Must(frame.New(frame.Col("x", []float64{0, 1, 1, 2}), frame.Col("y", []float64{0, 1, 1, 0})))
	points, err := viz.Points()(rows)
	fmt.Println(err)
	shaded := operation.Datashade(points, operation.Aggregator("any"), operation.Normalization("linear"))
	img, err := shaded.Figure().Renderer(viz.View{}).Image()
	fmt.Println(img.Bounds().Size(), err)
	fmt.Println(operation.Datashade(points, operation.Aggregator("most")).Figure().Err())
	// Output:
	// <nil>
	// (600,400) <nil>
	// operation.Aggregator: bad option: must be "count" or "any", got "most"
}
