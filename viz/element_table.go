package viz

import (
	"fmt"
	"strings"
	"time"

	"gonum.org/v1/plot"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
)

// Table shows the rows as a table with all columns, or with those of By. All numbers of a column have the same number of
// decimals, unless some are so small or so large that these would not tell them apart: then each is written as it is short,
// and very small and very large ones with a power of ten. Rows that do not fit are left out at the end.
func Table(dims ...Dim) Recipe { return tableRecipe("viz.Table", "Table", dims) }

// Dataset holds rows for an operation. If it is drawn without an operation, it looks like a Table.
func Dataset(dims ...Dim) Recipe { return tableRecipe("viz.Dataset", "Dataset", dims) }

func tableRecipe(op, kindName string, options []Dim) Recipe {
	d := parseDims(options)
	return func(f frame.Frame) (Element, error) {
		if err := checkColumns(op, f, d.named()...); err != nil {
			return nil, err
		}
		if len(d.by) > 0 && f.NumCols() > 0 {
			var err error
			if f, err = f.DropIndex().Select(d.by...); err != nil {
				return nil, fmt.Errorf("%s: %w", op, err)
			}
		}
		c := newChart(table{kindName}, f, "", "")
		if names := f.Schema().Names(); len(names) > 0 {
			c.x = names[0]
			c.y = names[len(names)-1]
		}
		return c, nil
	}
}

type table struct{ kindName string }

func (t table) name() string              { return t.kindName }
func (table) legendKey() guides.LegendKey { return guides.SquareKey }
func (table) axes(*Chart) (x, y axis) {
	return axis{dataRange: noRange, softRange: noRange}, axis{dataRange: noRange, softRange: noRange}
}
func (table) plotters(*Chart, *chartStyle) ([]plot.Plotter, error) { return nil, nil }

// minRowHeight is a lower bound of the height of a table's row, in pixels.
const minRowHeight = 20

// newTableGuide returns the table of a chart for a cell of the given height in pixels. It converts only rows that may
// fit to text.
func newTableGuide(c *Chart, s settings, title string, height int) *guides.Table {
	t := &guides.Table{Title: title, Theme: s.theme}
	fields := c.data.Schema().Fields()
	columns := make([][]string, len(fields))
	visible := c.data.Slice(0, min(c.data.Len(), max(0, height)/minRowHeight+1))
	for i, field := range fields {
		t.Columns = append(t.Columns, field.Name)
		t.AlignRight = append(t.AlignRight, field.Type == frame.Float64 || field.Type == frame.Int64)
		columns[i] = formatColumn(visible, field, s.zone)
	}
	t.Rows, t.More = make([][]string, visible.Len()), c.data.Len()-visible.Len()
	for row := range t.Rows {
		t.Rows[row] = make([]string, len(columns))
		for i := range columns {
			t.Rows[row][i] = columns[i][row]
		}
	}
	return t
}

// formatColumn returns the values of a column as texts. Times are written
// without the parts that are zero or equal in all rows.
func formatColumn(f frame.Frame, field frame.Field, zone *time.Location) []string {
	switch field.Type {
	case frame.Float64:
		v, _ := f.Floats(field.Name)
		return guides.FormatColumn(v)
	case frame.Time:
		ns, _ := f.Times(field.Name)
		return formatTimes(f, field.Name, ns, zone)
	}
	texts := columnTexts(f, field.Name)
	if field.Type == frame.Int64 {
		for i := range texts {
			texts[i] = strings.Replace(texts[i], "-", "\u2212", 1) // the typographic minus sign
		}
	}
	return texts
}

// formatTimes writes only the dates if all times are at midnight. Otherwise it writes the times of day, with the dates
// if there are several days, and with the offsets from UTC if these differ. The text of a missing time is "". Times are
// local times of the zone; nil means UTC.
func formatTimes(f frame.Frame, column string, ns []int64, zone *time.Location) []string {
	if zone == nil {
		zone = time.UTC
	}
	allMidnight, allSeconds, oneDay, oneOffset := true, true, true, true
	var first time.Time // the first time that is not missing
	times := make([]time.Time, len(ns))
	for i, t := range ns {
		if !f.Valid(column, i) {
			continue
		}
		at := time.Unix(0, t).In(zone)
		if times[i] = at; first.IsZero() {
			first = at
		}
		allSeconds = allSeconds && at.Nanosecond() == 0
		allMidnight = allMidnight && allSeconds && at.Hour() == 0 && at.Minute() == 0 && at.Second() == 0
		oneDay = oneDay && at.YearDay() == first.YearDay() && at.Year() == first.Year()
		oneOffset = oneOffset && at.Format("-0700") == first.Format("-0700")
	}
	layout := "15:04:05.000"
	switch {
	case allMidnight:
		layout = time.DateOnly
	case allSeconds:
		layout = time.TimeOnly
	}
	if !allMidnight && !oneDay {
		layout = time.DateOnly + " " + layout
	}
	if !allMidnight && !oneOffset {
		layout += " -07:00"
	}
	texts := make([]string, len(ns))
	for i, at := range times {
		if f.Valid(column, i) {
			texts[i] = at.Format(layout)
		}
	}
	return texts
}
