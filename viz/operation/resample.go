package operation

import (
	"fmt"
	"math"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// ResampleOption is an option of Resample: Function or LabelLeft.
type ResampleOption interface{ resample(*resampler) }

type resampleOption func(*resampler)

func (o resampleOption) resample(r *resampler) { o(r) }

// LabelLeft sets whether a result stands at the beginning of its interval. If false, it stands at its end. Default:
// false, as in HoloViews.
func LabelLeft(on bool) ResampleOption {
	return resampleOption(func(r *resampler) { r.labelLeft = on })
}

// resampler holds the options of a Resample.
type resampler struct {
	every     int64 // ns
	labelLeft bool
	function  string
}

// maxIntervals is the largest number of intervals of a Resample.
const maxIntervals = 1 << 24

// Resample replaces the rows by one for each interval of time, with the mean of Y (HoloViews' resample). An interval
// includes its beginning and excludes its end; intervals begin at multiples of their length since the Unix epoch, so they
// stay in place while a stream moves on. An interval without values has a missing one, which is a gap. The result has
// the columns X and Y only. X must be a time; otherwise it is an ErrType of the figure. A chart that cannot have other
// rows (see viz.Chart.WithData), or that needs other columns, is an error of the figure. It panics unless every > 0.
func Resample(e viz.Element, every time.Duration, opts ...ResampleOption) viz.Element {
	if every <= 0 {
		panic(fmt.Sprintf("operation.Resample: needs a positive interval, got %v", every))
	}
	r := resampler{every: int64(every), function: "mean"}
	for _, o := range opts {
		o.resample(&r)
	}
	return viz.Map(e, func(_ viz.View, c *viz.Chart) (viz.Element, error) {
		if err := checkFunction(r.function); err != nil {
			return nil, err
		}
		return r.apply(c)
	})
}

// apply resamples a chart.
func (r resampler) apply(c *viz.Chart) (viz.Element, error) {
	const op = "operation.Resample"
	f := c.Data()
	if f.NumCols() == 0 {
		return c, nil
	}
	times, err := f.Times(c.X())
	if err != nil {
		return nil, fmt.Errorf("%s: %w: needs times along x, got %q: %w", op, ErrType, c.X(), err)
	}
	y, err := f.Numeric(c.Y())
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", op, ErrType, err)
	}
	intervals := map[int64][]float64{}
	first, last := int64(math.MaxInt64), int64(math.MinInt64)
	for row, t := range times {
		if !f.Valid(c.X(), row) {
			continue
		}
		k := floorDiv(t, r.every)
		first, last = min(first, k), max(last, k)
		if minmax.IsFinite(y[row]) {
			intervals[k] = append(intervals[k], y[row])
		}
	}
	var ns []int64
	var results []float64
	if n := last - first; first <= last && (n < 0 || n >= maxIntervals) {
		return nil, fmt.Errorf("%s: %w: at most %d intervals, got %v from %v to %v", op, ErrOption, maxIntervals,
			time.Duration(r.every), time.Unix(0, first*r.every).UTC(), time.Unix(0, last*r.every).UTC())
	}
	for k := first; k <= last; k++ {
		at := k
		if !r.labelLeft {
			at++
		}
		result := math.NaN()
		if values := intervals[k]; len(values) > 0 {
			result = functions[r.function](values)
		} else if r.function == "count" || r.function == "sum" {
			result = 0
		}
		ns, results = append(ns, at*r.every), append(results, result)
	}
	x := frame.Nanos(c.X(), ns)
	if column, err := f.Column(c.X()); err == nil && column.IsIndex() {
		x = x.AsIndex()
	}
	rows, err := frame.New(x, frame.Col(c.Y(), results))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	d, err := c.WithData(rows)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	return d, nil
}

// floorDiv returns a divided by b > 0, rounded down.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
