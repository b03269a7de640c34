package bench

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"io"
	"math"
	"testing"

	"github.com/streamgage/streamgage/viz/canvas"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// canvasFigures returns plots of gonum's plotters.
func canvasFigures(b *testing.B) []struct {
	name string
	draw func(draw.Canvas)
} {
	b.Helper()
	must := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	plotOf := func(ps ...plot.Plotter) func(draw.Canvas) {
		p := plot.New()
		p.Title.Text, p.X.Label.Text, p.Y.Label.Text = "Title", "time", "value"
		p.Add(plotter.NewGrid())
		p.Add(ps...)
		return p.Draw
	}
	line := func(n int) *plotter.Line {
		xs, ys := walk(n)
		xys := make(plotter.XYs, n)
		for i := range xys {
			xys[i] = plotter.XY{X: xs[i], Y: ys[i]}
		}
		l, err := plotter.NewLine(xys)
		must(err)
		l.Color, l.Width = color.RGBA{R: 63, G: 144, B: 218, A: 255}, vg.Points(1.125)
		return l
	}
	xs, ys := noise(2000, 1), noise(2000, 2)
	xys := make(plotter.XYs, len(xs))
	colors := make([]color.Color, 256)
	for i := range colors {
		colors[i] = color.RGBA{R: uint8(i), G: 90, B: uint8(255 - i), A: 255}
	}
	for i := range xys {
		xys[i] = plotter.XY{X: xs[i], Y: ys[i]}
	}
	dots, err := plotter.NewScatter(xys)
	must(err)
	dots.GlyphStyleFunc = func(i int) draw.GlyphStyle {
		return draw.GlyphStyle{Color: colors[i%256], Radius: vg.Points(2), Shape: draw.CircleGlyph{}}
	}
	boxes := make([]plot.Plotter, 8)
	for i := range boxes {
		box, err := plotter.NewBoxPlot(vg.Points(24), float64(i), plotter.Values(noise(300, uint64(i))))
		must(err)
		box.FillColor = color.RGBA{R: 200, G: 220, B: 240, A: 255}
		boxes[i] = box
	}
	area, lower := line(200), line(200)
	area.FillColor, lower.FillColor = color.NRGBA{R: 63, G: 144, B: 218, A: 200}, color.NRGBA{R: 255, G: 169, B: 14, A: 120}
	histogram, err := plotter.NewHist(plotter.Values(noise(10_000, 9)), 40)
	must(err)
	histogram.FillColor = color.RGBA{R: 63, G: 144, B: 218, A: 255}
	img := image.NewRGBA(image.Rect(0, 0, 150, 100))
	for i := range 150 * 100 {
		img.SetRGBA(i%150, i/150, color.RGBA{R: uint8(i), G: uint8(i / 150), B: 80, A: 255})
	}
	return []struct {
		name string
		draw func(draw.Canvas)
	}{
		{"curve1k", plotOf(line(1000))},
		{"curve10k", plotOf(line(10_000))},
		{"scatter2k", plotOf(dots)},
		{"boxwhisker", plotOf(boxes...)},
		{"area", plotOf(area, lower)},
		{"histogram", plotOf(histogram)},
		{"table", drawTable},
		{"image", plotOf(plotter.NewImage(img, 0, 0, 150, 100))},
	}
}

// drawTable draws a table of 12 rows and 5 columns of text.
func drawTable(c draw.Canvas) {
	style := plot.New().Title.TextStyle
	style.Font.Size = vg.Points(9)
	c.FillPolygon(color.White, []vg.Point{c.Min, {X: c.Max.X, Y: c.Min.Y}, c.Max, {X: c.Min.X, Y: c.Max.Y}})
	for row := range 12 {
		y := c.Max.Y - vg.Points(30+18*float64(row))
		c.StrokeLine2(draw.LineStyle{Color: color.Gray{Y: 200}, Width: 0.75}, c.Min.X, y-4, c.Max.X, y-4)
		for column := range 5 {
			c.FillText(style, vg.Point{X: vg.Points(20 + 85*float64(column)), Y: y}, fmt.Sprintf("%.4f", math.Sin(float64(5*row+column))*100))
		}
	}
}

// nothing is a canvas that draws nothing.
type nothing struct{}

func (nothing) SetLineWidth(vg.Length)                 {}
func (nothing) SetLineDash([]vg.Length, vg.Length)     {}
func (nothing) SetColor(color.Color)                   {}
func (nothing) Rotate(float64)                         {}
func (nothing) Translate(vg.Point)                     {}
func (nothing) Scale(float64, float64)                 {}
func (nothing) Push()                                  {}
func (nothing) Pop()                                   {}
func (nothing) Stroke(vg.Path)                         {}
func (nothing) Fill(vg.Path)                           {}
func (nothing) FillString(font.Face, vg.Point, string) {}
func (nothing) DrawImage(vg.Rectangle, image.Image)    {}
func (nothing) Size() (width, height vg.Length)        { return 450, 300 }

// BenchmarkCanvas compares the time of drawing gonum's plots, 600 x 400 pixels at 96 DPI. vgimg draws on a new canvas,
// because it has no other way; canvas draws on one that is reset. canvas_new draws on a new one, too. gonum is the part of
// the time that gonum itself needs, with any canvas.
func BenchmarkCanvas(b *testing.B) {
	const w, h = 450, 300
	for _, f := range canvasFigures(b) {
		b.Run(f.name+"/vgimg", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f.draw(draw.New(vgimg.New(w, h)))
			}
		})
		b.Run(f.name+"/canvas", func(b *testing.B) {
			b.ReportAllocs()
			c := canvas.New(w, h)
			for b.Loop() {
				c.Reset()
				f.draw(draw.New(c))
			}
		})
		b.Run(f.name+"/gonum", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f.draw(draw.New(nothing{}))
			}
		})
		b.Run(f.name+"/canvas_new", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f.draw(draw.New(canvas.New(w, h)))
			}
		})
	}
}

// BenchmarkCanvasPNG compares the time from a plot to PNG bytes: a new canvas for each picture, as Plot.WriterTo makes it.
// colours16 has 16 levels of antialiasing.
func BenchmarkCanvasPNG(b *testing.B) {
	const w, h = 450, 300
	encode := func(f func(draw.Canvas), make func() vg.CanvasWriterTo) func(*testing.B) {
		return func(b *testing.B) {
			b.ReportAllocs()
			var size bytes.Buffer
			for b.Loop() {
				size.Reset()
				c := make()
				f(draw.New(c))
				if _, err := c.WriteTo(io.Writer(&size)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(size.Len()), "bytes")
		}
	}
	for _, f := range canvasFigures(b) {
		b.Run(f.name+"/vgimg", encode(f.draw, func() vg.CanvasWriterTo { return vgimg.PngCanvas{Canvas: vgimg.New(w, h)} }))
		b.Run(f.name+"/canvas", encode(f.draw, func() vg.CanvasWriterTo { return canvas.New(w, h) }))
		b.Run(f.name+"/levels16", encode(f.draw, func() vg.CanvasWriterTo { return canvas.New(w, h, canvas.Levels(16)) }))
	}
}
