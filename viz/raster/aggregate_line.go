package raster

import "sort"

// Line aggregates the line through the rows (xs[i], ys[i]), in their order. The grid counts how often the line passes
// over each cell. A vertex that two segments share is counted once. A row with a NaN or infinite coordinate interrupts
// the line. A single row between two interruptions draws nothing. Errors: [ErrLength], [ErrSize], [ErrRange].
//
// Cost: one pass over the rows for ranges and order, and one pass to draw. See Cost in the package's documentation.
func Line(xs, ys []float64, v View) (*Grid, error) { return new(Canvas).Line(xs, ys, v) }

// Line does the same as the function [Line], in the canvas' memory. The grid is valid until the next call of Line,
// Points or PointValues.
func (c *Canvas) Line(xs, ys []float64, v View) (*Grid, error) {
	if err := checkInput("raster.Line", v, xs, ys); err != nil {
		return nil, err
	}
	sorted := isAscending(xs)
	m := mapping{x: newAxis(rangeOrData(v.X, xs, sorted), v.Width), y: newAxis(rangeOrData(v.Y, ys, false), v.Height)}
	g := c.emptyGrid(m)
	m.countLine(g.Counts, xs, ys, sorted)
	return g, nil
}

// rangeOrData returns the range that the view requests, or that of the values if it requests none.
func rangeOrData(requested Range, values []float64, sorted bool) Range {
	switch {
	case requested != Range{}:
		return requested
	case sorted:
		return Range{values[0], values[len(values)-1]}
	}
	return extentInParallel(values)
}

// countLine draws the line through all rows on all workers. It chooses the fastest method for these rows.
func (m *mapping) countLine(counts []uint32, xs, ys []float64, sorted bool) {
	if len(counts) == 0 || len(xs) < 2 {
		return
	}
	first, last, count := 0, len(xs)-1, m.countUnsorted
	if sorted {
		if first, last = m.visibleRows(xs); last-first >= minRowsPerColumn*m.x.cells && m.y.exactLimit() > 0 {
			count = m.countSorted
		}
	}
	countInParallel(counts, last-first, func(counts []uint32, from, to int) {
		count(counts, xs, ys, first+from, first+to)
	})
}

// visibleRows returns a first and a last row of ascending xs, so that all visible segments are between them.
func (m *mapping) visibleRows(xs []float64) (first, last int) {
	first = sort.SearchFloat64s(xs, m.x.lo)
	last = first + sort.Search(len(xs)-first, func(i int) bool { return xs[first+i] > m.x.hi })
	return max(first-1, 0), min(last, len(xs)-1)
}

// countUnsorted draws the segments that begin in the rows from..to-1, for rows in any order.
func (m *mapping) countUnsorted(counts []uint32, xs, ys []float64, from, to int) {
	width := m.x.cells
	var x0, y0 int   // the cell of row i, if hasCell is set
	hasCell := false // row i is in the view, and a segment ends in it
	for i := from; i < to; i++ {
		x, y := xs[i+1], ys[i+1]
		if !m.x.contains(x) || !m.y.contains(y) {
			m.countSegment(counts, xs, ys, i)
			hasCell = false
			continue
		}
		x1, y1 := m.x.cell(x), m.y.cell(y)
		switch {
		case !hasCell:
			m.countSegment(counts, xs, ys, i)
			hasCell = !missing(xs[i], ys[i])
		case uint(x1-x0+1) <= 2 && uint(y1-y0+1) <= 2:
			counts[y1*width+x1]++ // the same cell or a neighbour: one cell to draw
		default:
			countCells(counts, width, x0, y0, x1, y1)
		}
		x0, y0 = x1, y1
	}
}

// countSegment clips and draws the segment that begins in row i.
func (m *mapping) countSegment(counts []uint32, xs, ys []float64, i int) {
	if s, ok := m.clippedSegment(xs, ys, i); ok {
		s.countInto(counts, m.x.cells)
	}
}

// clippedSegment returns the visible part of the segment that begins in row i. It returns false if nothing is visible.
func (m *mapping) clippedSegment(xs, ys []float64, i int) (cellSegment, bool) {
	if missing(xs[i], ys[i]) || missing(xs[i+1], ys[i+1]) {
		return cellSegment{}, false
	}
	start := i == 0 || missing(xs[i-1], ys[i-1])
	return m.clipSegment(xs[i], ys[i], xs[i+1], ys[i+1], start)
}

// countInto counts the cells of a segment in a grid. It visits the same cells as [cellSegment.forEachCell].
func (s cellSegment) countInto(counts []uint32, width int) {
	if s.drawFirst {
		counts[s.y0*width+s.x0]++
	}
	countCells(counts, width, s.x0, s.y0, s.x1, s.y1)
}

// countCells counts the cells of a segment without its first cell. It joins the two loops of [cellSegment.forEachCell]
// into one, with one index instead of two coordinates. It is faster.
func countCells(counts []uint32, width, x0, y0, x1, y1 int) {
	dx, ix := distanceAndStep(x0, x1)
	dy, iy := distanceAndStep(y0, y1)
	index, majorStep, minorStep := y0*width+x0, ix, iy*width
	if dx < dy {
		dx, dy, ix = dy, dx, iy
		majorStep, minorStep = minorStep, majorStep
	}
	threshold := 0 // a tie takes a minor step only if the major steps go up or right
	if ix <= 0 {
		threshold = 1
	}
	e := 2*dy - dx
	for range dx {
		if e >= threshold {
			e -= 2 * dx
			index += minorStep
		}
		e += 2 * dy
		index += majorStep
		counts[index]++
	}
}
