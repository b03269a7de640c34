package viz

import (
	"errors"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// Curve draws a line through the rows, in their order: X across, a number, a time or a text, which is a category, and Y
// up. A missing or infinite value is a gap. Default: the first column over the second one, the index, if there is one, being the first; a frame of one
// column is drawn over its row numbers. With By there is a line for each group.
func Curve(ds ...Dim) Recipe { return series("viz.Curve", curve{}, numericOrText, ds) }

// series is the recipe of charts that draw y over x; xType checks that a column can be x.
func series(op string, k kind, xType func(op string, f frame.Frame, column string) error, ds []Dim) Recipe {
	d := readDims(ds)
	return func(f frame.Frame) (Element, error) {
		x, y, err := d.xy(op, f)
		if err != nil {
			return nil, err
		}
		if err := errors.Join(xType(op, f, x), numeric(op, f, y)); err != nil {
			return nil, err
		}
		return grouped(k, f, x, y, d.by)
	}
}

type curve struct{}

func (curve) name() string            { return "Curve" }
func (curve) swatch() guides.Shape { return guides.Line }

func (curve) axes(c *Chart) (x, y axis) {
	return c.span(c.x), c.span(c.y).padded()
}

func (curve) plotters(c *Chart, p *paint) ([]plot.Plotter, error) {
	return []plot.Plotter{&marks.Line{X: c.across(p), Y: c.values(c.y), Width: or(p.lineWidth, 1.5), Color: p.faded(p.own)}}, nil
}
