package viz

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// Histogram draws bars of the heights counts between edges, of which there is one more. X and Y name the dimensions;
// default: "x" and "Count". operation.Histogram makes one of an element's data. It panics where the lengths do not fit.
func Histogram(edges, counts []float64, ds ...Dim) Element {
	if len(edges) != len(counts)+1 && len(edges)+len(counts) > 0 {
		panic(fmt.Sprintf("viz.Histogram: needs one edge more than counts, got %d edges and %d counts", len(edges), len(counts)))
	}
	d := readDims(ds)
	if d.x == "" {
		d.x = "x"
	}
	if d.y == "" {
		d.y = "Count"
	}
	lows := edges
	if len(edges) > 0 {
		lows = edges[:len(counts)]
	}
	f, err := frame.New(frame.Col(d.x, lows), frame.Col(d.y, counts))
	c := newChart(histogram{edges}, f, d.x, d.y)
	if err != nil {
		c.err = fmt.Errorf("viz.Histogram: %w", err)
	}
	return c
}

type histogram struct{ edges []float64 }

func (histogram) name() string            { return "Histogram" }
func (histogram) swatch() guides.Shape { return guides.Square }

func (h histogram) axes(c *Chart) (x, y axis) {
	x = axis{dim: c.x, data: extent(h.edges), soft: none}
	return x.padded(), c.span(c.y).padded().from(0)
}

func (h histogram) plotters(c *Chart, p *paint) ([]plot.Plotter, error) {
	if len(h.edges) == 0 {
		return nil, nil
	}
	return []plot.Plotter{&marks.Bars{Edges: h.edges, Heights: c.values(c.y), Fill: p.faded(p.own)}}, nil
}
