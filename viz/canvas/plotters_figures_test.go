package canvas

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"testing"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/palette"
	"gonum.org/v1/plot/palette/moreland"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/plotutil"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/streamgage/streamgage/internal/check"
)

// figure is a plot of one of gonum's plotters, after the example of that plotter.
type figure struct {
	name string
	make func(t testing.TB) *plot.Plot
}

var (
	red  = color.RGBA{R: 230, G: 60, B: 50, A: 255}
	blue = color.RGBA{R: 40, G: 90, B: 200, A: 255}
	pale = color.NRGBA{R: 40, G: 160, B: 80, A: 110}
)

// random returns n numbers from 0 to 1, always the same.
func random(n int, seed uint32) []float64 {
	vs := make([]float64, n)
	for i := range vs {
		seed = seed*1664525 + 1013904223
		vs[i] = float64(seed>>8) / (1 << 24)
	}
	return vs
}

// walk returns a random walk of n points.
func walk(n int, seed uint32) plotter.XYs {
	xys, y := make(plotter.XYs, n), 0.0
	for i, v := range random(n, seed) {
		y += v - 0.5
		xys[i] = plotter.XY{X: float64(i), Y: y}
	}
	return xys
}

// grid is a field of a function on 12 x 9 cells.
type grid struct{ hole bool }

func (g grid) Dims() (c, r int) { return 12, 9 }
func (g grid) X(c int) float64  { return float64(c) }
func (g grid) Y(r int) float64  { return float64(r) }
func (g grid) Z(c, r int) float64 {
	if g.hole && c == 4 && r == 3 {
		return math.NaN()
	}
	return math.Sin(float64(c)/2.5) * math.Cos(float64(r)/2)
}
func (g grid) Vector(c, r int) plotter.XY {
	return plotter.XY{X: math.Sin(float64(c) / 2), Y: math.Cos(float64(r) / 2)}
}

// titled returns a plot with all its furniture.
func titled(title string, ps ...plot.Plotter) *plot.Plot {
	p := plot.New()
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = title, "x axis (days)", "y axis (m)"
	p.Add(ps...)
	return p
}

// must returns a plotter, or stops the test.
func must[T plot.Plotter](t testing.TB) func(p T, err error) T {
	return func(p T, err error) T {
		t.Helper()
		return check.Must(t, p, err)
	}
}

// figures returns a figure of each plotter.
func figures() []figure {
	return []figure{
		{"line", func(t testing.TB) *plot.Plot {
			l := must[*plotter.Line](t)(plotter.NewLine(walk(200, 1)))
			l.Color, l.Width = blue, vg.Points(1.5)
			return titled("Line", plotter.NewGrid(), l)
		}},
		{"curve10k", func(t testing.TB) *plot.Plot {
			l := must[*plotter.Line](t)(plotter.NewLine(walk(10_000, 1)))
			l.Color = blue
			return titled("10,000 points", l)
		}},
		{"dashes", func(t testing.TB) *plot.Plot {
			p := titled("Dashes and glyphs")
			for i := range 8 {
				xys := walk(12, uint32(i))
				for j := range xys {
					xys[j].Y += float64(2 * i)
				}
				check.NoError(t, plotutil.AddLinePoints(p, fmt.Sprintf("series %d", i), xys))
			}
			p.Legend.Top, p.Legend.Left = true, true
			return p
		}},
		{"filled", func(t testing.TB) *plot.Plot {
			l := must[*plotter.Line](t)(plotter.NewLine(walk(60, 3)))
			l.FillColor = pale
			s := must[*plotter.Line](t)(plotter.NewLine(walk(60, 4)))
			s.StepStyle, s.FillColor, s.Color = plotter.PreStep, color.NRGBA{R: 200, A: 90}, red
			return titled("Filled lines", l, s)
		}},
		{"steps", func(t testing.TB) *plot.Plot {
			p := titled("Steps")
			for i, kind := range []plotter.StepKind{plotter.NoStep, plotter.PreStep, plotter.MidStep, plotter.PostStep} {
				l := must[*plotter.Line](t)(plotter.NewLine(walk(16, uint32(i))))
				l.StepStyle, l.Color, l.Width = kind, plotutil.Color(i), vg.Points(2)
				p.Add(l)
			}
			return p
		}},
		{"scatter", func(t testing.TB) *plot.Plot {
			p := titled("Scatter")
			for i, shape := range []draw.GlyphDrawer{
				draw.CircleGlyph{}, draw.RingGlyph{}, draw.SquareGlyph{}, draw.BoxGlyph{}, draw.TriangleGlyph{}, draw.PyramidGlyph{},
				draw.PlusGlyph{}, draw.CrossGlyph{},
			} {
				s := must[*plotter.Scatter](t)(plotter.NewScatter(walk(20, uint32(i+10))))
				s.Shape, s.Radius, s.Color = shape, vg.Points(2+float64(i)/2), plotutil.Color(i)
				p.Add(s)
				p.Legend.Add(fmt.Sprintf("glyph %d", i), s)
			}
			return p
		}},
		{"bubbles", func(t testing.TB) *plot.Plot {
			s := must[*plotter.Scatter](t)(plotter.NewScatter(walk(40, 5)))
			size := random(40, 6)
			s.GlyphStyleFunc = func(i int) draw.GlyphStyle {
				return draw.GlyphStyle{Color: color.NRGBA{R: 196, G: 60, B: 128, A: 120}, Radius: vg.Points(1 + 19*size[i]), Shape: draw.CircleGlyph{}}
			}
			return titled("Bubbles", s)
		}},
		{"histogram", func(t testing.TB) *plot.Plot {
			vs := make(plotter.Values, 1000)
			for i, v := range random(4000, 7) {
				vs[i/4] += v
			}
			h := must[*plotter.Histogram](t)(plotter.NewHist(vs, 24))
			h.FillColor = blue
			return titled("Histogram", h)
		}},
		{"bars", func(t testing.TB) *plot.Plot {
			p := titled("Bars")
			for i := range 3 {
				b := must[*plotter.BarChart](t)(plotter.NewBarChart(plotter.Values(random(5, uint32(i))), vg.Points(14)))
				b.Color, b.Offset = plotutil.Color(i), vg.Points(14*float64(i-1))
				p.Add(b)
				p.Legend.Add(fmt.Sprintf("group %d", i), b)
			}
			p.Legend.Top = true
			p.NominalX("one", "two", "three", "four", "five")
			return p
		}},
		{"boxes", func(t testing.TB) *plot.Plot {
			p := titled("Boxes")
			for i := range 4 {
				b := must[*plotter.BoxPlot](t)(plotter.NewBoxPlot(vg.Points(24), float64(i), plotter.Values(random(60, uint32(i)))))
				b.FillColor = plotutil.SoftColors[i]
				p.Add(b)
			}
			return p
		}},
		{"boxes_horizontal", func(t testing.TB) *plot.Plot {
			p := titled("Horizontal boxes and quartiles")
			for i := range 3 {
				b := must[*plotter.BoxPlot](t)(plotter.NewBoxPlot(vg.Points(18), float64(i), plotter.Values(random(50, uint32(i)))))
				b.Horizontal = true
				q := must[*plotter.QuartPlot](t)(plotter.NewQuartPlot(float64(i)+0.5, plotter.Values(random(50, uint32(i+9)))))
				q.Horizontal = true
				p.Add(b, q)
			}
			return p
		}},
		{"quartiles", func(t testing.TB) *plot.Plot {
			p := titled("Quartiles")
			for i := range 5 {
				p.Add(must[*plotter.QuartPlot](t)(plotter.NewQuartPlot(float64(i), plotter.Values(random(50, uint32(i))))))
			}
			return p
		}},
		{"error_bars", func(t testing.TB) *plot.Plot {
			type errors struct {
				plotter.XYs
				plotter.YErrors
				plotter.XErrors
			}
			e := errors{walk(15, 8), make(plotter.YErrors, 15), make(plotter.XErrors, 15)}
			for i, v := range random(15, 9) {
				e.YErrors[i].Low, e.YErrors[i].High = v/2, v
				e.XErrors[i].Low, e.XErrors[i].High = v, v/2
			}
			y := must[*plotter.YErrorBars](t)(plotter.NewYErrorBars(e))
			x := must[*plotter.XErrorBars](t)(plotter.NewXErrorBars(e))
			x.Color = red
			return titled("Error bars", x, y)
		}},
		{"function", func(testing.TB) *plot.Plot {
			p := titled("Functions")
			square, wave := func(x float64) float64 { return x * x }, func(x float64) float64 { return 10 * math.Sin(3*x) }
			for i, f := range []func(float64) float64{square, math.Exp, wave} {
				g := plotter.NewFunction(f)
				g.Color, g.Dashes, g.Width = plotutil.Color(i), plotutil.Dashes(i), vg.Points(2)
				p.Add(g)
				p.Legend.Add(fmt.Sprintf("f%d", i), g)
			}
			p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = -3, 4, -12, 30
			return p
		}},
		{"contour", func(testing.TB) *plot.Plot {
			c := plotter.NewContour(grid{}, []float64{-0.8, -0.5, -0.2, 0.1, 0.4, 0.7}, palette.Rainbow(10, palette.Blue, palette.Red, 1, 1, 1))
			return titled("Contour", c)
		}},
		{"heat_map", func(testing.TB) *plot.Plot {
			h := plotter.NewHeatMap(grid{hole: true}, palette.Heat(12, 1))
			h.NaN = color.RGBA{R: 90, G: 90, B: 255, A: 255}
			return titled("Heat map", h)
		}},
		{"heat_map_rasterized", func(testing.TB) *plot.Plot {
			h := plotter.NewHeatMap(grid{}, palette.Heat(12, 1))
			h.Rasterized = true
			return titled("Heat map, rasterized", h)
		}},
		{"field", func(testing.TB) *plot.Plot { return titled("Field", plotter.NewField(grid{})) }},
		{"color_bar", func(testing.TB) *plot.Plot {
			m := moreland.ExtendedBlackBody()
			m.SetMin(0.5)
			m.SetMax(2.5)
			p := titled("Color bar", &plotter.ColorBar{ColorMap: m})
			p.HideY()
			return p
		}},
		{"image", func(testing.TB) *plot.Plot {
			img := image.NewNRGBA(image.Rect(0, 0, 6, 4))
			for i := range 24 {
				img.SetNRGBA(i%6, i/6, color.NRGBA{R: uint8(i * 10), G: uint8(255 - i*7), B: uint8(i * 40), A: uint8(120 + 5*i)})
			}
			return titled("Image", plotter.NewImage(img, 0, 0, 6, 4))
		}},
		{"image_reduced", func(testing.TB) *plot.Plot {
			img := image.NewRGBA(image.Rect(0, 0, 1200, 900))
			for i := range 1200 * 900 {
				x, y := float64(i%1200), float64(i/1200)
				img.SetRGBA(i%1200, i/1200, color.RGBA{R: uint8(128 + 100*math.Sin(x/30)), G: uint8(128 + 100*math.Cos(y/23)), B: 90, A: 255})
			}
			return titled("Reduced image", plotter.NewImage(img, 0, 0, 6, 4))
		}},
		{"labels", func(t testing.TB) *plot.Plot {
			l := must[*plotter.Labels](t)(plotter.NewLabels(plotter.XYLabels{
				XYs: walk(6, 2), Labels: []string{"alpha", "beta", "gamma", "delta", "epsilon", "zeta"},
			}))
			for i := range l.TextStyle {
				l.TextStyle[i].Color, l.TextStyle[i].Rotation = plotutil.Color(i), float64(i)*math.Pi/7
				l.TextStyle[i].Font.Size = vg.Points(10 + 2*float64(i))
				l.TextStyle[i].XAlign, l.TextStyle[i].YAlign = text.XCenter, text.YCenter
			}
			return titled("Labels", l)
		}},
		{"glyph_boxes", func(t testing.TB) *plot.Plot {
			s := must[*plotter.Scatter](t)(plotter.NewScatter(walk(10, 2)))
			return titled("Glyph boxes", s, plotter.NewGlyphBoxes())
		}},
		{"polygon", func(t testing.TB) *plot.Plot {
			square := func(r float64, turn float64) plotter.XYs {
				return plotter.XYs{{X: -r, Y: -r * turn}, {X: r, Y: -r * turn}, {X: r, Y: r * turn}, {X: -r, Y: r * turn}}
			}
			triangle := plotter.XYs{{X: -1, Y: -1}, {X: 1, Y: -0.8}, {X: 0, Y: 1.2}}
			g := must[*plotter.Polygon](t)(plotter.NewPolygon(square(3, 1), square(2, -1), triangle))
			g.Color, g.LineStyle.Width = pale, vg.Points(2)
			return titled("Polygon with a hole", g)
		}},
		{"sankey", func(t testing.TB) *plot.Plot {
			s := must[*plotter.Sankey](t)(plotter.NewSankey(
				plotter.Flow{SourceCategory: 0, SourceLabel: "Large", ReceptorCategory: 1, ReceptorLabel: "Mohamed", Value: 5},
				plotter.Flow{SourceCategory: 0, SourceLabel: "Small", ReceptorCategory: 1, ReceptorLabel: "Mohamed", Value: 2},
				plotter.Flow{SourceCategory: 0, SourceLabel: "Small", ReceptorCategory: 1, ReceptorLabel: "Sofia", Value: 3},
				plotter.Flow{SourceCategory: 1, SourceLabel: "Sofia", ReceptorCategory: 2, ReceptorLabel: "Good", Value: 3},
			))
			s.Color = pale
			return titled("Sankey", s)
		}},
		{"log_scale", func(t testing.TB) *plot.Plot {
			xys := walk(60, 3)
			for i := range xys {
				xys[i].X, xys[i].Y = math.Pow(10, float64(i)/15), math.Exp(xys[i].Y)
			}
			p := titled("Logarithmic axes", must[*plotter.Line](t)(plotter.NewLine(xys)), plotter.NewGrid())
			p.X.Scale, p.Y.Scale = plot.LogScale{}, plot.InvertedScale{Normalizer: plot.LogScale{}}
			p.X.Tick.Marker, p.Y.Tick.Marker = plot.LogTicks{Prec: -1}, plot.LogTicks{Prec: 1}
			return p
		}},
		{"time_series", func(t testing.TB) *plot.Plot {
			xys := walk(90, 11)
			for i := range xys {
				xys[i].X = float64(time.Date(2026, 1, 1+i, 0, 0, 0, 0, time.UTC).Unix())
			}
			p := titled("Time series", plotter.NewGrid(), must[*plotter.Line](t)(plotter.NewLine(xys)))
			p.X.Tick.Marker = plot.TimeTicks{Format: "2006-01-02\n15:04"}
			p.X.Tick.Label.Rotation, p.X.Tick.Label.XAlign = math.Pi/5, draw.XRight
			return p
		}},
	}
}
