package canvas_test

import (
	"bytes"
	"fmt"
	"image/color"
	"image/png"
	"os"
	"path/filepath"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/streamgage/streamgage/viz/canvas"
)

// examplePlot returns a plot of a parabola.
func examplePlot() *plot.Plot {
	p := plot.New()
	p.Title.Text = "Parabola"
	p.Add(plotter.NewGrid(), plotter.NewFunction(func(x float64) float64 { return x * x }))
	p.X.Min, p.X.Max, p.Y.Max = -2, 2, 4
	return p
}

// Importing the package is enough to write plots with it.
func Example() {
	w, err := examplePlot().WriterTo(15*vg.Centimeter, 10*vg.Centimeter, canvas.Format)
	if err != nil {
		fmt.Println(err)
		return
	}
	var file bytes.Buffer
	if _, err := w.WriteTo(&file); err != nil {
		fmt.Println(err)
		return
	}
	config, err := png.DecodeConfig(&file)
	fmt.Println(config.Width, config.Height, err)
	// Output: 567 378 <nil>
}

// Plot.Save uses this package for ".png" if a program registers it.
func ExampleNewWriterTo() {
	draw.RegisterFormat("png", canvas.NewWriterTo)
	folder, err := os.MkdirTemp("", "example")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(folder) }()
	fmt.Println(examplePlot().Save(300, 200, filepath.Join(folder, "parabola.png")))
	// Output: <nil>
}

// One canvas draws frame after frame.
func ExampleCanvas_Reset() {
	c := canvas.New(300, 200, canvas.DPI(144))
	p := examplePlot()
	for frame := range 3 {
		c.Reset()
		p.X.Max = 2 + float64(frame)
		p.Draw(draw.New(c))
	}
	fmt.Println(c.Image().Bounds())
	// Output: (0,0)-(600,400)
}

// Drawing is limited to a rectangle until Pop.
func ExampleCanvas_Clip() {
	c := canvas.New(100, 100, canvas.DPI(72))
	c.Push()
	c.Clip(vg.Rectangle{Min: vg.Point{X: 20, Y: 20}, Max: vg.Point{X: 40, Y: 60}})
	c.Fill(vg.Rectangle{Max: vg.Point{X: 100, Y: 100}}.Path())
	c.Pop()
	fmt.Println(c.Painted())
	// Output: (20,40)-(40,80)
}

// A program can draw only where the last frame has been drawn.
func ExampleCanvas_Painted() {
	c := canvas.New(100, 100, canvas.DPI(72))
	c.SetColor(color.RGBA{R: 200, A: 255})
	c.Fill(vg.Rectangle{Min: vg.Point{X: 10, Y: 10}, Max: vg.Point{X: 30, Y: 20}}.Path())
	fmt.Println(c.Painted())
	// Output: (10,80)-(30,90)
}

// With few levels of antialiasing, a plot has a palette.
func ExampleLevels() {
	c := canvas.New(300, 200, canvas.Levels(16))
	examplePlot().Draw(draw.New(c))
	img, ok := c.Paletted()
	fmt.Println(ok, len(img.Palette) <= 256)
	// Output: true true
}

// A background that is not opaque needs a plot without a background of its own.
func ExampleBackground() {
	c := canvas.New(300, 200, canvas.Background(color.Transparent))
	p := examplePlot()
	p.BackgroundColor = nil
	p.Draw(draw.New(c))
	fmt.Println(c.Image().At(0, 0))
	// Output: {0 0 0 0}
}
