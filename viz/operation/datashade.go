package operation

import (
	"fmt"
	"image/color"
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/internal/minmax"
	"github.com/streamgage/streamgage/viz/raster"
)

// ShadeOption changes how Datashade colours: Normalization, Aggregator, or viz.Cmap.
type ShadeOption interface {
	// ShadeOption is the option's name and its value.
	ShadeOption() (option, value string)
}

type shadeOption struct{ name, value string }

func (o shadeOption) ShadeOption() (option, value string) { return o.name, o.value }

// Normalization says how counts become colours: "linear", "log", "cbrt", or "eq_hist", the default, which spreads the
// colours evenly over the pixels.
func Normalization(name string) ShadeOption { return shadeOption{"Normalization", name} }

// Aggregator says what a pixel shows: "count", the default, or "any".
func Aggregator(name string) ShadeOption { return shadeOption{"Aggregator", name} }

// defaultMap is the colour map that shades are drawn with unless Cmap says otherwise.
const defaultMap = "viridis"

// Datashade draws a Curve, Scatter or Points of any number of rows as an image of the plot's size: each pixel counts how
// often the data passes it, and the counts are coloured. It is datashader's, pixel for pixel. The axes follow the data
// unless RedimRange or the view fixes them.
//
// Each drawing costs a pass over the rows: about 3 ms a million for a curve over ordered x, on two
// cores; colouring and drawing the image costs about 5 ms more at 600x400.
func Datashade(e viz.Element, opts ...ShadeOption) viz.Element {
	s := &shader{normalization: raster.EqHist, colorMap: defaultMap}
	var bad error
	for _, o := range opts {
		if err := s.set(o.ShadeOption()); err != nil && bad == nil {
			bad = err
		}
	}
	return viz.Map(e, func(v viz.View, c *viz.Chart) (viz.Element, error) {
		if bad != nil {
			return nil, bad
		}
		return s.shade(v, c)
	})
}

type shader struct {
	normalization raster.How
	binary        bool
	colorMap      string
}

func (s *shader) set(option, value string) (err error) {
	switch option {
	case "Normalization":
		if s.normalization, err = raster.ParseHow(value); err != nil {
			return fmt.Errorf("operation.Normalization: %w: %w", ErrOption, err)
		}
	case "Aggregator":
		if value != "count" && value != "any" {
			return fmt.Errorf("operation.Aggregator: %w: must be \"count\" or \"any\", got %q", ErrOption, value)
		}
		s.binary = value == "any"
	case "Cmap":
		if _, err := viz.Colors(value); err != nil {
			return fmt.Errorf("operation.Datashade: %w: %w", ErrOption, err)
		}
		s.colorMap = value
	default:
		return fmt.Errorf("operation.Datashade: %w: does not know %q", ErrOption, option)
	}
	return nil
}

func (s *shader) shade(v viz.View, c *viz.Chart) (viz.Element, error) {
	aggregate, ok := map[string]func(xs, ys []float64, v raster.View) (*raster.Grid, error){
		"Curve": raster.Line, "Scatter": raster.Points, "Points": raster.Points,
	}[c.Kind()]
	if !ok {
		return nil, fmt.Errorf("operation.Datashade: %w: needs a Curve, Scatter or Points, got a %s", ErrElement, c.Kind())
	}
	p, err := valuesOf(c)
	if err != nil {
		return nil, err
	}
	dims := []viz.Dim{viz.X(p.xName), viz.Y(p.yName)}
	if len(p.xs) == 0 || v.Width <= 0 || v.Height <= 0 {
		return viz.RGB(nil, viz.Bounds{Times: p.times}, dims...), nil
	}
	g, err := aggregate(p.xs, p.ys, raster.View{Width: v.Width, Height: v.Height, X: p.xRange(v.X), Y: p.yRange(v.Y)})
	if err != nil {
		return nil, fmt.Errorf("operation.Datashade: %w", err)
	}
	return s.image(g, p, dims)
}

func (s *shader) image(g *raster.Grid, p chartValues, dims []viz.Dim) (viz.Element, error) {
	colors, err := s.colors()
	if err != nil {
		return nil, err
	}
	if s.binary {
		g = g.Any()
	}
	img, err := raster.Shade(g, colors, s.normalization)
	if err != nil {
		return nil, fmt.Errorf("operation.Datashade: %w", err)
	}
	b := viz.Bounds{X: viz.Range{Lo: g.X.Lo + p.offset, Hi: g.X.Hi + p.offset}, Y: viz.Range(g.Y), Times: p.times}
	return viz.RGB(img, b, dims...), nil
}

func (s *shader) colors() ([]color.RGBA, error) { return viz.Colors(s.colorMap) }

// plane is a chart's data as numbers. Times count from the first one, for as nanoseconds since 1970 they would lose
// digits.
type chartValues struct {
	chart        *viz.Chart
	xs, ys       []float64
	xName, yName string
	times        bool
	offset       float64
}

func valuesOf(c *viz.Chart) (chartValues, error) {
	p := chartValues{chart: c, xName: c.X(), yName: c.Y()}
	f := c.Data()
	if f.NumCols() == 0 {
		return p, nil
	}
	var err error
	if p.ys, err = f.Numeric(c.Y()); err != nil {
		return p, fmt.Errorf("operation.Datashade: %w", err)
	}
	if _, ok := f.Schema().Lookup(c.X()); !ok {
		p.xs = make([]float64, len(p.ys))
		for i := range p.xs {
			p.xs[i] = float64(i)
		}
		return p, nil
	}
	if field, ok := f.Schema().Lookup(c.X()); ok && field.Type == frame.Time {
		p.times = true
		p.xs, p.offset = sinceFirst(f, c.X())
		return p, nil
	}
	if p.xs, err = f.Numeric(c.X()); err != nil {
		return p, fmt.Errorf("operation.Datashade: %w", err)
	}
	return p, nil
}

func sinceFirst(f frame.Frame, column string) (xs []float64, first float64) {
	ns, err := f.Times(column)
	if err != nil || len(ns) == 0 {
		return nil, 0
	}
	at := ns[0]
	xs = make([]float64, len(ns))
	c, _ := f.Column(column)
	missing := c.HasMissing()
	for i, t := range ns {
		if xs[i] = float64(t - at); missing && !c.Valid(i) {
			xs[i] = math.NaN()
		}
	}
	return xs, float64(at)
}

// x is the range of x to draw, as the data counts it: the view's, else the one that is fixed, else the data's.
func (p chartValues) xRange(view viz.Range) raster.Range {
	return p.aggregatedRange(view, p.xName, p.xs, p.offset)
}

func (p chartValues) yRange(view viz.Range) raster.Range {
	return p.aggregatedRange(view, p.yName, p.ys, 0)
}

// pick follows the rules of axes: a range may be upside down, and an end that it lacks is the data's.
func (p chartValues) aggregatedRange(view viz.Range, dim string, values []float64, offset float64) raster.Range {
	asked, ok := p.chart.FixedRange(dim)
	if !view.IsZero() {
		asked, ok = view, true
	}
	if !ok || !finite(asked.Lo) && !finite(asked.Hi) {
		return raster.Range{}
	}
	var data viz.Range
	if !finite(asked.Lo) || !finite(asked.Hi) {
		data.Lo, data.Hi = minmax.Finite(values)
	}
	return raster.Range(data.Override(viz.Range{Lo: asked.Lo - offset, Hi: asked.Hi - offset}))
}
