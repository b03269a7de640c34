package viz

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// Histogram draws a bar of the height counts[i] between edges[i] and edges[i+1]. X and Y name the dimensions. Default:
// "x" and "Count". operation.Histogram makes a histogram from the data of an element. It panics unless there is one
// edge more than counts, or neither edges nor counts.
func Histogram(edges, counts []float64, dims ...Dim) Element {
	if len(edges) != len(counts)+1 && len(edges)+len(counts) > 0 {
		panic(fmt.Sprintf("viz.Histogram: needs one edge more than counts, got %d edges and %d counts", len(edges), len(counts)))
	}
	d := parseDims(dims)
	if d.x == "" {
		d.x = "x"
	}
	if d.y == "" {
		d.y = "Count"
	}
	lowerEdges := edges
	if len(edges) > 0 {
		lowerEdges = edges[:len(counts)]
	}
	f, err := frame.New(frame.Col(d.x, lowerEdges), frame.Col(d.y, counts))
	c := newChart(histogram{edges}, f, d.x, d.y)
	if err != nil {
		c.err = fmt.Errorf("viz.Histogram: %w", err)
	}
	return c
}

type histogram struct{ edges []float64 }

func (histogram) name() string                { return "Histogram" }
func (histogram) legendKey() guides.LegendKey { return guides.SquareKey }

func (h histogram) axes(c *Chart) (x, y axis) {
	x = axis{dim: c.x, dataRange: rangeOf(c.onScales(c.x, h.edges)), softRange: noRange}
	return x.withPadding(), c.columnAxis(c.y).withPadding().withSoftValue(0)
}

func (h histogram) plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	if len(h.edges) == 0 {
		return nil, nil
	}
	return []plot.Plotter{&marks.Bars{Edges: c.onScales(c.x, h.edges), Heights: c.values(c.y), Fill: style.withAlpha(style.color)}}, nil
}
