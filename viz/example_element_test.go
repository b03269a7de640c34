package viz_test

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
)

// prices is the rows of these examples.
var prices = frame.Must(frame.New(
	frame.Col("t", []time.Time{at(0), at(1), at(2), at(3)}),
	frame.Col("price", []float64{101, 103, 102, 104}),
	frame.Col("size", []int64{5, 1, 8, 2}),
	frame.Col("side", []string{"buy", "sell", "buy", "sell"})))

// at is a time of a morning.
func at(second int) time.Time { return time.Date(2026, 3, 1, 9, 30, second, 0, time.UTC) }

// describe draws a figure, as a sink would, and prints its size.
func describe(d viz.Drawable) {
	img, err := d.Figure().Renderer(viz.View{}).Image()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(img.Bounds().Dx(), "x", img.Bounds().Dy(), "pixels")
}

// A program sends data to a stream, a DynamicMap makes an element of it, and a sink or a Renderer draws the element.
func Example() {
	stream := viz.NewDataFrameStream(prices.Empty(), viz.Backlog(100))
	curve := viz.Dynamic(stream, viz.Curve(viz.X("t"), viz.Y("price"))).
		Relabel("Price").Opts(viz.Width(500), viz.YLabel("USD"))

	if err := stream.Send(context.Background(), prices); err != nil {
		fmt.Println(err)
	}
	describe(curve)
	// Output: 500 x 400 pixels
}

func ExampleCurve() {
	e, err := viz.Curve(viz.X("t"), viz.Y("price"))(prices)
	fmt.Println(err)
	describe(e)
	_, err = viz.Curve(viz.Y("prise"))(prices)
	fmt.Println(err)
	// Output:
	// <nil>
	// 600 x 400 pixels
	// viz.Curve: no such column "prise"; columns are t, price, size, side; did you mean "price"?
}

func ExampleScatter() {
	e, err := viz.Scatter(viz.X("t"), viz.Y("price"))(prices)
	fmt.Println(err)
	describe(e.Opts(viz.ColorIndex("size"), viz.Cmap("viridis"), viz.Size(8)))
	// Output:
	// <nil>
	// 600 x 400 pixels
}

func ExamplePoints() {
	e, err := viz.Points(viz.X("price"), viz.Y("size"))(prices)
	fmt.Println(err)
	describe(e.Opts(viz.ColorIndex("side"))) // a colour and a legend entry for each side
	// Output:
	// <nil>
	// 600 x 400 pixels
}

func ExampleArea() {
	e, err := viz.Area(viz.X("t"), viz.Y("size"))(prices)
	fmt.Println(err)
	describe(e.Opts(viz.Alpha(0.5), viz.LineColor("navy")))
	// Output:
	// <nil>
	// 600 x 400 pixels
}

// With By there is an area for each group; Stack puts them on top of one another.
func ExampleStack() {
	areas, err := viz.Area(viz.X("t"), viz.Y("size"), viz.By("side"))(prices)
	fmt.Println(err)
	describe(viz.Stack(areas).Relabel("Volume"))
	// Output:
	// <nil>
	// 600 x 400 pixels
}

func ExampleBoxWhisker() {
	e, err := viz.BoxWhisker(viz.X("side"), viz.Y("price"))(prices)
	fmt.Println(err)
	describe(e.Opts(viz.ColorIndex("side"), viz.BoxFillColor(viz.Cycle("Category20")...)))
	// Output:
	// <nil>
	// 600 x 400 pixels
}

func ExampleHistogram() {
	describe(viz.Histogram([]float64{0, 1, 2, 3}, []float64{4, 9, 2}, viz.X("delay")))
	// Output: 600 x 400 pixels
}

func ExampleTable() {
	e, err := viz.Table(viz.By("t", "price"))(prices)
	fmt.Println(err)
	describe(e.Opts(viz.Width(300), viz.Height(200)))
	// Output:
	// <nil>
	// 300 x 200 pixels
}

// A Dataset is for operations to work on: operation.Histogram makes one of its columns.
func ExampleDataset() {
	e, err := viz.Dataset()(prices)
	fmt.Println(e.(*viz.Chart).Kind(), err)
	// Output: Dataset <nil>
}

func ExampleRGB() {
	img := image.NewRGBA(image.Rect(0, 0, 2, 1))
	img.Set(0, 0, color.White)
	describe(viz.RGB(img, viz.Bounds{X: viz.Range{Lo: 0, Hi: 10}, Y: viz.Range{Lo: -1, Hi: 1}}))
	// Output: 600 x 400 pixels
}

// Plotters makes an element of any of gonum's plotters.
func ExamplePlotters() {
	recipe := viz.Plotters(func(f frame.Frame) ([]plot.Plotter, error) {
		ys, err := f.Floats("price")
		if err != nil {
			return nil, err
		}
		bars, err := plotter.NewBarChart(plotter.Values(ys), 20)
		return []plot.Plotter{bars}, err
	})
	e, err := recipe(prices)
	fmt.Println(err)
	describe(e)
	// Output:
	// <nil>
	// 600 x 400 pixels
}

// DynamicFunc is for elements that depend on the view, or on several streams.
func ExampleDynamicFunc() {
	left, right := viz.NewDataStream(3.0), viz.NewDataStream(4.0)
	sum := viz.DynamicFunc(func(v viz.View) (viz.Element, error) {
		f, err := frame.New(frame.Col("x", []float64{0, 1}), frame.Col("y", []float64{0, left.Data() + right.Data()}))
		if err != nil {
			return nil, err
		}
		return viz.Curve()(f)
	}, left, right)
	describe(sum)
	// Output: 600 x 400 pixels
}

// Map makes an operation of a function. This one draws the rows of a chart in reverse order.
func ExampleMap() {
	e, err := viz.Curve()(prices)
	fmt.Println(err)
	backwards := viz.Map(e, func(_ viz.View, c *viz.Chart) (viz.Element, error) {
		var order []int
		for i := c.Data().Len() - 1; i >= 0; i-- {
			order = append(order, i)
		}
		return viz.Curve(viz.X(c.X()), viz.Y(c.Y()))(c.Data().Take(order))
	})
	describe(backwards)
	// Output:
	// <nil>
	// 600 x 400 pixels
}

func ExampleOverlay() {
	s := viz.NewDataFrameStream(prices)
	both := viz.Overlay(
		viz.Dynamic(s, viz.Curve()).Relabel("line"),
		viz.Dynamic(s, viz.Scatter()).Relabel("trades"),
	).RedimRange("price", 100, 105)
	describe(both)
	// Output: 600 x 400 pixels
}

// An operation can read the kind, the dimensions, the label, the fixed ranges and the data of a chart.
func ExampleChart() {
	e, err := viz.Curve(viz.Y("price"))(prices)
	fmt.Println(err)
	c, ok := e.Relabel("ACME").RedimRange("price", 100, 105).(*viz.Chart)
	fmt.Println(ok, c.Kind(), c.Label(), "of", c.Y(), "over", c.X())
	fmt.Println(c.FixedRange("price"))
	// Output:
	// <nil>
	// true Curve ACME of price over t
	// {100 105} true
}

// A threshold can follow a stream, as every element can.
func ExampleDynamic_threshold() {
	curve, err := viz.Curve(viz.X("t"), viz.Y("price"))(prices)
	fmt.Println(err)
	limits := viz.NewDataStream(102.5)
	limit := viz.Dynamic(limits, func(v float64) (viz.Element, error) { return viz.HLine(v), nil })
	describe(viz.Overlay(curve, limit.Opts(viz.LineDash("dashed"))))
	// Output:
	// <nil>
	// 600 x 400 pixels
}

// Two columns of errors are the one below and the one above.
func ExampleYError() {
	e, err := viz.ErrorBars(viz.X("t"), viz.Y("price"), viz.YError("size", "size"))(prices)
	fmt.Println(err)
	describe(e)
	// Output:
	// <nil>
	// 600 x 400 pixels
}

// Two rows of one bar are an error unless they are aggregated.
func ExampleAggregate() {
	_, err := viz.Bars(viz.X("side"), viz.Y("size"))(prices)
	fmt.Println(err)
	e, err := viz.Bars(viz.X("side"), viz.Y("size"), viz.Aggregate("sum"))(prices)
	fmt.Println(err)
	describe(e)
	// Output:
	// viz.Bars: bad option: needs one row at each place, got 2 at "buy"; Aggregate makes them one
	// <nil>
	// 600 x 400 pixels
}

// Operations of one's own select or change rows with WithData.
func ExampleChart_WithData() {
	e, err := viz.Scatter(viz.X("t"), viz.Y("price"))(prices)
	fmt.Println(err)
	last := viz.Map(e, func(_ viz.View, c *viz.Chart) (viz.Element, error) {
		return c.WithData(c.Data().Slice(1, c.Data().Len()))
	})
	describe(last)
	// Output:
	// <nil>
	// 600 x 400 pixels
}
