package viz_test

import (
	"context"
	"fmt"
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
)

// Options change how an element looks; later ones win.
func ExampleDark() {
	e, err := viz.Curve(viz.Y("price"))(prices)
	fmt.Println(err)
	describe(e.Opts(viz.Dark(true), viz.LineColor("gold"), viz.LineWidth(2.5), viz.ShowGrid(false)))
	fmt.Println(e.Opts(viz.LineColor("goldish")).Figure().Err() != nil)
	// Output:
	// <nil>
	// 600 x 400 pixels
	// true
}

// Axes follow the data unless told otherwise: these stay where the first rows put them.
func ExampleFramewise() {
	s := viz.NewDataFrameStream(prices.Empty())
	describe(viz.Dynamic(s, viz.Curve()).Opts(viz.Framewise(false)))
	// Output: 600 x 400 pixels
}

// The axes of a layout are shared by dimension; here each plot has its own.
func ExampleFigure_SharedAxes() {
	e, err := viz.Curve(viz.Y("price"))(prices)
	fmt.Println(err)
	fig := viz.Layout(e.Relabel("whole"), e.RedimRange("price", 100, 102).Relabel("detail").Opts(viz.ShowLegend(false)))
	describe(fig.SharedAxes(false))
	fmt.Println(fig.Static())
	// Output:
	// <nil>
	// 900 x 360 pixels
	// true
}

// Put and Refresh are Send in two steps: what is put into several streams is drawn once.
func ExampleDataFrameStream_Put() {
	ctx := context.Background()
	a, b := viz.NewDataFrameStream(prices.Empty()), viz.NewDataStream[frame.Frame]()
	fig := viz.Layout(viz.Dynamic(a, viz.Curve()), viz.Dynamic(b, viz.Scatter()))
	fmt.Println(fig.Attach(&screen{fig.Renderer(viz.View{})}))
	fmt.Println(a.Put(ctx, prices), b.Put(ctx, prices))
	fmt.Println(a.Refresh(ctx), b.Refresh(ctx))
	// Output:
	// <nil>
	// <nil> <nil>
	// showing (900,360)
	// <nil> <nil>
}

// SetRanges changes the ranges that a viewer sees.
func ExampleRenderer_SetRanges() {
	e, err := viz.Curve(viz.Y("price"))(prices)
	fmt.Println(err)
	r := e.Figure().Renderer(viz.View{})
	r.SetRanges(viz.Range{}, viz.Range{Lo: 100, Hi: 102})
	img, err := r.Image()
	fmt.Println(img.Bounds().Size(), err)
	// Output:
	// <nil>
	// (600,400) <nil>
}

// Half of what is asked for is left to the data.
func ExampleRange_Override() {
	data := viz.Range{Lo: 2, Hi: 8}
	fmt.Println(data.Override(viz.Range{Lo: 0, Hi: math.NaN()}))
	fmt.Println(data.Override(viz.Range{Lo: 10, Hi: 0}))
	fmt.Println(viz.Range{}.IsZero(), data.IsZero())
	// Output:
	// {0 8}
	// {0 10}
	// true false
}

// What an operation can read of a chart.
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

// A display that is no longer needed goes, and the stream goes on.
func ExampleFigure_Detach() {
	stream := viz.NewDataFrameStream(prices.Empty())
	fig := viz.Dynamic(stream, viz.Curve()).Figure()
	s := &screen{fig.Renderer(viz.View{})}
	fmt.Println(fig.Attach(s))
	fig.Detach(s)
	fmt.Println(stream.Send(context.Background(), prices))
	// Output:
	// <nil>
	// <nil>
}

// Operations of other packages take the option too.
func ExampleColorMapOption_ShadeOption() {
	fmt.Println(viz.Cmap("Blues8").ShadeOption())
	// Output:
	// Cmap Blues8
}
