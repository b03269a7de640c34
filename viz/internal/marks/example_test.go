package marks_test

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/streamgage/streamgage/viz/canvas"
	"github.com/streamgage/streamgage/viz/internal/marks"
)

func Example() {
	p := plot.New()
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 0, 4, 0, 10

	c := canvas.New(3*vg.Inch, 2*vg.Inch)
	line := &marks.Line{
		X: []float64{0, 1, 2, 3, 4}, Y: []float64{5, 5, math.NaN(), 5, 5},
		Width: 2, Color: color.RGBA{R: 0x3f, G: 0x90, B: 0xda, A: 255},
	}
	line.Plot(draw.New(c), p)

	for _, x := range []int{36, 144, 252} { // at 0.5, 2 and 3.5
		r, g, b, _ := c.Image().At(x, 96).RGBA()
		fmt.Printf("#%02x%02x%02x\n", r>>8, g>>8, b>>8)
	}
	// Output:
	// #3f90da
	// #ffffff
	// #3f90da
}
