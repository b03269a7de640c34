package viz

import (
	"image/color"
	"maps"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/palette"
)

// coloring is how ColorIndex colours rows.
type coloring struct {
	column string
	// numbers: by a table of colours from lo to hi
	values []float64
	span   Range
	scale  guides.Scale
	table  *[256]color.RGBA
	// categories: a colour each
	rows    []color.RGBA
	entries []guides.Entry
}

// colored is a kind of chart that ColorIndex colours. A chart of another kind leaves the option alone.
type colored interface {
	// coloring colours the rows; the column exists.
	coloring(c *Chart, s settings, order *colorOrder) (coloring, error)
}

// coloring reads ColorIndex for a chart. A chart without columns has nothing to colour.
func (c *Chart) coloring(s settings, order *colorOrder) (coloring, error) {
	k, ok := c.kind.(colored)
	if !ok || s.colorIndex == "" || c.data.NumCols() == 0 {
		return coloring{}, nil
	}
	if err := known("viz.ColorIndex", c.data, s.colorIndex); err != nil {
		return coloring{}, err
	}
	return k.coloring(c, s, order)
}

// byValue gives each value of a column its colour of the colour map.
func (c *Chart) byValue(s settings) (coloring, error) {
	name := s.cmap
	if name == "" {
		name = s.theme.Map
	}
	colors, err := Colors(name)
	if err != nil {
		return coloring{}, err
	}
	table := palette.Table(colors)
	values := c.values(s.colorIndex)
	span := extent(values)
	if f, ok := c.Fixed(s.colorIndex); ok && f.finite() {
		span = f
	}
	if !span.finite() {
		span = Range{0, 1}
	}
	col := coloring{column: s.colorIndex, values: values, table: &table, span: span}
	if isTime(c.data, s.colorIndex) {
		col.scale = guides.Time
	}
	return col, nil
}

// byName gives each value of a column a colour of a cycle, and rows without a value one that says so. The legend lists the
// values in the order in which they first came, in whatever frame, so that it holds still.
func (c *Chart) byName(column string, cycle []color.RGBA, missing color.RGBA, shape guides.Shape, order *colorOrder) coloring {
	cells := texts(c.data, column)
	col := coloring{column: column, rows: make([]color.RGBA, len(cells))}
	names, gaps := map[int]string{}, false
	for i, cell := range cells {
		if !c.data.Valid(column, i) {
			col.rows[i], gaps = missing, true
			continue
		}
		place := order.of(column, cell)
		col.rows[i], names[place] = nth(cycle, place), cell
	}
	for _, place := range slices.Sorted(maps.Keys(names)) {
		col.entries = append(col.entries, guides.Entry{Label: names[place], Color: nth(cycle, place), Shape: shape})
	}
	if gaps {
		col.entries = append(col.entries, guides.Entry{Label: "missing", Color: missing, Shape: shape})
	}
	return col
}

// colorOrder numbers the values of columns in order of appearance. It is kept from frame to frame, so that a value keeps
// its colour while others come and go.
type colorOrder struct{ places map[string]map[string]int }

// mostNames bounds what is remembered of a column whose values never come again.
const mostNames = 10_000

func (o *colorOrder) of(column, name string) int {
	if o.places == nil {
		o.places = map[string]map[string]int{}
	}
	places := o.places[column]
	if places == nil || len(places) >= mostNames {
		places = map[string]int{}
		o.places[column] = places
	}
	at, ok := places[name]
	if !ok {
		at = len(places)
		places[name] = at
	}
	return at
}

func (col coloring) colorBar() *guides.ColorBar {
	if col.table == nil {
		return nil
	}
	return &guides.ColorBar{Label: col.column, Scale: col.scale, Lo: col.span.Lo, Hi: col.span.Hi, Colors: col.table[:]}
}

// distinct is each text of a column once, in order of first appearance; missing ones do not count.
func distinct(f frame.Frame, column string) []string {
	var names []string
	seen := map[string]bool{}
	for i, name := range texts(f, column) {
		if !seen[name] && f.Valid(column, i) {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
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
