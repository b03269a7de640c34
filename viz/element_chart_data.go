package viz

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

// Z returns the column of the values that the chart shows as colours, such as that of a HeatMap or an Image. It is "" for
// a chart of another kind, whose colours are set by ColorIndex.
func (c *Chart) Z() string {
	if k, ok := c.kind.(valueColorer); ok {
		return k.valueColumn()
	}
	return ""
}

// columnUser is implemented by the kinds of charts that draw other columns than X and Y.
type columnUser interface{ otherColumns() []string }

func (e errorBounds) otherColumns() []string  { return []string{e.below, e.above} }
func (l labels) otherColumns() []string       { return []string{l.text} }
func (s segments) otherColumns() []string     { return s.ends[:] }
func (v vectorField) otherColumns() []string  { return []string{v.angle, v.magnitude} }
func (k candlesticks) otherColumns() []string { return k.prices }
func (h heatMap) otherColumns() []string      { return []string{h.z} }
func (k gridImage) otherColumns() []string    { return []string{k.z} }

// WithData returns the chart with other rows: it has the same kind, columns, label, ranges and options. Operations use it
// to change or to select rows. The new rows must have all columns that the chart draws, with numbers, times and texts
// where the chart's rows have them; otherwise it returns an ErrColumn or an ErrType. A chart that holds results which were computed
// from its rows is an ErrElement: Bars, Histogram, Distribution, Violin, HexTiles, Contours, Bivariate, a stacked Area,
// RGB, Plotters and annotations.
func (c *Chart) WithData(rows frame.Frame) (*Chart, error) {
	const op = "viz.WithData"
	if !hasPlainRows(c.kind) {
		return nil, fmt.Errorf("%s: %w: a %s holds what was computed from its rows", op, ErrElement, c.Kind())
	}
	columns := []string{c.x, c.y}
	if k, ok := c.kind.(columnUser); ok {
		columns = append(columns, k.otherColumns()...)
	}
	for _, name := range columns {
		if name == "" {
			continue
		}
		if err := checkColumns(op, rows, name); err != nil {
			return nil, err
		}
		sameKind := isText(rows, name) == isText(c.data, name) && isTime(rows, name) == isTime(c.data, name)
		if c.data.NumCols() > 0 && rows.NumCols() > 0 && !sameKind {
			was, _ := c.data.Schema().Lookup(name)
			is, _ := rows.Schema().Lookup(name)
			return nil, fmt.Errorf("%s: %w: column %q was %v, got %v", op, ErrType, name, was.Type, is.Type)
		}
	}
	d := *c
	d.data, d.numbers = rows, new(numbers) // it has other rows
	k, isGrid := c.kind.(gridImage)
	if !isGrid {
		return &d, nil
	}
	if rows.NumCols() == 0 {
		d.kind = gridImage{z: k.z}
		return &d, nil
	}
	grid, err := newGridImage(op, &d, k.z)
	d.kind = grid
	return &d, err
}

// hasPlainRows reports whether a kind of chart draws its rows as they are, so that they can be replaced by others.
func hasPlainRows(k kind) bool {
	switch k := k.(type) {
	case curve, dots, spikes, errorBars, spread, labels, segments, rectangles, vectorField, candlesticks, boxWhisker, table,
		heatMap, quadMesh, gridImage:
		return true
	case area:
		return k.lower == nil
	}
	return false
}
