package viz

import (
	"image/color"
	"maps"
	"slices"

	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/palette"
)

// colorEncoding is how ColorIndex colours the rows of a chart: by a table of colours, or with a colour for each row. The
// zero value colours no rows.
type colorEncoding struct {
	column string

	// Numbers and times: table holds the colours from valueRange.Lo to valueRange.Hi.
	values     []float64
	valueRange Range
	scale      guides.Scale
	table      *[256]color.RGBA

	// Categories.
	rowColors     []color.RGBA
	legendEntries []guides.LegendEntry
}

// colorEncoder is a kind of chart that ColorIndex colours. Other kinds ignore the option.
type colorEncoder interface {
	// encodeColors colours the rows by the column of s.colorIndex, which exists.
	encodeColors(c *Chart, s settings, order *categoryIndex) (colorEncoding, error)
}

// encodeColors applies ColorIndex to a chart. A chart without columns has nothing to colour.
func (c *Chart) encodeColors(s settings, order *categoryIndex) (colorEncoding, error) {
	k, ok := c.kind.(colorEncoder)
	if !ok || s.colorIndex == "" || c.data.NumCols() == 0 {
		return colorEncoding{}, nil
	}
	if err := checkColumns("viz.ColorIndex", c.data, s.colorIndex); err != nil {
		return colorEncoding{}, err
	}
	return k.encodeColors(c, s, order)
}

// encodeValues colours the rows by the numbers or times of a column, with the colour map.
func (c *Chart) encodeValues(s settings) (colorEncoding, error) {
	name := s.colorMap
	if name == "" {
		name = s.theme.ColorMap
	}
	colors, err := Colors(name)
	if err != nil {
		return colorEncoding{}, err
	}
	table := palette.LookupTable(colors)
	values := c.values(s.colorIndex)
	valueRange := rangeOf(values)
	if fixed, ok := c.FixedRange(s.colorIndex); ok && fixed.finite() {
		valueRange = fixed
	}
	if !valueRange.finite() {
		valueRange = Range{0, 1}
	}
	e := colorEncoding{column: s.colorIndex, values: values, table: &table, valueRange: valueRange}
	if isTime(c.data, s.colorIndex) {
		e.scale = guides.Time
	}
	return e, nil
}

// encodeCategories colours the rows by the texts of a column, with a cycle of colours. Rows without a value get the
// colour missing, and a legend entry of their own. The legend lists the values in the order in which they first came in
// any frame, so that entries do not move when others come and go.
func (c *Chart) encodeCategories(
	column string, cycle []color.RGBA, missing color.RGBA, key guides.LegendKey, order *categoryIndex,
) colorEncoding {
	texts := columnTexts(c.data, column)
	e := colorEncoding{column: column, rowColors: make([]color.RGBA, len(texts))}
	names, anyMissing := map[int]string{}, false
	for row, text := range texts {
		if !c.data.Valid(column, row) {
			e.rowColors[row], anyMissing = missing, true
			continue
		}
		i := order.indexOf(column, text)
		e.rowColors[row], names[i] = cyclic(cycle, i), text
	}
	for _, i := range slices.Sorted(maps.Keys(names)) {
		e.legendEntries = append(e.legendEntries, guides.LegendEntry{Label: names[i], Color: cyclic(cycle, i), Key: key})
	}
	if anyMissing {
		e.legendEntries = append(e.legendEntries, guides.LegendEntry{Label: "missing", Color: missing, Key: key})
	}
	return e
}

// colorBar returns the colour bar of an encoding of numbers or times, else nil.
func (e colorEncoding) colorBar() *guides.ColorBar {
	if e.table == nil {
		return nil
	}
	return &guides.ColorBar{Label: e.column, Scale: e.scale, Lo: e.valueRange.Lo, Hi: e.valueRange.Hi, Colors: e.table[:]}
}

// categoryIndex numbers the values of columns in order of first appearance. It is kept from frame to frame, so that a
// value keeps its colour when other values come and go.
type categoryIndex struct{ indices map[string]map[string]int } // by column, then by value

// maxCategories bounds the memory of a column whose values never come again: the numbering starts anew after so many.
const maxCategories = 10_000

// indexOf returns the number of a column's value. A new value gets the next number.
func (o *categoryIndex) indexOf(column, value string) int {
	if o.indices == nil {
		o.indices = map[string]map[string]int{}
	}
	indices := o.indices[column]
	if indices == nil || len(indices) >= maxCategories {
		indices = map[string]int{}
		o.indices[column] = indices
	}
	i, ok := indices[value]
	if !ok {
		i = len(indices)
		indices[value] = i
	}
	return i
}
