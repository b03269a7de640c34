package operation

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"github.com/streamgage/streamgage/internal/suggest"
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// DownsampleOption changes how Downsample selects rows.
type DownsampleOption func(*downsample)

// downsample holds the options of a Downsample.
type downsample struct {
	algorithm string
	width     int // 0: that of the view
}

// Algorithm sets how Downsample selects rows. Another name is an ErrOption of the figure.
//
//   - "lttb", the default: one row for each pixel, the one that forms the largest triangle with the row selected before
//     it and the mean of the next pixel's rows (Steinarsson, "Downsampling Time Series for Visual Representation", 2013).
//   - "minmax": the rows with the smallest and the largest value of each pixel.
//   - "m4": the first, the last, the smallest and the largest row of each pixel. A line through them covers the same
//     pixels as one through all rows (Jugel et al., "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB
//     2014).
//   - "nth": every n-th row.
func Algorithm(name string) DownsampleOption { return func(d *downsample) { d.algorithm = name } }

var algorithms = []string{"lttb", "minmax", "m4", "nth"}

// PixelWidth sets the number of pixels for which rows are selected. Default: the width of the area that shows data. It
// panics unless n > 0.
func PixelWidth(n int) DownsampleOption {
	if n <= 0 {
		panic(fmt.Sprintf("operation.PixelWidth: must be positive, got %d", n))
	}
	return func(d *downsample) { d.width = n }
}

// Downsample draws as many rows of a curve as its shape needs at the width of the plot (HoloViews' downsample1d). The
// rows are in the order of x, which is a number or a time; otherwise it is an ErrOption of the figure. A gap stays a gap:
// a missing row between two selected rows is selected too. If the x axis has a fixed range, only the rows inside it, and
// one on each side, are drawn. A chart that cannot have other rows (see viz.Chart.WithData) is an ErrElement of the
// figure. The cost is one pass over the rows.
func Downsample(e viz.Element, opts ...DownsampleOption) viz.Element {
	d := downsample{algorithm: "lttb"}
	for _, o := range opts {
		o(&d)
	}
	return viz.Map(e, func(v viz.View, c *viz.Chart) (viz.Element, error) { return d.apply(v, c) })
}

// apply selects the rows of a chart.
func (d downsample) apply(v viz.View, c *viz.Chart) (viz.Element, error) {
	const op = "operation.Downsample"
	choose := map[string]func(x, y []float64, width int) []int{"lttb": lttb, "minmax": minMax, "m4": m4, "nth": nth}[d.algorithm]
	if choose == nil {
		return nil, fmt.Errorf("operation.Algorithm: %w: one of %s, got %q%s",
			ErrOption, strings.Join(algorithms, ", "), d.algorithm, suggest.DidYouMean(d.algorithm, algorithms))
	}
	f := c.Data()
	if f.NumCols() == 0 {
		return c, nil
	}
	x, y, err := xyValues(op, c)
	if err != nil {
		return nil, err
	}
	rows, err := d.rowsInRange(v, c, x, y)
	if err != nil {
		return nil, err
	}
	width := d.width
	if width == 0 {
		if width = v.Width; width <= 0 {
			return c, nil
		}
	}
	xs, ys := make([]float64, len(rows)), make([]float64, len(rows))
	for i, row := range rows {
		xs[i], ys[i] = x[row], y[row]
	}
	chosen := choose(xs, ys, width)
	for i, k := range chosen {
		chosen[i] = rows[k]
	}
	if chosen = withGaps(chosen, x, y); len(chosen) == f.Len() {
		return c, nil
	}
	return withRows(op, c, chosen)
}

// xyValues returns the values of both axes of a chart. Without a column x, x is the row's number.
func xyValues(op string, c *viz.Chart) (x, y []float64, err error) {
	f := c.Data()
	if y, err = f.Numeric(c.Y()); err != nil {
		return nil, nil, fmt.Errorf("%s: %w: a %s has no rows of numbers: %w", op, ErrElement, c.Kind(), err)
	}
	if _, known := f.Schema().Lookup(c.X()); !known {
		x = make([]float64, f.Len())
		for i := range x {
			x[i] = float64(i)
		}
		return x, y, nil
	}
	if x, err = f.Numeric(c.X()); err != nil {
		return nil, nil, fmt.Errorf("%s: %w: %w", op, ErrType, err)
	}
	return x, y, nil
}

// rowsInRange returns the rows with finite values that the x axis shows, and one on each side. It returns an error if
// they are not in the order of x.
func (d downsample) rowsInRange(v viz.View, c *viz.Chart, x, y []float64) ([]int, error) {
	rows, last := make([]int, 0, len(x)), math.Inf(-1)
	for row := range x {
		if !minmax.IsFinite(x[row]) || !minmax.IsFinite(y[row]) {
			continue
		}
		if x[row] < last {
			return nil, fmt.Errorf("operation.Downsample: %w: needs rows in the order of %q, got %v after %v in row %d", ErrOption, c.X(), x[row], last, row)
		}
		rows, last = append(rows, row), x[row]
	}
	shown := v.X
	if fixed, ok := c.FixedRange(c.X()); ok && shown.IsZero() {
		shown = fixed
	}
	if shown.IsZero() || math.IsNaN(shown.Lo) || math.IsNaN(shown.Hi) || shown.Lo > shown.Hi {
		return rows, nil
	}
	from := sort.Search(len(rows), func(i int) bool { return x[rows[i]] >= shown.Lo })
	to := sort.Search(len(rows), func(i int) bool { return x[rows[i]] > shown.Hi })
	return rows[max(0, from-1):min(len(rows), to+1)], nil
}

// withGaps returns the rows, which are ascending, and between two of them the first missing row, if there is one.
func withGaps(rows []int, x, y []float64) []int {
	all := make([]int, 0, len(rows))
	for i, row := range rows {
		if i > 0 {
			for between := rows[i-1] + 1; between < row; between++ {
				if !minmax.IsFinite(x[between]) || !minmax.IsFinite(y[between]) {
					all = append(all, between)
					break
				}
			}
		}
		all = append(all, row)
	}
	return all
}
