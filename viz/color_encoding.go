package viz

import (
	"image/color"
	"maps"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/furniture"
	"github.com/streamgage/streamgage/viz/internal/palette"
)

// coloring is how ColorIndex colours rows.
type colorEncoding struct {
	column string
	// numbers: by a table of colours from lo to hi
	values     []float64
	valueRange Range
	scale      furniture.Scale
	table      *[256]color.RGBA
	// categories: a colour each
	rowColors     []color.RGBA
	legendEntries []furniture.Entry
}

// colored is a kind of chart that ColorIndex colours. A chart of another kind leaves the option alone.
type colorEncoder interface {
	// coloring colours the rows; the column exists.
	encodeColors(c *Chart, s settings, order *categoryIndex) (colorEncoding, error)
}

// coloring reads ColorIndex for a chart. A chart without columns has nothing to colour.
func (c *Chart) encodeColors(s settings, order *categoryIndex) (colorEncoding, error) {
	k, ok := c.kind.(colorEncoder)
	if !ok || s.colorIndex == "" || c.data.NumCols() == 0 {
		return colorEncoding{}, nil
	}
	if err := checkColumn("viz.ColorIndex", c.data, s.colorIndex); err != nil {
		return colorEncoding{}, err
	}
	return k.encodeColors(c, s, order)
}

// encodeValues gives each value of a column its colour of the colour map.
func (c *Chart) encodeValues(s settings) (colorEncoding, error) {
	name := s.colorMap
	if name == "" {
		name = s.theme.Map
	}
	colors, err := Colors(name)
	if err != nil {
		return colorEncoding{}, err
	}
	table := palette.Table(colors)
	values := c.values(s.colorIndex)
	span := rangeOf(values)
	if f, ok := c.FixedRange(s.colorIndex); ok && f.finite() {
		span = f
	}
	if !span.finite() {
		span = Range{0, 1}
	}
	col := colorEncoding{column: s.colorIndex, values: values, table: &table, valueRange: span}
	if isTime(c.data, s.colorIndex) {
		col.scale = furniture.Time
	}
	return col, nil
}

// encodeCategories gives each value of a column a colour of a cycle, and rows without a value one that says so. The legend lists the
// values in the order in which they first came, in whatever frame, so that it holds still.
func (c *Chart) encodeCategories(column string, cycle []color.RGBA, missing color.RGBA, shape furniture.Shape, order *categoryIndex) colorEncoding {
	cells := columnTexts(c.data, column)
	col := colorEncoding{column: column, rowColors: make([]color.RGBA, len(cells))}
	names, gaps := map[int]string{}, false
	for i, cell := range cells {
		if !c.data.Valid(column, i) {
			col.rowColors[i], gaps = missing, true
			continue
		}
		place := order.indexOf(column, cell)
		col.rowColors[i], names[place] = cyclic(cycle, place), cell
	}
	for _, place := range slices.Sorted(maps.Keys(names)) {
		col.legendEntries = append(col.legendEntries, furniture.Entry{Label: names[place], Color: cyclic(cycle, place), Shape: shape})
	}
	if gaps {
		col.legendEntries = append(col.legendEntries, furniture.Entry{Label: "missing", Color: missing, Shape: shape})
	}
	return col
}

// categoryIndex numbers the values of columns in order of appearance. It is kept from frame to frame, so that a value keeps
// its colour while others come and go.
type categoryIndex struct{ indices map[string]map[string]int }

// maxCategories bounds what is remembered of a column whose values never come again.
const maxCategories = 10_000

func (o *categoryIndex) indexOf(column, name string) int {
	if o.indices == nil {
		o.indices = map[string]map[string]int{}
	}
	places := o.indices[column]
	if places == nil || len(places) >= maxCategories {
		places = map[string]int{}
		o.indices[column] = places
	}
	at, ok := places[name]
	if !ok {
		at = len(places)
		places[name] = at
	}
	return at
}

func (col colorEncoding) colorBar() *furniture.ColorBar {
	if col.table == nil {
		return nil
	}
	return &furniture.ColorBar{Label: col.column, Scale: col.scale, Lo: col.valueRange.Lo, Hi: col.valueRange.Hi, Colors: col.table[:]}
}

// distinct is each text of a column once, in order of first appearance; missing ones do not count.
func distinctTexts(f frame.Frame, column string) []string {
	var names []string
	seen := map[string]bool{}
	for i, name := range columnTexts(f, column) {
		if !seen[name] && f.Valid(column, i) {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}

// texts is a column as text.
func columnTexts(f frame.Frame, column string) []string {
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
