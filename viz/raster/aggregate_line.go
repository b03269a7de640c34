package raster

import "sort"

// Line aggregates the line through the rows (xs[i], ys[i]), in their order: the grid
// counts how often it passes over each cell, a vertex that two segments share counting
// once. A row with a NaN or infinite coordinate breaks the line; a row between two
// breaks draws nothing. Errors: [ErrLength], [ErrSize], [ErrRange].
//
// Cost: one pass for ranges and order, one to draw; see the package's notes on cost.
func Line(xs, ys []float64, v View) (*Grid, error) { return new(Canvas).Line(xs, ys, v) }

// Line is the function [Line], in the canvas' memory: the grid is valid until the next
// call of a method that gives one.
func (c *Canvas) Line(xs, ys []float64, v View) (*Grid, error) {
	if err := checkInput("raster.Line", v, xs, ys); err != nil {
		return nil, err
	}
	sorted := ascending(xs)
	m := mapping{x: newAxis(rangeOrData(v.X, xs, sorted), v.Width), y: newAxis(rangeOrData(v.Y, ys, false), v.Height)}
	g := c.emptyGrid(m)
	m.countLine(g.Counts, xs, ys, sorted)
	return g, nil
}

// rangeOrData is the range asked for, or that of the data.
func rangeOrData(asked Range, values []float64, sorted bool) Range {
	switch {
	case asked != Range{}:
		return asked
	case sorted:
		return Range{values[0], values[len(values)-1]}
	}
	return extents(values)
}

// line draws the line through all rows with the fastest path there is for them.
func (m *mapping) countLine(counts []uint32, xs, ys []float64, sorted bool) {
	if len(counts) == 0 || len(xs) < 2 {
		return
	}
	first, last, path := 0, len(xs)-1, m.countUnsorted
	if sorted {
		if first, last = m.visibleRows(xs); last-first >= minRowsPerColumn*m.x.n && m.y.exactLimit() > 0 {
			path = m.countSorted
		}
	}
	countInParallel(counts, last-first, func(counts []uint32, from, to int) {
		path(counts, xs, ys, first+from, first+to)
	})
}

// visibleRows is the rows of ascending xs that bound the segments which can be seen.
func (m *mapping) visibleRows(xs []float64) (first, last int) {
	first = sort.SearchFloat64s(xs, m.x.lo)
	last = first + sort.Search(len(xs)-first, func(i int) bool { return xs[first+i] > m.x.hi })
	return max(first-1, 0), min(last, len(xs)-1)
}

// unordered draws the segments that begin in the rows from..to-1, whatever their order.
func (m *mapping) countUnsorted(counts []uint32, xs, ys []float64, from, to int) {
	width := m.x.n
	var x0, y0 int // the cell of row i, if on
	on := false    // row i is in the view, and a segment leads to it
	for i := from; i < to; i++ {
		x, y := xs[i+1], ys[i+1]
		if !m.x.contains(x) || !m.y.contains(y) {
			m.countSegment(counts, xs, ys, i)
			on = false
			continue
		}
		x1, y1 := m.x.cell(x), m.y.cell(y)
		switch {
		case !on:
			m.countSegment(counts, xs, ys, i)
			on = !missing(xs[i], ys[i])
		case uint(x1-x0+1) <= 2 && uint(y1-y0+1) <= 2:
			counts[y1*width+x1]++ // the same cell or a neighbour: one cell to draw
		default:
			countCells(counts, width, x0, y0, x1, y1)
		}
		x0, y0 = x1, y1
	}
}

// one draws the segment that begins in row i, whatever it is.
func (m *mapping) countSegment(counts []uint32, xs, ys []float64, i int) {
	if s, ok := m.clippedSegment(xs, ys, i); ok {
		s.countInto(counts, m.x.n)
	}
}

// visible is the stroke of the segment that begins in row i.
func (m *mapping) clippedSegment(xs, ys []float64, i int) (cellSegment, bool) {
	if missing(xs[i], ys[i]) || missing(xs[i+1], ys[i+1]) {
		return cellSegment{}, false
	}
	start := i == 0 || missing(xs[i-1], ys[i-1])
	return m.clipSegment(xs[i], ys[i], xs[i+1], ys[i+1], start)
}

// draw is each, counting into a grid.
func (s cellSegment) countInto(counts []uint32, width int) {
	if s.drawFirst {
		counts[s.y0*width+s.x0]++
	}
	countCells(counts, width, s.x0, s.y0, s.x1, s.y1)
}

// countCells counts the cells of a stroke without its first one. It is the loops of
// [stroke.each] with one index in place of two coordinates.
func countCells(counts []uint32, width, x0, y0, x1, y1 int) {
	dx, ix := distanceAndStep(x0, x1)
	dy, iy := distanceAndStep(y0, y1)
	at, along, aside := y0*width+x0, ix, iy*width
	if dx < dy {
		dx, dy, ix = dy, dx, iy
		along, aside = aside, along
	}
	tie := 0 // a tie steps aside only on the way up or right
	if ix <= 0 {
		tie = 1
	}
	e := 2*dy - dx
	for range dx {
		if e >= tie {
			e -= 2 * dx
			at += aside
		}
		e += 2 * dy
		at += along
		counts[at]++
	}
}
