package viz

import (
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/furniture"
	"gonum.org/v1/plot"
)

// Plotters makes an element of gonum plotters: f makes them of the rows. The axes show what those that implement
// plot.DataRanger cover. Axes, ticks and title are ours, as everywhere.
func Plotters(f func(frame.Frame) ([]plot.Plotter, error)) Recipe {
	if f == nil {
		panic("viz.Plotters: the function must not be nil")
	}
	return func(rows frame.Frame) (Element, error) {
		ps, err := f(rows)
		if err != nil {
			return nil, err
		}
		return newChart(plotters{ps}, rows, "x", "y"), nil
	}
}

type plotters struct{ list []plot.Plotter }

func (plotters) name() string                 { return "Plotters" }
func (plotters) legendShape() furniture.Shape { return furniture.Square }

func (p plotters) axes(*Chart) (x, y axis) {
	x, y = axis{dim: "x", dataRange: noRange, softRange: noRange}, axis{dim: "y", dataRange: noRange, softRange: noRange}
	for _, one := range p.list {
		if r, ok := one.(plot.DataRanger); ok {
			x0, x1, y0, y1 := r.DataRange()
			x.dataRange, y.dataRange = x.dataRange.union(Range{x0, x1}), y.dataRange.union(Range{y0, y1})
		}
	}
	return x.withPadding(), y.withPadding()
}

func (p plotters) plotters(*Chart, *chartStyle) ([]plot.Plotter, error) { return p.list, nil }
