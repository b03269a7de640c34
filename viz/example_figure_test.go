package viz_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"math"
	"os"

	"github.com/streamgage/streamgage/viz"
)

func ExampleLayout() {
	s := viz.NewDataFrameStream(prices)
	describe(viz.Layout(
		viz.Dynamic(s, viz.Curve()).Opts(viz.Width(400)),
		viz.Dynamic(s, viz.Table()),
		viz.Dynamic(s, viz.BoxWhisker(viz.Y("price")))).Cols(2))
	// Output: 900 x 720 pixels
}

// By default, the axes of one dimension share their range. Here each plot has its own.
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

// A Renderer draws for one viewer, who has a size, a pixel ratio and ranges of their own.
func ExampleFigure_Renderer() {
	e, err := viz.Curve()(prices)
	fmt.Println(err)
	r := e.Figure().Renderer(viz.View{Width: 300, Height: 200, Ratio: 2, Y: viz.Range{Lo: 90, Hi: 110}})
	img, err := r.Image()
	fmt.Println(img.Bounds().Size(), err)
	// Output:
	// <nil>
	// (600,400) <nil>
}

// PNG encodes a picture of at most 256 colours with a palette.
func ExampleRenderer_PNG() {
	e, err := viz.Curve()(prices)
	fmt.Println(err)
	var file bytes.Buffer
	err = e.Figure().Renderer(viz.View{}).PNG(&file)
	img, _ := png.Decode(&file)
	_, isPaletted := img.(*image.Paletted)
	fmt.Println(img.Bounds().Size(), isPaletted, err)
	// Output:
	// <nil>
	// (600,400) true <nil>
}

// A program that has an encoder of its own takes the picture from the canvas, with its palette.
func ExampleRenderer_Canvas() {
	e, err := viz.Curve()(prices)
	fmt.Println(err)
	c, err := e.Figure().Renderer(viz.View{}).Canvas()
	img, ok := c.Paletted()
	fmt.Println(img.Rect.Size(), ok, err)
	// Output:
	// <nil>
	// (600,400) true <nil>
}

func ExampleRenderer_SVG() {
	e, err := viz.Curve()(prices)
	fmt.Println(err)
	file, err := os.CreateTemp("", "*.svg")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.Remove(file.Name())
	defer file.Close()
	fmt.Println(e.Figure().Renderer(viz.View{}).SVG(file))
	// Output:
	// <nil>
	// <nil>
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

// An end that is NaN follows the data, and ends in descending order are swapped.
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
