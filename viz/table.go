package viz

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"gonum.org/v1/plot"
)

// Table shows the rows as a table, all columns, or those of By if it is given. Numbers of a column have the same
// number of decimals. Rows for which there is no room are left out at the end.
func Table(ds ...Dim) Recipe { return tabular("viz.Table", "Table", ds) }

// Dataset holds rows for an operation to work on. Shown as it is, it is a table.
func Dataset(ds ...Dim) Recipe { return tabular("viz.Dataset", "Dataset", ds) }

func tabular(op, called string, ds []Dim) Recipe {
	d := readDims(ds)
	return func(f frame.Frame) (Element, error) {
		for _, c := range append([]string{d.x, d.y}, d.by...) {
			if err := known(op, f, c); err != nil {
				return nil, err
			}
		}
		if len(d.by) > 0 && f.NumCols() > 0 {
			var err error
			if f, err = f.DropIndex().Select(d.by...); err != nil {
				return nil, fmt.Errorf("%s: %w", op, err)
			}
		}
		c := newChart(table{called}, f, "", "")
		if names := f.Schema().Names(); len(names) > 0 {
			c.x = names[0]
			c.y = names[len(names)-1]
		}
		return c, nil
	}
}

type table struct{ called string }

func (t table) name() string          { return t.called }
func (table) swatch() guides.Shape { return guides.Square }
func (table) axes(*Chart) (x, y axis) {
	return axis{data: none, soft: none}, axis{data: none, soft: none}
}
func (table) plotters(*Chart, *paint) ([]plot.Plotter, error) { return nil, nil }

// rowHeight is less than a table's row is high, in pixels.
const rowHeight = 20

// tableOf is the furniture of a table in a cell of h pixels' height.
func tableOf(c *Chart, s settings, title string, h int) *guides.Table {
	t := &guides.Table{Title: title, Theme: s.theme}
	fields := c.data.Schema().Fields()
	columns := make([][]string, len(fields))
	visible := c.data.Slice(0, min(c.data.Len(), max(0, h)/rowHeight+1))
	for i, field := range fields {
		t.Columns = append(t.Columns, field.Name)
		t.AlignRight = append(t.AlignRight, field.Type == frame.Float64 || field.Type == frame.Int64)
		columns[i] = cells(visible, field)
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

// cells is a column as it reads best: numbers with equal decimals, times without the parts that they all lack.
func cells(f frame.Frame, field frame.Field) []string {
	switch field.Type {
	case frame.Float64:
		v, _ := f.Floats(field.Name)
		return decimals(v)
	case frame.Time:
		ns, _ := f.Times(field.Name)
		return stamps(f, field.Name, ns)
	}
	out := texts(f, field.Name)
	if field.Type == frame.Int64 {
		for i := range out {
			out[i] = strings.Replace(out[i], "-", "\u2212", 1)
		}
	}
	return out
}

// decimals writes values with as many decimals as give the largest of them five significant digits.
func decimals(v []float64) []string {
	largest := 0.0
	for _, x := range v {
		if finite(x) {
			largest = max(largest, math.Abs(x))
		}
	}
	places := 4
	if largest > 0 {
		places = min(9, max(0, 4-int(math.Floor(math.Log10(largest)))))
	}
	out := make([]string, len(v))
	for i, x := range v {
		if math.IsNaN(x) {
			continue
		}
		out[i] = strings.Replace(strconv.FormatFloat(x, 'f', places, 64), "-", "\u2212", 1)
	}
	return out
}

// stamps writes times: the date if they are all at midnight, else the time, with the date if there are several.
func stamps(f frame.Frame, column string, ns []int64) []string {
	const day = int64(24 * time.Hour)
	midnight, seconds, oneDay := true, true, true
	first := -1
	for i, t := range ns {
		if !f.Valid(column, i) {
			continue
		}
		if first < 0 {
			first = i
		}
		midnight = midnight && t%day == 0
		seconds = seconds && t%int64(time.Second) == 0
		oneDay = oneDay && floorDiv(t, day) == floorDiv(ns[first], day)
	}
	layout := "15:04:05.000"
	switch {
	case midnight:
		layout = time.DateOnly
	case seconds:
		layout = time.TimeOnly
	}
	if !midnight && !oneDay {
		layout = time.DateOnly + " " + layout
	}
	out := make([]string, len(ns))
	for i, t := range ns {
		if f.Valid(column, i) {
			out[i] = time.Unix(0, t).UTC().Format(layout)
		}
	}
	return out
}

// floorDiv rounds down, below 0 too.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
