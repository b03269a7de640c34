package viz

import (
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// Violin draws the distribution of Y as a shape that is as wide as the density, with the quartiles as a bar and the
// median as a dot inside it. There is a violin for each value of X, in order of first appearance; all are equally wide
// at their widest place. Without X there is one for all rows. By with one column means the same as X. Missing and
// infinite values are ignored. Bandwidth sets the width of the kernel, and BarWidth that of the violins. ColorIndex and
// BoxFillColor are those of BoxWhisker. Default for Y: the last column.
func Violin(dims ...Dim) Recipe {
	d := parseDims(dims)
	const op = "viz.Violin"
	return func(f frame.Frame) (Element, error) {
		x := d.x
		if len(d.by) > 1 || x != "" && len(d.by) > 0 {
			return nil, fmt.Errorf("%s: %w: violins are split by one column, got %q and %q", op, ErrOption, x, d.by)
		} else if len(d.by) == 1 {
			x = d.by[0]
		}
		if err := checkColumns(op, f, x); err != nil {
			return nil, err
		}
		y, err := d.distributionColumn(op, f, d.y)
		if err != nil {
			return nil, err
		}
		c := newChart(nil, f, x, y)
		k := violin{}
		for _, b := range c.boxes() {
			k.densities = append(k.densities, newDistribution(b.values, d.bandwidth.Bandwidth))
		}
		c.kind = k
		return c, nil
	}
}

// violin is the kind of a Violin: the density of each of the chart's boxes.
type violin struct {
	boxWhisker
	densities []distribution
}

func (violin) name() string                { return "Violin" }
func (violin) legendKey() guides.LegendKey { return guides.SquareKey }

func (k violin) axes(c *Chart) (x, y axis) {
	x, y = k.boxWhisker.axes(c)
	for _, d := range k.densities {
		y.dataRange = y.dataRange.union(rangeOf(d.at))
	}
	return x, y
}

func (k violin) plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	shapes := &marks.Polygons{}
	bars := &marks.Segments{Width: 5}
	whiskers := &marks.Segments{Width: 1}
	medians := &marks.Dots{Radius: 2.25, Fill: style.withAlpha(style.theme.Background)}
	ink := style.boxLineColor(style.theme.Title)
	bars.Fill, whiskers.Fill = ink, ink
	width := orDefault(style.barWidth, 0.8) * min(1, 0.25*float64(len(style.xCategories))+0.1) // a few violins are narrow
	for i, b := range c.boxes() {
		if len(b.values) == 0 || i >= len(k.densities) {
			continue
		}
		at := float64(max(0, slices.Index(style.xCategories, b.name)))
		shapes.X, shapes.Y = append(shapes.X, nil), append(shapes.Y, nil)
		shapes.Colors = append(shapes.Colors, style.withAlpha(style.boxColor(i, b)))
		last := len(shapes.X) - 1
		shapes.X[last], shapes.Y[last] = k.densities[i].violin(at, width)
		s := b.summary()
		for _, line := range []struct {
			mark   *marks.Segments
			lo, hi float64
		}{{whiskers, s.Low, s.High}, {bars, s.Q1, s.Q3}} {
			line.mark.X0, line.mark.X1 = append(line.mark.X0, at), append(line.mark.X1, at)
			line.mark.Y0, line.mark.Y1 = append(line.mark.Y0, line.lo), append(line.mark.Y1, line.hi)
		}
		medians.X, medians.Y = append(medians.X, at), append(medians.Y, s.Median)
	}
	return []plot.Plotter{shapes, whiskers, bars, medians}, nil
}

// violin returns the outline of a violin at a position. It is width wide at its widest place.
func (k distribution) violin(at, width float64) (x, y []float64) {
	if len(k.density) == 0 {
		return nil, nil
	}
	half := width / 2 / slices.Max(k.density)
	for i, v := range k.at {
		x, y = append(x, at+half*k.density[i]), append(y, v)
	}
	for i, v := range slices.Backward(k.at) {
		x, y = append(x, at-half*k.density[i]), append(y, v)
	}
	return x, y
}
