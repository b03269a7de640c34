package viz

import (
	"image/color"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/furniture"
	"github.com/streamgage/streamgage/viz/internal/palette"
)

// paint is what a chart is drawn with: its settings, its own colour, and the axes.
type paint struct {
	settings
	own        color.RGBA // the chart's colour
	x, y       Range
	categories []string // of the x axis
	width      int      // of the area that shows data, in pixels
	height     int
	coloring
}

// coloring is how ColorIndex colours rows.
type coloring struct {
	column string
	// numbers: by a table of colours from lo to hi
	values []float64
	span   Range
	table  *[256]color.RGBA
	// categories: a colour each
	rows  []color.RGBA
	names []string
}

// coloring reads ColorIndex for a chart. A chart without columns has nothing to colour.
func (c *Chart) coloring(s settings) (coloring, error) {
	col := coloring{column: s.colorIndex}
	if s.colorIndex == "" || c.data.NumCols() == 0 {
		return coloring{}, nil
	}
	if err := known("viz.ColorIndex", c.data, s.colorIndex); err != nil {
		return coloring{}, err
	}
	if !isNumeric(c.data, s.colorIndex) {
		col.byName(c.data, s)
		return col, nil
	}
	name := s.cmap
	if name == "" {
		name = s.theme.Map
	}
	colors, err := Colors(name)
	if err != nil {
		return coloring{}, err
	}
	table := palette.Table(colors)
	col.values, col.table = c.values(s.colorIndex), &table
	col.span = extent(col.values)
	if f, ok := c.Fixed(s.colorIndex); ok && f.finite() {
		col.span = f
	}
	if !col.span.finite() {
		col.span = Range{0, 1}
	}
	return col, nil
}

// byName gives each value of a column of text or truth values a colour of the cycle, in order of appearance.
func (col *coloring) byName(f frame.Frame, s settings) {
	cells := texts(f, col.column)
	col.rows = make([]color.RGBA, len(cells))
	for i, cell := range cells {
		at := slices.Index(col.names, cell)
		if at < 0 {
			at = len(col.names)
			col.names = append(col.names, cell)
		}
		col.rows[i] = nth(s.theme.Cycle, at)
	}
}

// texts is a column as text.
func texts(f frame.Frame, column string) []string {
	c, err := f.Column(column)
	if err != nil {
		return nil
	}
	out := make([]string, f.Len())
	var buf []byte
	for i := range out {
		buf = c.AppendCell(buf[:0], i)
		out[i] = string(buf)
	}
	return out
}

func nth(colors []color.RGBA, i int) color.RGBA { return colors[i%len(colors)] }

func (col coloring) colorBar() *furniture.ColorBar {
	if col.table == nil {
		return nil
	}
	return &furniture.ColorBar{Label: col.column, Lo: col.span.Lo, Hi: col.span.Hi, Colors: col.table[:]}
}

func (col coloring) legend(s settings) []furniture.Entry {
	var entries []furniture.Entry
	for i, name := range col.names {
		entries = append(entries, furniture.Entry{Label: name, Color: nth(s.theme.Cycle, i), Shape: furniture.Dot})
	}
	return entries
}

// faded is a colour at the chart's opacity.
func (p *paint) faded(c color.RGBA) color.RGBA {
	if p.alpha >= 1 {
		return c
	}
	scale := func(v uint8) uint8 { return uint8(float64(v)*p.alpha + 0.5) }
	return color.RGBA{scale(c.R), scale(c.G), scale(c.B), scale(c.A)}
}

// line is the colour of a chart's outline, or nil if none was asked for.
func (p *paint) line() color.Color {
	if len(p.lineColor) == 0 {
		return nil
	}
	return p.faded(p.lineColor[0])
}

// or is v, if it was set, else the default.
func or(v, def float64) float64 {
	if v < 0 {
		return def
	}
	return v
}
