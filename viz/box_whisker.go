package viz

import (
	"fmt"
	"image/color"
	"slices"
	"sort"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// BoxWhisker draws the distribution of Y as a box from the first to the third quartile with a line at the median, and
// whiskers to the last value within 1.5 times the box's height of it; what lies beyond is drawn as dots. There is a box
// for each value of X, in order of first appearance, or one for all rows if X is not given. Missing and infinite values
// do not count. Quartiles are interpolated linearly between values (numpy's percentile).
//
// ColorIndex names a column, X itself or one that is the same for all rows of a box, whose values give the boxes the
// colours of BoxFillColor, or of the theme's cycle. Default for Y: the last column.
func BoxWhisker(ds ...Dim) Recipe {
	d := readDims(ds)
	return func(f frame.Frame) (Element, error) {
		d := d
		if len(d.by) > 1 || d.x != "" && len(d.by) > 0 {
			return nil, fmt.Errorf("viz.BoxWhisker: %w: boxes are split by one column, got %q and %q", ErrOption, d.x, d.by)
		} else if len(d.by) == 1 {
			d.x = d.by[0]
		}
		for _, c := range []string{d.x, d.y} {
			if err := known("viz.BoxWhisker", f, c); err != nil {
				return nil, err
			}
		}
		y := d.y
		if names := f.Schema().Names(); y == "" && len(names) > 0 {
			y = names[len(names)-1]
		}
		if err := numeric("viz.BoxWhisker", f, y); err != nil {
			return nil, err
		}
		return newChart(boxWhisker{}, f, d.x, y), nil
	}
}

type boxWhisker struct{}

func (boxWhisker) name() string            { return "BoxWhisker" }
func (boxWhisker) swatch() guides.Shape { return guides.Square }

func (boxWhisker) axes(c *Chart) (x, y axis) {
	x = axis{dim: c.x, data: none, soft: none, scale: guides.Category}
	for _, b := range c.boxes() {
		x.categories = append(x.categories, b.name)
	}
	return x, c.span(c.y).padded()
}

// box is one group of a BoxWhisker.
type box struct {
	name   string
	row    int       // its first one
	values []float64 // sorted
}

// boxes splits the values by x, in order of first appearance. Without x there is one box, which has no name.
func (c *Chart) boxes() []box {
	ys := c.values(c.y)
	names := []string(nil)
	if c.x != "" {
		names = texts(c.data, c.x)
	}
	var boxes []box
	at := map[string]int{}
	for i, v := range ys {
		name := ""
		if names != nil {
			name = names[i]
		}
		k, known := at[name]
		if !known {
			k = len(boxes)
			at[name] = k
			boxes = append(boxes, box{name: name, row: i})
		}
		if finite(v) {
			boxes[k].values = append(boxes[k].values, v)
		}
	}
	for _, b := range boxes {
		sort.Float64s(b.values)
	}
	return boxes
}

// summary is the numbers of a box: the quartiles, the ends of the whiskers, and what lies beyond.
func (b box) summary() marks.Box {
	m := marks.Box{Q1: percentile(b.values, 0.25), Median: percentile(b.values, 0.5), Q3: percentile(b.values, 0.75)}
	fence := 1.5 * (m.Q3 - m.Q1)
	m.Low, m.High = m.Q1, m.Q3
	for _, v := range b.values {
		switch {
		case v < m.Q1-fence || v > m.Q3+fence:
			m.Outliers = append(m.Outliers, v)
		default:
			m.Low, m.High = min(m.Low, v), max(m.High, v)
		}
	}
	return m
}

// percentile interpolates linearly between sorted values, as numpy does by default.
func percentile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

func (boxWhisker) plotters(c *Chart, p *paint) ([]plot.Plotter, error) {
	var boxes []plot.Plotter
	width := min(0.64, 0.16*float64(len(p.categories))+0.04) // few boxes are slim
	for i, b := range c.boxes() {
		if len(b.values) == 0 {
			continue
		}
		m := b.summary()
		m.At, m.Width = float64(max(0, slices.Index(p.categories, b.name))), width
		m.Fill = p.faded(p.boxFill(i, b))
		m.Ink, m.Dots = p.boxInk(p.theme.Title), p.boxInk(p.theme.Muted)
		boxes = append(boxes, &m)
	}
	return boxes, nil
}

func (boxWhisker) coloring(c *Chart, s settings, order *colorOrder) (coloring, error) {
	cycle := s.theme.Cycle
	if len(s.fillColor) > 0 {
		cycle = s.fillColor
	}
	col := c.byName(s.colorIndex, cycle, s.theme.Muted, guides.Square, order)
	if s.colorIndex == c.x {
		col.entries = nil // the axis names them
	}
	return col, nil
}

func (p *paint) boxFill(i int, b box) color.RGBA {
	switch {
	case p.rows != nil:
		return p.rows[b.row]
	case len(p.fillColor) > 0:
		return nth(p.fillColor, i)
	}
	return p.own
}

// boxInk is the colour of a box's lines, or dots: what was asked for, or the theme's.
func (p *paint) boxInk(of color.RGBA) color.Color {
	if line := p.line(); line != nil {
		return line
	}
	return p.faded(of)
}
