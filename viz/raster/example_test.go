package raster_test

import (
	"fmt"
	"image/color"
	"math"

	"github.com/streamgage/streamgage/viz/raster"
)

var blackToWhite = []color.RGBA{{A: 255}, {R: 255, G: 255, B: 255, A: 255}}

// show prints a grid as it is drawn, with the highest y first.
func show(g *raster.Grid) {
	for y := g.Height - 1; y >= 0; y-- {
		fmt.Println(g.Row(y))
	}
}

func ExampleLine() {
	xs := []float64{0, 1, 2, 3, 4}
	ys := []float64{0, 4, 0, 4, 4}
	grid, err := raster.Line(xs, ys, raster.View{Width: 5, Height: 4})
	if err != nil {
		fmt.Println(err)
		return
	}
	show(grid)
	fmt.Println("x", grid.X, "y", grid.Y)
	// Output:
	// [0 1 0 1 1]
	// [0 2 0 1 0]
	// [1 0 2 0 0]
	// [1 0 1 0 0]
	// x {0 4} y {0 4}
}

func ExampleLine_missing() {
	xs := []float64{0, 1, 2, 3, 4}
	ys := []float64{0, 0, math.NaN(), 1, 1}
	grid, err := raster.Line(xs, ys, raster.View{Width: 5, Height: 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	show(grid)
	// Output:
	// [0 0 0 1 1]
	// [1 1 0 0 0]
}

func ExamplePoints() {
	xs := []float64{0, 0.1, 0.2, 2, 3, 100}
	ys := []float64{0, 0.2, 0.1, 1, 2, 100}
	view := raster.View{Width: 3, Height: 2, X: raster.Range{Lo: 0, Hi: 3}, Y: raster.Range{Lo: 0, Hi: 2}}
	grid, err := raster.Points(xs, ys, view)
	if err != nil {
		fmt.Println(err)
		return
	}
	show(grid)
	fmt.Println("highest", grid.Max())
	// Output:
	// [0 0 2]
	// [3 0 0]
	// highest 3
}

func ExamplePointValues() {
	xs := []float64{0, 0, 1, 1}
	ys := []float64{0, 0, 0, 0}
	values := []float64{10, 20, 7, 9}
	view := raster.View{Width: 2, Height: 1, X: raster.Range{Lo: 0, Hi: 2}}
	grid, err := raster.PointValues(xs, ys, values, raster.Mean, view)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(grid.Values, grid.Counts)
	// Output: [15 8] [2 2]
}

// A new reduction: the difference between the largest and the smallest value.
func ExamplePointValues_reduction() {
	span := raster.Reduction{
		Name: "span",
		Add: func(c *raster.Cell, v float64) {
			if c.N == 0 {
				c.A, c.B = v, v
			}
			c.A, c.B = min(c.A, v), max(c.B, v)
		},
		Value: func(c raster.Cell) float64 { return c.B - c.A },
	}
	xs := []float64{0, 0, 0, 1}
	values := []float64{10, 25, 12, 3}
	view := raster.View{Width: 3, Height: 1, X: raster.Range{Lo: 0, Hi: 3}}
	grid, err := raster.PointValues(xs, make([]float64, 4), values, span, view)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(grid.Values)
	// Output: [15 0 NaN]
}

func ExampleGrid_Any() {
	grid, err := raster.Points([]float64{0, 0, 2}, []float64{0, 0, 0}, raster.View{Width: 3, Height: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(grid.Counts, grid.Any().Counts)
	// Output: [2 0 1] [1 0 1]
}

func ExampleShade() {
	grid, err := raster.Points([]float64{0, 0, 0, 0, 2, 2}, make([]float64, 6), raster.View{Width: 3, Height: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	img, err := raster.Shade(grid, blackToWhite, raster.Linear)
	if err != nil {
		fmt.Println(err)
		return
	}
	for x := range 3 {
		fmt.Println(grid.At(x, 0), img.RGBAAt(x, 0))
	}
	// Output:
	// 4 {255 255 255 255}
	// 0 {0 0 0 0}
	// 2 {127 127 127 255}
}

func ExampleSpan() {
	grid := &raster.Grid{Width: 3, Height: 1, Counts: []uint32{1, 5, 1000}}
	img, err := raster.Shade(grid, blackToWhite, raster.Linear, raster.Span(0, 10))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(img.RGBAAt(0, 0).R, img.RGBAAt(1, 0).R, img.RGBAAt(2, 0).R)
	// Output: 25 127 255
}

func ExampleRescaleLevels() {
	grid := &raster.Grid{Width: 4, Height: 1, Counts: []uint32{1, 1, 1, 2}}
	for _, on := range []bool{false, true} {
		img, err := raster.Shade(grid, blackToWhite, raster.EqHist, raster.RescaleLevels(on))
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(img.RGBAAt(0, 0).R, img.RGBAAt(3, 0).R)
	}
	// Output:
	// 0 255
	// 85 255
}

func ExampleParseHow() {
	how, err := raster.ParseHow("eq_hist")
	fmt.Println(how == raster.EqHist, err)
	_, err = raster.ParseHow("sqrt")
	fmt.Println(err)
	// Output:
	// true <nil>
	// raster.ParseHow: how must be one of linear, log, cbrt, eq_hist, got "sqrt"
}

// A canvas draws one frame after the other in the same memory.
func ExampleCanvas() {
	var canvas raster.Canvas
	for frame := range 3 {
		xs := []float64{0, 1, 2, 3}
		ys := []float64{0, float64(frame), 0, 1}
		grid, err := canvas.Line(xs, ys, raster.View{Width: 40, Height: 30})
		if err != nil {
			fmt.Println(err)
			return
		}
		img, err := canvas.Shade(grid, blackToWhite, raster.Log)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(img.Rect.Dx(), img.Rect.Dy(), grid.Y)
	}
	// Output:
	// 40 30 {0 1}
	// 40 30 {0 1}
	// 40 30 {0 2}
}
