package operation

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/suggest"
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// functions are what Rolling and Resample can compute of some values. They get at least one value.
var functions = map[string]func(values []float64) float64{
	"mean":   func(v []float64) float64 { return mean(v) },
	"sum":    sum,
	"min":    slices.Min[[]float64],
	"max":    slices.Max[[]float64],
	"median": median,
	"std":    deviation,
	"count":  func(v []float64) float64 { return float64(len(v)) },
	"first":  func(v []float64) float64 { return v[0] },
	"last":   func(v []float64) float64 { return v[len(v)-1] },
}

var functionNames = []string{"mean", "sum", "min", "max", "median", "std", "count", "first", "last"}

func mean(v []float64) float64 {
	if m := sum(v) / float64(len(v)); minmax.IsFinite(m) {
		return m
	}
	m := 0.0 // the sum overflows
	for _, x := range v {
		m += x / float64(len(v))
	}
	return m
}

func median(v []float64) float64 {
	sorted := slices.Sorted(slices.Values(v))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return sorted[middle-1]/2 + sorted[middle]/2
}

// deviation is the standard deviation, divided by n-1. That of one value is NaN.
func deviation(v []float64) float64 {
	m, squares := mean(v), 0.0
	for _, x := range v {
		squares += (x - m) * (x - m)
	}
	return math.Sqrt(squares / float64(len(v)-1))
}

// checkFunction returns an ErrOption unless there is such a function.
func checkFunction(name string) error {
	if functions[name] == nil {
		return fmt.Errorf("operation.Function: %w: one of %s, got %q%s",
			ErrOption, strings.Join(functionNames, ", "), name, suggest.DidYouMean(name, functionNames))
	}
	return nil
}

// WindowOption is an option of Rolling.
type WindowOption interface{ window(*rolling) }

// FunctionOption is the option that Function returns, of Rolling and of Resample.
type FunctionOption struct{ name string }

// Function sets what Rolling or Resample computes: "mean", the default, "sum", "min", "max", "median", "std", "count",
// "first" or "last". Missing and infinite values are ignored. Another name is an ErrOption of the figure.
func Function(name string) FunctionOption { return FunctionOption{name} }

func (o FunctionOption) window(r *rolling)     { r.function = o.name }
func (o FunctionOption) resample(r *resampler) { r.function = o.name }

type windowOption func(*rolling)

func (o windowOption) window(r *rolling) { o(r) }

// Center sets whether a window has its row in the middle. If false, the row is its last one. Default: true, as in
// HoloViews; pandas and package ops have the row at the end, which needs no later rows.
func Center(on bool) WindowOption { return windowOption(func(r *rolling) { r.center = on }) }

// MinPeriods is the number of values that a window needs; with fewer the result is missing. Default: all rows of the
// window. It panics unless n > 0.
func MinPeriods(n int) WindowOption {
	if n <= 0 {
		panic(fmt.Sprintf("operation.MinPeriods: must be positive, got %d", n))
	}
	return windowOption(func(r *rolling) { r.minPeriods = n })
}

// rolling holds the options of a Rolling.
type rolling struct {
	rows, minPeriods int
	center           bool
	function         string
}

// Rolling replaces Y by its mean over a window of rows around each row (HoloViews' rolling). Function, Center and
// MinPeriods change it. The results are those of pandas' rolling. A chart that cannot have other rows (see
// viz.Chart.WithData) is an ErrElement of the figure. It panics unless rows > 0.
//
// It computes all windows for each drawing: the cost is the number of rows times the length of the window. For long
// windows, compute on the stream with ops.DataFrame.Rolling.
func Rolling(e viz.Element, rows int, opts ...WindowOption) viz.Element {
	if rows <= 0 {
		panic(fmt.Sprintf("operation.Rolling: needs a positive number of rows, got %d", rows))
	}
	r := rolling{rows: rows, center: true, function: "mean"}
	for _, o := range opts {
		o.window(&r)
	}
	if r.minPeriods == 0 {
		r.minPeriods = rows
	}
	return viz.Map(e, func(_ viz.View, c *viz.Chart) (viz.Element, error) {
		if err := checkFunction(r.function); err != nil {
			return nil, err
		}
		return withValues("operation.Rolling", c, c.Y(), r.apply)
	})
}

// apply computes the windows of all values.
func (r rolling) apply(values []float64) []float64 {
	f, results := functions[r.function], make([]float64, len(values))
	ahead := 0
	if r.center {
		ahead = (r.rows - 1) / 2
	}
	window := make([]float64, 0, min(r.rows, len(values)))
	for i := range values {
		window = window[:0]
		for _, v := range values[max(0, i+ahead-r.rows+1):min(len(values), i+ahead+1)] {
			if minmax.IsFinite(v) {
				window = append(window, v)
			}
		}
		if results[i] = math.NaN(); len(window) >= r.minPeriods {
			results[i] = f(window)
		}
	}
	return results
}

// withValues returns a chart whose values of a column are replaced by those that f returns, which are as many.
func withValues(op string, c *viz.Chart, column string, f func(values []float64) []float64) (viz.Element, error) {
	rows := c.Data()
	if rows.NumCols() == 0 {
		return c, nil
	}
	values, err := rows.Numeric(column)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: a %s has no column of numbers %q: %w", op, ErrElement, c.Kind(), column, err)
	}
	var columns []frame.Column
	for _, name := range rows.Schema().Names() {
		old, err := rows.Column(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", op, err)
		}
		if name == column {
			old = frame.Col(name, f(values))
		}
		columns = append(columns, old)
	}
	changed, err := frame.New(columns...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	d, err := c.WithData(changed)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	return d, nil
}
