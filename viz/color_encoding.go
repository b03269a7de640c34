package viz

import (
	"image/color"
	"maps"
	"slices"
	"time"

	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/palette"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// colorEncoding holds the colours that ColorIndex assigns to the rows of a chart: a table of colours for numbers and
// times, or one colour per row for categories. The zero value assigns no colours.
type colorEncoding struct {
	column string

	// For numbers and times: table holds the colours from valueRange.Lo to valueRange.Hi. On a logarithmic scale, both values
	// and valueRange are logarithms.
	values     []float64
	valueRange Range
	spacing    ticks.Scale
	scale      guides.Scale
	zone       *time.Location // of times; nil: UTC
	table      *[256]color.RGBA

	// For categories:
	rowColors     []color.RGBA
	legendEntries []guides.LegendEntry
}

// colorEncoder is implemented by the kinds of charts that support ColorIndex. Other kinds ignore the option.
type colorEncoder interface {
	// encodeColors assigns colours to the rows by the column s.colorIndex. The caller has checked that the column
	// exists.
	encodeColors(c *Chart, s settings, order *categoryIndex) (colorEncoding, error)
}

// valueColorer is implemented by the kinds of charts whose colours show a column without ColorIndex too.
type valueColorer interface{ valueColumn() string }

// encodeColors applies ColorIndex to a chart. For a chart without columns it returns the zero colorEncoding.
func (c *Chart) encodeColors(s settings, order *categoryIndex) (colorEncoding, error) {
	if k, ok := c.kind.(valueColorer); ok && s.colorIndex == "" {
		s.colorIndex = k.valueColumn()
	}
	k, ok := c.kind.(colorEncoder)
	if !ok || s.colorIndex == "" || c.data.NumCols() == 0 {
		return colorEncoding{}, nil
	}
	if err := checkColumns("viz.ColorIndex", c.data, s.colorIndex); err != nil {
		return colorEncoding{}, err
	}
	return k.encodeColors(c, s, order)
}

// encodeValues assigns colours of the colour map to the rows, by the numbers or times of the column s.colorIndex.
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
	e := colorEncoding{column: s.colorIndex, table: &table}
	if isTime(c.data, s.colorIndex) {
		e.scale, e.zone = guides.Time, s.zone
	} else if s.logZ {
		e.spacing.Kind = ticks.Log
	}
	unscaled := *c
	unscaled.scales, unscaled.origins = [2]ticks.Scale{}, [2]int64{}
	e.values = unscaled.values(s.colorIndex)
	if e.spacing.Kind == ticks.Log {
		logarithms := make([]float64, len(e.values))
		for i, v := range e.values {
			logarithms[i] = e.spacing.Transform(v)
		}
		e.values = logarithms
	}
	e.valueRange = rangeOf(e.values)
	if fixed, ok := c.FixedRange(s.colorIndex); ok && fixed.finite() {
		fixed = Range{e.spacing.Transform(fixed.Lo), e.spacing.Transform(fixed.Hi)}
		if fixed.finite() { // else an end is not positive, and has no logarithm
			e.valueRange = fixed
		}
	}
	if !e.valueRange.finite() {
		e.valueRange = Range{0, 1}
	}
	return e, nil
}

// encodeCategories assigns colours of a cycle to the rows, by the texts of a column. Rows without a value get the
// colour missing and a legend entry "missing". The legend lists the values in the order in which they first appeared in
// any frame. So entries do not change places when other values appear or disappear.
func (c *Chart) encodeCategories(
	column string, cycle []color.RGBA, missing color.RGBA, key guides.LegendKey, order *categoryIndex,
) colorEncoding {
	texts := c.categoryNames(column)
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
		e.legendEntries = append(e.legendEntries, guides.LegendEntry{Label: missingName, Color: missing, Key: key})
	}
	return e
}

// colorBar returns the colour bar of an encoding of numbers or times. It returns nil for other encodings.
func (e colorEncoding) colorBar() *guides.ColorBar {
	if e.table == nil {
		return nil
	}
	lo, hi := e.spacing.Inverse(e.valueRange.Lo), e.spacing.Inverse(e.valueRange.Hi)
	return &guides.ColorBar{Label: e.column, Zone: e.zone, Scale: e.scale, Spacing: e.spacing, Lo: lo, Hi: hi, Colors: e.table[:]}
}

// categoryIndex numbers the values of columns in order of first appearance. It is kept from frame to frame, so a value
// keeps its colour when other values appear or disappear.
type categoryIndex struct{ indices map[string]map[string]int } // by column, then by value

// maxCategories is the largest number of values that are numbered for one column. Then the numbering starts again. This
// bounds the memory for a column that always has new values.
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
