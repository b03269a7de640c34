package viz

import (
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"gonum.org/v1/plot"
)

// Plotters makes an element of gonum plotters. f makes the plotters from the rows. The axes show the ranges of the
// plotters that implement plot.DataRanger. viz draws axes, ticks and title as for every element. It panics if f is nil.
func Plotters(f func(frame.Frame) ([]plot.Plotter, error)) Recipe {
	if f == nil {
		panic("viz.Plotters: the function must not be nil")
	}
	return func(rows frame.Frame) (Element, error) {
		list, err := f(rows)
		if err != nil {
			return nil, err
		}
		return newChart(plotters{list}, rows, "x", "y"), nil
	}
}

type plotters struct{ list []plot.Plotter }

func (plotters) name() string                { return "Plotters" }
func (plotters) legendKey() guides.LegendKey { return guides.SquareKey }

func (p plotters) axes(*Chart) (x, y axis) {
	x, y = axis{dim: "x", dataRange: noRange, softRange: noRange}, axis{dim: "y", dataRange: noRange, softRange: noRange}
	for _, plotter := range p.list {
		if r, ok := plotter.(plot.DataRanger); ok {
			xMin, xMax, yMin, yMax := r.DataRange()
			x.dataRange, y.dataRange = x.dataRange.union(Range{xMin, xMax}), y.dataRange.union(Range{yMin, yMax})
		}
	}
	return x.withPadding(), y.withPadding()
}

func (p plotters) plotters(*Chart, *chartStyle) ([]plot.Plotter, error) { return p.list, nil }
