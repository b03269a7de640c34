package raster

import (
	"math"
	"math/bits"
	"sort"

	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// minRowsPerColumn is the average number of rows per column from which countSorted is faster than countUnsorted.
const minRowsPerColumn = 8

// columnAccumulator collects the segments within one column of the grid as a difference array: each entry is the
// difference between the count of a row and that of the row below. So a segment of any length costs two additions. Its
// row numbers are one higher than the grid's: row 0 collects the counts below the view, and the last row those above
// it. Both are discarded.
type columnAccumulator struct {
	*mapping
	counts                []uint32
	column                int
	differences           []uint32 // differences of counts, modulo 2^32
	lowestRow, highestRow int      // the range of rows that have changed since the last flush
	exactLimit            float64  // see axis.exactLimit
}

// countSorted draws the segments that begin in the rows from..to-1. It requires ascending and finite xs and a y axis
// whose exactLimit is not 0. Most segments of a long series begin and end in the same column. After the rows at which
// the column changes are found, only ys is read for these segments.
func (m *mapping) countSorted(counts []uint32, xs, ys []float64, from, to int) {
	c := columnAccumulator{mapping: m, counts: counts, differences: make([]uint32, m.y.cells+3), exactLimit: m.y.exactLimit()}
	c.lowestRow = len(c.differences)
	for i := from; i < to; {
		if !m.x.contains(xs[i]) {
			m.countSegment(counts, xs, ys, i)
			i++
			continue
		}
		c.column = m.x.cell(xs[i])
		next := i + c.runLength(xs[i:to+1])
		c.addSegments(xs, ys, i, next-1)
		c.flush()
		if next <= to {
			m.countSegment(counts, xs, ys, next-1)
		}
		i = next
	}
}

// runLength returns the number of rows of ascending xs, from the first row on, that are in the column. It is a
// galloping search.
func (c *columnAccumulator) runLength(xs []float64) int {
	beyond := func(i int) bool { return !c.x.contains(xs[i]) || c.x.cell(xs[i]) > c.column }
	last, step := 0, 1
	for last+step < len(xs) && !beyond(last+step) {
		last += step
		step *= 2
	}
	end := min(last+step, len(xs))
	return last + 1 + sort.Search(end-last-1, func(i int) bool { return beyond(last + 1 + i) })
}

// addSegments adds the segments between the rows first..last, which are all in the column.
func (c *columnAccumulator) addSegments(xs, ys []float64, first, last int) {
	for i := first; i < last; i++ {
		if i > 0 && minmax.IsFinite(ys[i-1]) {
			i += c.addVisible(ys[i : last+1])
			if i < last {
				i += c.addWithinLimit(ys[i : last+1])
			}
			if i == last {
				return
			}
		}
		s, ok := c.clippedSegment(xs, ys, i)
		switch {
		case !ok:
		case s.x0 == c.column && s.x1 == c.column:
			c.addSegment(s)
		default: // clipping has moved an end into the neighbouring column by rounding
			s.countInto(c.counts, c.x.cells)
		}
	}
}

// exactLimit returns the largest absolute value for which [columnAccumulator.addWithinLimit] can find the cells in
// which a segment enters and leaves the view without clipping. Up to this limit, rounding errors are well below an
// eighth of a cell. It is 0 if the range itself contains larger values.
func (a *axis) exactLimit() float64 {
	limit := min((1<<44)/a.factor, math.MaxFloat64/4)
	if max(math.Abs(a.lo), math.Abs(a.hi)) > limit {
		return 0
	}
	return limit
}

// addVisible adds the segments through ys up to the first one that leaves the view. It returns the number of segments
// added. A segment must end in the first of ys.
func (c *columnAccumulator) addVisible(ys []float64) int {
	if !c.y.contains(ys[0]) {
		return 0
	}
	differences, lo, hi, factor, offset, n := c.differences, c.y.lo, c.y.hi, c.y.factor, c.y.offset, c.y.cells
	row := c.y.cell(ys[0]) + 1
	lowest, highest := min(c.lowestRow, row), max(c.highestRow, row)
	added := len(ys) - 1
	for i, y := range ys[1:] {
		if !(y >= lo && y <= hi) {
			added = i
			break
		}
		nextRow := min(int(float64(y*factor)+offset)+1, n)
		from, end := rowsBetween(row, nextRow)
		differences[from]++
		differences[end]--
		lowest, highest = min(lowest, nextRow), max(highest, nextRow)
		row = nextRow
	}
	c.lowestRow, c.highestRow = lowest, highest
	return added
}

// addWithinLimit does the same as addVisible, but the absolute values of ys may be up to exactLimit, so segments may
// leave the view. Clipping would move a vertex outside the view into the first or the last row. The rows below and
// above the view, which are discarded, have the same effect.
//
// It stops at a value within an eighth of a cell of an edge of the view. There, rounding determines whether and where a
// segment is clipped, and can even move its end out of the column. For all other values it cannot: the visible fraction
// of a segment that leaves the view is clearly less than 1, and for such a fraction, x0 + fraction*(x1-x0) is between
// x0 and x1 in floats too.
func (c *columnAccumulator) addWithinLimit(ys []float64) int {
	differences, factor, offset, n := c.differences, c.y.factor, c.y.offset, int64(c.y.cells)
	lowest, highest := c.lowestRow, c.highestRow
	usable, row := len(ys), 0
	for i, y := range ys {
		if !(y >= -c.exactLimit && y <= c.exactLimit) {
			usable = i
			break
		}
		eighths := int64(8 * (float64(y*factor) + offset))
		if eighths == 0 || eighths == 8*n-1 || eighths == 8*n {
			usable = i
			break
		}
		cell := eighths >> 3
		cell |= cell >> 63 // limit the cell to -1..n, without branches as in rowsBetween
		cell -= (cell - n) &^ ((cell - n) >> 63)
		nextRow := int(cell) + 1
		if i > 0 {
			from, end := rowsBetween(row, nextRow)
			differences[from]++
			differences[end]--
		}
		lowest, highest = min(lowest, nextRow), max(highest, nextRow)
		row = nextRow
	}
	c.lowestRow, c.highestRow = lowest, highest
	return max(usable-1, 0)
}

// rowsBetween returns the rows of a segment from row a to row b, as from..end-1: all rows without a, or row b if a
// equals b. from is min(a+1, b), and end is max(a, b+1). They are computed without branches, because a processor would
// mispredict half of the branches.
func rowsBetween(a, b int) (from, end int) {
	const sign = bits.UintSize - 1
	above, notBelow := (a-b)>>sign, (a-b-1)>>sign // all bits are set if b > a, and if b >= a
	return b + above&(a+1-b), a + notBelow&(b+1-a)
}

// addSegment adds one segment.
func (c *columnAccumulator) addSegment(s cellSegment) {
	from, to := s.y0+1, s.y1+1
	c.lowestRow, c.highestRow = min(c.lowestRow, from, to), max(c.highestRow, from, to)
	if s.drawFirst {
		c.differences[from]++
		c.differences[from+1]--
	}
	if from != to {
		begin, end := rowsBetween(from, to)
		c.differences[begin]++
		c.differences[end]--
	}
}

// flush adds the collected counts to the column of the grid, and clears them.
func (c *columnAccumulator) flush() {
	var count uint32
	for r := c.lowestRow; r <= c.highestRow; r++ {
		count += c.differences[r]
		c.differences[r] = 0
		if r > 0 && r <= c.y.cells {
			c.counts[(r-1)*c.x.cells+c.column] += count
		}
	}
	if c.lowestRow <= c.highestRow {
		c.differences[c.highestRow+1] = 0
	}
	c.lowestRow, c.highestRow = len(c.differences), -1
}
