package viz

import (
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"gonum.org/v1/plot"
)

// Spikes draws a vertical line from 0 to Y at each X. A frame of one column has lines across the whole plot at its
// values, such as the times of events. ColorIndex colours the lines. A row with a missing value is left out. Default
// columns: those of Curve. With By, the result is an overlay with an element for each group.
func Spikes(dims ...Dim) Recipe {
	d := parseDims(dims)
	withY := xyRecipe("viz.Spikes", spikes{}, acceptAnyType, dims)
	return func(f frame.Frame) (Element, error) {
		names := f.Schema().Names()
		if len(names) != 1 || d.y != "" {
			return withY(f)
		}
		if err := checkColumns("viz.Spikes", f, d.named()...); err != nil {
			return nil, err
		}
		return newChart(spikes{everywhere: true}, f, names[0], ""), nil
	}
}

// spikes is the kind of a Spikes. everywhere says that the lines cross the whole plot.
type spikes struct{ everywhere bool }

func (spikes) name() string                { return "Spikes" }
func (spikes) legendKey() guides.LegendKey { return guides.LineKey }

func (s spikes) axes(c *Chart) (x, y axis) {
	x = c.columnAxis(c.x).withPadding()
	if s.everywhere {
		return x, axis{dataRange: noRange, softRange: noRange}
	}
	return x, c.columnAxis(c.y).withPadding().withSoftValue(0)
}

func (spikes) encodeColors(c *Chart, s settings, order *categoryIndex) (colorEncoding, error) {
	return dots{}.encodeColors(c, s, order)
}

func (s spikes) plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	m := style.segments(1)
	m.X0 = c.xPositions(style)
	m.X1 = m.X0
	m.Y0 = make([]float64, len(m.X0))
	if m.Y1 = c.values(c.y); s.everywhere {
		m.Y1 = make([]float64, len(m.X0))
		for i := range m.Y0 {
			m.Y0[i], m.Y1[i] = math.Inf(-1), math.Inf(1)
		}
	}
	m.X0, m.Y1 = finiteRows(m.X0, m.Y1, s.everywhere)
	return []plot.Plotter{m}, nil
}

// finiteRows returns x with NaN in the rows in which x, or y unless it is ignored, is infinite.
func finiteRows(x, y []float64, ignoreY bool) (finiteX, sameY []float64) {
	finiteX = make([]float64, len(x))
	for i := range x {
		if finiteX[i] = x[i]; math.IsInf(x[i], 0) || !ignoreY && math.IsInf(y[i], 0) {
			finiteX[i] = math.NaN()
		}
	}
	return finiteX, y
}
