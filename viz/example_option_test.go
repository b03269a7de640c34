package viz_test

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
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

// Without Framewise(false) the axes would follow the data. These keep the ranges of the first rows.
func ExampleFramewise() {
	s := viz.NewDataFrameStream(prices.Empty())
	describe(viz.Dynamic(s, viz.Curve()).Opts(viz.Framewise(false)))
	// Output: 600 x 400 pixels
}

// WithPlot calls a function with gonum's plot.
func ExampleWithPlot() {
	e, err := viz.Curve()(prices)
	fmt.Println(err)
	describe(e.Opts(viz.WithPlot(func(p *plot.Plot) {
		p.Title.Text = "Prices"
		p.Add(plotter.NewFunction(func(float64) float64 { return 102 }))
	})))
	// Output:
	// <nil>
	// 600 x 400 pixels
}

func ExampleColors() {
	colors, err := viz.Colors("Blues8")
	fmt.Println(len(colors), colors[0], err)
	_, err = viz.Colors("Blues88")
	fmt.Println(err != nil)
	// Output:
	// 8 {8 69 148 255} <nil>
	// true
}

func ExampleCycle() {
	fmt.Println(viz.Cycle("Category20")[:2])
	// Output: [#1f77b4 #aec7e8]
}

// Cmap is an option of operations in other packages too.
func ExampleColorMapOption_ShadeOption() {
	fmt.Println(viz.Cmap("Blues8").ShadeOption())
	// Output:
	// Cmap Blues8
}

// FillColor colours what is filled, and LineColor lines and outlines.
func ExampleFillColor() {
	e, err := viz.Points(viz.X("t"), viz.Y("price"))(prices)
	fmt.Println(err)
	describe(e.Opts(viz.FillColor("gold"), viz.LineColor("black"), viz.Size(9)))
	// Output:
	// <nil>
	// 600 x 400 pixels
}

// The axis shows the local time of Berlin, with ticks at its midnights. A machine without a database of zones needs the
// import of time/tzdata.
func ExampleTimeZone() {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		fmt.Println(err)
		return
	}
	noon := time.Date(2026, 3, 28, 12, 0, 0, 0, berlin)
	f := frame.Must(frame.New(frame.Index("t", []time.Time{noon, noon.AddDate(0, 0, 1)}), frame.Col("level", []float64{1, 2})))
	curve, err := viz.Curve()(f)
	if err != nil {
		fmt.Println(err)
		return
	}
	img, err := curve.Opts(viz.TimeZone(berlin)).Figure().Renderer(viz.View{}).Image()
	fmt.Println(img.Bounds().Size(), err)
	// Output: (600,400) <nil>
}
