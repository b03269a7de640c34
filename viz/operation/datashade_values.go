package operation

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/internal/minmax"
	"github.com/streamgage/streamgage/viz/raster"
)

// chartValues holds the data of a chart as numbers. Times are counted from the first time, because a float64 cannot
// hold nanoseconds since 1970 without loss.
type chartValues struct {
	chart        *viz.Chart
	xs, ys       []float64
	xName, yName string
	times        bool    // xs are times
	offset       float64 // the time of the first row, from which xs are counted; 0 if xs are not times
}

// valuesOf returns the data of a chart. A chart without columns has no values.
func valuesOf(c *viz.Chart) (chartValues, error) {
	v := chartValues{chart: c, xName: c.X(), yName: c.Y()}
	f := c.Data()
	if f.NumCols() == 0 {
		return v, nil
	}
	var err error
	if v.ys, err = f.Numeric(c.Y()); err != nil {
		return v, fmt.Errorf("operation.Datashade: %w", err)
	}
	field, ok := f.Schema().Lookup(c.X())
	switch {
	case !ok: // the chart is drawn over row numbers
		v.xs = make([]float64, len(v.ys))
		for i := range v.xs {
			v.xs[i] = float64(i)
		}
		return v, nil
	case field.Type == frame.Time:
		v.times = true
		v.xs, v.offset = sinceFirst(f, c.X())
		return v, nil
	}
	if v.xs, err = f.Numeric(c.X()); err != nil {
		return v, fmt.Errorf("operation.Datashade: %w", err)
	}
	return v, nil
}

// sinceFirst returns the times of a column in nanoseconds since the first row's, NaN for missing ones, and the time of
// the first row.
func sinceFirst(f frame.Frame, column string) (xs []float64, first float64) {
	ns, err := f.Times(column)
	if err != nil || len(ns) == 0 {
		return nil, 0
	}
	start := ns[0]
	xs = make([]float64, len(ns))
	c, _ := f.Column(column)
	missing := c.HasMissing()
	for i, t := range ns {
		if xs[i] = float64(t - start); missing && !c.Valid(i) {
			xs[i] = math.NaN()
		}
	}
	return xs, float64(start)
}

// xRange returns the range of xs to aggregate. view is the range that the view requests.
func (v chartValues) xRange(view viz.Range) raster.Range {
	return v.aggregatedRange(view, v.xName, v.xs, v.offset)
}

// yRange returns the range of ys to aggregate. view is the range that the view requests.
func (v chartValues) yRange(view viz.Range) raster.Range {
	return v.aggregatedRange(view, v.yName, v.ys, 0)
}

// aggregatedRange returns the range that the view requests, or else the range that RedimRange has set, minus offset. If
// neither is set, it returns the zero Range, which means the range of the values. As for any axis, the ends may be in
// descending order, and an end that is not finite is replaced by that of the values.
func (v chartValues) aggregatedRange(view viz.Range, dim string, values []float64, offset float64) raster.Range {
	fixed, ok := v.chart.FixedRange(dim)
	if !view.IsZero() {
		fixed, ok = view, true
	}
	if !ok || !minmax.IsFinite(fixed.Lo) && !minmax.IsFinite(fixed.Hi) {
		return raster.Range{}
	}
	var data viz.Range
	if !minmax.IsFinite(fixed.Lo) || !minmax.IsFinite(fixed.Hi) {
		data.Lo, data.Hi = minmax.Finite(values)
	}
	return raster.Range(data.Override(viz.Range{Lo: fixed.Lo - offset, Hi: fixed.Hi - offset}))
}
