package raster

// Points aggregates the rows (xs[i], ys[i]): the grid counts the rows in each cell. Rows outside the view or with a
// missing coordinate are left out. Errors: [ErrLength], [ErrSize], [ErrRange].
//
// Cost: one pass over the rows for each range that the view does not set, and one to count.
func Points(xs, ys []float64, v View) (*Grid, error) { return new(Canvas).Points(xs, ys, v) }

// Points does the same as the function [Points], in the canvas' memory. The grid is valid until the next call of Line,
// Points or PointValues.
func (c *Canvas) Points(xs, ys []float64, v View) (*Grid, error) {
	if err := checkInput("raster.Points", v, xs, ys); err != nil {
		return nil, err
	}
	m := pointMapping(xs, ys, v)
	g := c.emptyGrid(m)
	if len(g.Counts) > 0 {
		countInParallel(g.Counts, len(xs), func(counts []uint32, from, to int) {
			m.countPoints(counts, xs[from:to], ys[from:to])
		})
	}
	return g, nil
}

// pointMapping returns the mapping of a view for rows in any order.
func pointMapping(xs, ys []float64, v View) mapping {
	return mapping{x: newAxis(rangeOrData(v.X, xs, false), v.Width), y: newAxis(rangeOrData(v.Y, ys, false), v.Height)}
}

// countPoints counts the rows in each cell. The factors and limits are in local variables, because fields would be read
// from memory for every row.
func (m *mapping) countPoints(counts []uint32, xs, ys []float64) {
	sx, tx, sy, ty := m.x.factor, m.x.offset, m.y.factor, m.y.offset
	xLo, xClear, yLo, yClear := m.x.lo, m.x.unclampedLimit(), m.y.lo, m.y.unclampedLimit()
	width := m.x.cells
	ys = ys[:len(xs)]
	for i, x := range xs {
		y := ys[i]
		if x >= xLo && x < xClear && y >= yLo && y < yClear {
			counts[int(float64(y*sy)+ty)*width+int(float64(x*sx)+tx)]++
		} else if m.x.contains(x) && m.y.contains(y) {
			counts[m.y.cell(y)*width+m.x.cell(x)]++
		}
	}
}

// unclampedLimit returns a value v: for values of the range below v, the computed cell is on the grid without clamping.
// v is a millionth of a cell below the upper bound. If floats cannot represent this distance, v is the lower bound.
func (a *axis) unclampedLimit() float64 {
	v := a.hi - (a.hi/float64(a.cells)-a.lo/float64(a.cells))/1e6
	if int(float64(v*a.factor)+a.offset) < a.cells {
		return v
	}
	return a.lo
}
