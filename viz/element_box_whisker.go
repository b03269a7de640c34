package viz

import (
	"fmt"
	"image/color"
	"slices"
	"sort"

	"gonum.org/v1/plot"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"github.com/streamgage/streamgage/viz/internal/minmax"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// BoxWhisker draws the distribution of Y as a box from the first to the third quartile with a line at the median. A
// whisker ends at the last value whose distance from the box is at most 1.5 times the box's height (Tukey's box plot).
// Values beyond the whiskers are dots. There is a box for each value of X: numbers and times in their order, text in order of
// first appearance. The box of rows whose X is missing is named "missing", and is the last one. Without X
// there is one box for all rows. By with one column means the same as X. Missing and infinite values are ignored.
// Quartiles are interpolated linearly between values, as by numpy's percentile. Default for Y: the last column.
//
// ColorIndex names a column that sets the colours of the boxes: X itself, or a column with one value for all rows of a
// box. The colours are those of BoxFillColor, or else those of the theme's cycle.
func BoxWhisker(dims ...Dim) Recipe {
	d := parseDims(dims)
	return func(f frame.Frame) (Element, error) {
		x, y := d.x, d.y
		if len(d.by) > 1 || x != "" && len(d.by) > 0 {
			return nil, fmt.Errorf("viz.BoxWhisker: %w: boxes are split by one column, got %q and %q", ErrOption, x, d.by)
		} else if len(d.by) == 1 {
			x = d.by[0]
		}
		if err := checkColumns("viz.BoxWhisker", f, x, y); err != nil {
			return nil, err
		}
		if names := f.Schema().Names(); y == "" && len(names) > 0 {
			y = names[len(names)-1]
		}
		if err := checkContinuous("viz.BoxWhisker", f, y); err != nil {
			return nil, err
		}
		return newChart(boxWhisker{}, f, x, y), nil
	}
}

type boxWhisker struct{}

func (boxWhisker) name() string                { return "BoxWhisker" }
func (boxWhisker) legendKey() guides.LegendKey { return guides.SquareKey }

func (boxWhisker) axes(c *Chart) (x, y axis) {
	x = axis{dim: c.x, dataRange: noRange, softRange: noRange, scale: guides.Category}
	if c.x == "" && c.data.NumCols() > 0 && c.data.Len() > 0 {
		x.categories = []string{""}
	} else if c.x != "" && c.data.NumCols() > 0 {
		x.categories, x.categoryValues = c.categories(c.x)
	}
	return x, c.columnAxis(c.y).withPadding()
}

// box is one group of a BoxWhisker.
type box struct {
	name     string
	firstRow int
	values   []float64 // finite, sorted
}

// boxes returns the groups of values by x, in the order of the categories of x. Without x there is one box with the name "".
func (c *Chart) boxes() []box {
	if c.scales != [2]ticks.Scale{} || c.origins != [2]int64{} {
		return c.groupBoxes()
	}
	return c.numbers.boxesIn(c.overrides.settings().zone, c.groupBoxes)
}

// groupBoxes computes the result of boxes.
func (c *Chart) groupBoxes() []box {
	var names []string
	if c.x != "" {
		names = c.categoryNames(c.x)
	}
	var boxes []box
	var counts []int
	index, values := map[string]int{}, c.values(c.y)
	boxOf := make([]int32, len(values)) // of each row
	for row, v := range values {
		name := ""
		if names != nil {
			name = names[row]
		}
		i, known := index[name]
		if !known {
			i = len(boxes)
			index[name] = i
			boxes, counts = append(boxes, box{name: name, firstRow: row}), append(counts, 0)
		}
		if boxOf[row] = int32(i); minmax.IsFinite(v) {
			counts[i]++
		}
	}
	all := make([]float64, len(values)) // of all boxes, one after the other
	for i, n := range counts {
		boxes[i].values, all = all[:0:n], all[n:]
	}
	for row, v := range values {
		if b := &boxes[boxOf[row]]; minmax.IsFinite(v) {
			b.values = append(b.values, v)
		}
	}
	for _, b := range boxes {
		sort.Float64s(b.values)
	}
	if c.x == "" {
		return boxes
	}
	ordered := make([]box, 0, len(boxes))
	order, _ := c.categories(c.x)
	for _, name := range order {
		ordered = append(ordered, boxes[index[name]])
	}
	return ordered
}

// summary computes the quartiles, the ends of the whiskers and the outliers of a box that has values.
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

// percentile returns the q-quantile of sorted values, with q from 0 to 1. It interpolates linearly, as numpy does by
// default.
func percentile(sorted []float64, q float64) float64 {
	position := q * float64(len(sorted)-1)
	i := int(position)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (position-float64(i))*(sorted[i+1]-sorted[i])
}

func (boxWhisker) plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	var boxes []plot.Plotter
	width := min(0.64, 0.16*float64(len(style.xCategories))+0.04) // a few boxes are narrow
	for i, b := range c.boxes() {
		if len(b.values) == 0 {
			continue
		}
		m := b.summary()
		m.X, m.Width = float64(max(0, slices.Index(style.xCategories, b.name))), width
		m.Fill = style.withAlpha(style.boxColor(i, b))
		m.LineColor, m.OutlierColor = style.boxLineColor(style.theme.Title), style.boxLineColor(style.theme.Muted)
		boxes = append(boxes, &m)
	}
	return boxes, nil
}

func (boxWhisker) encodeColors(c *Chart, s settings, order *categoryIndex) (colorEncoding, error) {
	cycle := s.theme.Cycle
	if len(s.boxFillColors) > 0 {
		cycle = s.boxFillColors
	}
	e := c.encodeCategories(s.colorIndex, cycle, s.theme.Muted, guides.SquareKey, order)
	if s.colorIndex == c.x {
		e.legendEntries = nil // the axis shows the names already
	}
	return e, nil
}

// boxColor returns the colour that fills the i-th box.
func (style *chartStyle) boxColor(i int, b box) color.RGBA {
	switch {
	case style.rowColors != nil:
		return style.rowColors[b.firstRow]
	case len(style.boxFillColors) > 0:
		return cyclic(style.boxFillColors, i)
	}
	return style.color
}

// boxLineColor returns the colour of a box's lines or outliers: that of LineColor, or fromTheme if LineColor is not
// set.
func (style *chartStyle) boxLineColor(fromTheme color.RGBA) color.Color {
	if line := style.outlineColor(); line != nil {
		return line
	}
	return style.withAlpha(fromTheme)
}
