package raster

import (
	"math"
	"math/bits"
	"sort"
)

// minRowsPerColumn is how many rows a column must have on average for the ordered path.
const minRowsPerColumn = 8

// column collects the strokes within one column of the grid as differences between a
// row and the one below: a stroke of any length is two additions. Its rows are one
// higher than the grid's, for there is a row for all that is below of the view, and one
// for all above. They are thrown away.
type columnAccumulator struct {
	*mapping
	counts                []uint32
	cell                  int
	differences           []uint32 // modulo 2^32
	lowestRow, highestRow int      // the rows that have been touched
	exactLimit            float64  // see axis.far
}

// ordered draws the segments that begin in the rows from..to-1, for ascending and finite
// xs and a y axis with a far. Most segments of a long series begin and end in the same
// column: once the rows where columns change are found, only y is read for them.
func (m *mapping) countSorted(counts []uint32, xs, ys []float64, from, to int) {
	c := columnAccumulator{mapping: m, counts: counts, differences: make([]uint32, m.y.n+3), exactLimit: m.y.exactLimit()}
	c.lowestRow = len(c.differences)
	for i := from; i < to; {
		if !m.x.contains(xs[i]) {
			m.countSegment(counts, xs, ys, i)
			i++
			continue
		}
		c.cell = m.x.cell(xs[i])
		next := i + c.runLength(xs[i:to+1])
		c.addSegments(xs, ys, i, next-1)
		c.flush()
		if next <= to {
			m.countSegment(counts, xs, ys, next-1)
		}
		i = next
	}
}

// rows is how many rows of ascending xs, the first one included, are in the column:
// a galloping search.
func (c *columnAccumulator) runLength(xs []float64) int {
	beyond := func(i int) bool { return !c.x.contains(xs[i]) || c.x.cell(xs[i]) > c.cell }
	in, step := 0, 1
	for in+step < len(xs) && !beyond(in+step) {
		in += step
		step *= 2
	}
	end := min(in+step, len(xs))
	return in + 1 + sort.Search(end-in-1, func(i int) bool { return beyond(in + 1 + i) })
}

// collect adds the segments between the rows first..last, all in the column.
func (c *columnAccumulator) addSegments(xs, ys []float64, first, last int) {
	for i := first; i < last; i++ {
		if i > 0 && finite(ys[i-1]) {
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
		case s.x0 == c.cell && s.x1 == c.cell:
			c.addSegment(s)
		default: // clipping has rounded it into a neighbour
			s.countInto(c.counts, c.x.n)
		}
	}
}

// far is how far from 0 values may be for the column engine to know, without clipping,
// where a segment enters and leaves the view: rounding errors stay well under an eighth
// of a cell. It is 0 if the range itself is further.
func (a *axis) exactLimit() float64 {
	limit := min((1<<44)/a.factor, math.MaxFloat64/4)
	if max(math.Abs(a.lo), math.Abs(a.hi)) > limit {
		return 0
	}
	return limit
}

// inside adds the segments through ys until one leaves the view, and returns the number
// of them. A segment must lead to the first y.
func (c *columnAccumulator) addVisible(ys []float64) int {
	if !c.y.contains(ys[0]) {
		return 0
	}
	rise, lo, hi, s, t, n := c.differences, c.y.lo, c.y.hi, c.y.factor, c.y.offset, c.y.n
	at := c.y.cell(ys[0]) + 1
	lowest, highest := min(c.lowestRow, at), max(c.highestRow, at)
	done := len(ys) - 1
	for i, y := range ys[1:] {
		if !(y >= lo && y <= hi) {
			done = i
			break
		}
		to := min(int(float64(y*s)+t)+1, n)
		from, end := rowsBetween(at, to)
		rise[from]++
		rise[end]--
		lowest, highest = min(lowest, to), max(highest, to)
		at = to
	}
	c.lowestRow, c.highestRow = lowest, highest
	return done
}

// anywhere is inside for ys that may leave the view, as long as they are not further
// than far: clipping would end in the first or the last row, so no more is to be known.
//
// It stops at a value within an eighth of a cell of an edge of the view: whether and
// where a segment is clipped there is up to rounding, which can even lead out of the
// column. A part of a segment that is surely less than the whole does not: as floats,
// too, x0 + part*(x1-x0) lies between x0 and x1.
func (c *columnAccumulator) addWithinLimit(ys []float64) int {
	rise, s, t, n := c.differences, c.y.factor, c.y.offset, int64(c.y.n)
	lowest, highest := c.lowestRow, c.highestRow
	done, at := len(ys), 0
	for i, y := range ys {
		if !(y >= -c.exactLimit && y <= c.exactLimit) {
			done = i
			break
		}
		eighth := int64(8 * (float64(y*s) + t))
		if eighth == 0 || eighth == 8*n-1 || eighth == 8*n {
			done = i
			break
		}
		cell := eighth >> 3
		cell |= cell >> 63 // at least -1, at most n: without branches, as in behind
		cell -= (cell - n) &^ ((cell - n) >> 63)
		to := int(cell) + 1
		if i > 0 {
			from, end := rowsBetween(at, to)
			rise[from]++
			rise[end]--
		}
		lowest, highest = min(lowest, to), max(highest, to)
		at = to
	}
	c.lowestRow, c.highestRow = lowest, highest
	return max(done-1, 0)
}

// behind is the rows on the way from at to to, without the first one but at least one,
// as from..end-1: min(at+1, to) and max(at, to+1), without the branches that a processor
// would guess wrong half of the time.
func rowsBetween(at, to int) (from, end int) {
	const sign = bits.UintSize - 1
	up, level := (at-to)>>sign, (at-to-1)>>sign // all ones if to > at, if to >= at
	return to + up&(at+1-to), at + level&(to+1-at)
}

// add adds one stroke.
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

// flush counts what has been collected into the grid, and forgets it.
func (c *columnAccumulator) flush() {
	var count uint32
	for r := c.lowestRow; r <= c.highestRow; r++ {
		count += c.differences[r]
		c.differences[r] = 0
		if r > 0 && r <= c.y.n {
			c.counts[(r-1)*c.x.n+c.cell] += count
		}
	}
	if c.lowestRow <= c.highestRow {
		c.differences[c.highestRow+1] = 0
	}
	c.lowestRow, c.highestRow = len(c.differences), -1
}
