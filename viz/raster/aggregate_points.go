package raster

// Points aggregates the rows (xs[i], ys[i]): the grid counts how many fall into each
// cell. Rows outside of the view or with a missing coordinate are left out. Errors:
// [ErrLength], [ErrSize], [ErrRange].
//
// Cost: one pass for the ranges that are not given, one to count.
func Points(xs, ys []float64, v View) (*Grid, error) { return new(Canvas).Points(xs, ys, v) }

// Points is the function [Points], in the canvas' memory: the grid is valid until the
// next call of a method that gives one.
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

func pointMapping(xs, ys []float64, v View) mapping {
	return mapping{x: newAxis(rangeOrData(v.X, xs, false), v.Width), y: newAxis(rangeOrData(v.Y, ys, false), v.Height)}
}

// points counts rows. The scales are in variables of their own, since a structure would
// be read from memory for every row.
func (m *mapping) countPoints(counts []uint32, xs, ys []float64) {
	sx, tx, sy, ty := m.x.factor, m.x.offset, m.y.factor, m.y.offset
	left, right, bottom, top := m.x.lo, m.x.unclampedLimit(), m.y.lo, m.y.unclampedLimit()
	width := m.x.n
	ys = ys[:len(xs)]
	for i, x := range xs {
		y := ys[i]
		if x >= left && x < right && y >= bottom && y < top {
			counts[int(float64(y*sy)+ty)*width+int(float64(x*sx)+tx)]++
		} else if m.x.contains(x) && m.y.contains(y) {
			counts[m.y.cell(y)*width+m.x.cell(x)]++
		}
	}
}

// clear is a value below which those of the range need no clamping: a millionth of a
// cell under the upper bound, or the lower bound if floats do not resolve that.
func (a *axis) unclampedLimit() float64 {
	v := a.hi - (a.hi/float64(a.n)-a.lo/float64(a.n))/1e6
	if int(float64(v*a.factor)+a.offset) < a.n {
		return v
	}
	return a.lo
}
