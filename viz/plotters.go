package viz

import (
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
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

type plotters struct{ all []plot.Plotter }

func (plotters) name() string            { return "Plotters" }
func (plotters) swatch() guides.Shape { return guides.Square }

func (p plotters) axes(*Chart) (x, y axis) {
	x, y = axis{dim: "x", data: none, soft: none}, axis{dim: "y", data: none, soft: none}
	for _, one := range p.all {
		if r, ok := one.(plot.DataRanger); ok {
			x0, x1, y0, y1 := r.DataRange()
			x.data, y.data = x.data.union(Range{x0, x1}), y.data.union(Range{y0, y1})
		}
	}
	return x.padded(), y.padded()
}

func (p plotters) plotters(*Chart, *paint) ([]plot.Plotter, error) { return p.all, nil }
