package viz

import (
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/kde"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// Distribution draws an estimate of the density of X, over the range of X and three widths of the kernel on both sides
// (kernel density estimation with Gaussian kernels; the values are those of scipy's gaussian_kde). Bandwidth sets the
// width of the kernel. Missing and infinite values are ignored. Fewer than two different values have no density. The
// cost is 200 kernels a row up to 10,000 rows, and little more from there on. Default for X: the last column. With By,
// the result is an overlay with a density for each group.
func Distribution(dims ...Dim) Recipe {
	d := parseDims(dims)
	const op = "viz.Distribution"
	return func(f frame.Frame) (Element, error) {
		x, err := d.distributionColumn(op, f, d.x)
		if err != nil {
			return nil, err
		}
		e, err := chartsByGroup(distribution{}, f, x, "Density", d.by)
		if err != nil {
			return nil, err
		}
		parts := []Element{e}
		if o, ok := e.(*overlay); ok {
			parts = o.parts
		}
		for _, part := range parts {
			c := part.(*Chart)
			c.kind = newDistribution(c.values(x), d.bandwidth.Bandwidth)
		}
		return e, nil
	}
}

// distributionColumn returns the column of numbers whose density is drawn: the named one, or else the last one that is
// not in By. It also checks By and Bandwidth.
func (d dims) distributionColumn(op string, f frame.Frame, named string) (string, error) {
	if d.bandwidth.err != nil {
		return "", d.bandwidth.err
	}
	names := f.Schema().Names()
	if len(names) == 0 {
		return named, nil
	}
	if err := checkColumns(op, f, append([]string{named}, d.by...)...); err != nil {
		return "", err
	}
	if named == "" {
		slices.Reverse(names)
		if named = firstName(names, func(n string) bool { return !slices.Contains(d.by, n) }); named == "" {
			return "", fmt.Errorf("%s: %w for the values", op, ErrColumn)
		}
	}
	return named, checkContinuous(op, f, named)
}

// densitySamples is the number of points at which a density is computed, and densityCut is how many widths of the kernel
// it reaches beyond the values.
const (
	densitySamples = 200
	densityCut     = 3
)

// distribution is the kind of a Distribution: its density at some points. It has none if the values have no spread.
type distribution struct{ at, density []float64 }

func newDistribution(values []float64, b kde.Bandwidth) distribution {
	finite := sortedFinite(values)
	width := b.Width(finite)
	if !(width > 0) {
		return distribution{}
	}
	k := distribution{at: linspace(finite[0]-densityCut*width, finite[len(finite)-1]+densityCut*width, densitySamples)}
	if !rangeOf(k.at).finite() {
		return distribution{}
	}
	k.density = kde.Density(finite, k.at, width)
	return k
}

// linspace returns n points from lo to hi.
func linspace(lo, hi float64, n int) []float64 {
	points := make([]float64, n)
	for i := range points {
		part := float64(i) / float64(n-1)
		points[i] = lo*(1-part) + hi*part
	}
	return points
}

func (distribution) name() string                { return "Distribution" }
func (distribution) legendKey() guides.LegendKey { return guides.SquareKey }

func (k distribution) axes(c *Chart) (x, y axis) {
	x = c.columnAxis(c.x)
	if len(k.at) > 0 {
		x.dataRange = rangeOf(k.at)
	}
	y = axis{dim: "Density", dataRange: rangeOf(k.density), softRange: noRange}
	if len(k.at) == 0 && x.dataRange.finite() {
		y.dataRange = Range{0, 1}
	}
	return x, y.withPadding().withSoftValue(0)
}

// distributionAlpha is the opacity of the filling unless Alpha is set, so that densities behind it stay visible.
const distributionAlpha = 0.35

func (k distribution) plotters(_ *Chart, style *chartStyle) ([]plot.Plotter, error) {
	line := style.withAlpha(style.color)
	if style.alpha == 1 {
		style.alpha = distributionAlpha
	}
	m := &marks.Area{X: k.at, Upper: k.density, Fill: style.withAlpha(style.color), Outline: line, OutlineWidth: orDefault(style.lineWidth, 1.5)}
	if len(style.lineColors) > 0 {
		m.Outline = style.lineColors[0]
	}
	return []plot.Plotter{m}, nil
}
