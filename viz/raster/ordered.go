package raster

import (
	"math"
	"math/bits"
	"sort"
)

// rowsForColumn is how many rows a column must have on average for the ordered path.
const rowsForColumn = 8

// column collects the strokes within one column of the grid as differences between a
// row and the one below: a stroke of any length is two additions. Its rows are one
// higher than the grid's, for there is a row for all that is below of the view, and one
// for all above. They are thrown away.
type column struct {
	*mapping
	counts []uint32
	col    int
	rise   []uint32 // modulo 2^32
	lo, hi int      // the rows that have been touched
	far    float64  // see axis.far
}

// ordered draws the segments that begin in the rows from..to-1, for ascending and finite
// xs and a y axis with a far. Most segments of a long series begin and end in the same
// column: once the rows where columns change are found, only y is read for them.
func (m *mapping) ordered(counts []uint32, xs, ys []float64, from, to int) {
	c := column{mapping: m, counts: counts, rise: make([]uint32, m.y.n+3), far: m.y.far()}
	c.lo = len(c.rise)
	for i := from; i < to; {
		if !m.x.holds(xs[i]) {
			m.one(counts, xs, ys, i)
			i++
			continue
		}
		c.col = m.x.cell(xs[i])
		next := i + c.rows(xs[i:to+1])
		c.collect(xs, ys, i, next-1)
		c.flush()
		if next <= to {
			m.one(counts, xs, ys, next-1)
		}
		i = next
	}
}

// rows is how many rows of ascending xs, the first one included, are in the column:
// a galloping search.
func (c *column) rows(xs []float64) int {
	beyond := func(i int) bool { return !c.x.holds(xs[i]) || c.x.cell(xs[i]) > c.col }
	in, step := 0, 1
	for in+step < len(xs) && !beyond(in+step) {
		in += step
		step *= 2
	}
	end := min(in+step, len(xs))
	return in + 1 + sort.Search(end-in-1, func(i int) bool { return beyond(in + 1 + i) })
}

// collect adds the segments between the rows first..last, all in the column.
func (c *column) collect(xs, ys []float64, first, last int) {
	for i := first; i < last; i++ {
		if i > 0 && finite(ys[i-1]) {
			i += c.inside(ys[i : last+1])
			if i < last {
				i += c.anywhere(ys[i : last+1])
			}
			if i == last {
				return
			}
		}
		s, ok := c.visible(xs, ys, i)
		switch {
		case !ok:
		case s.x0 == c.col && s.x1 == c.col:
			c.add(s)
		default: // clipping has rounded it into a neighbour
			s.draw(c.counts, c.x.n)
		}
	}
}

// far is how far from 0 values may be for the column engine to know, without clipping,
// where a segment enters and leaves the view: rounding errors stay well under an eighth
// of a cell. It is 0 if the range itself is further.
func (a *axis) far() float64 {
	limit := min((1<<44)/a.s, math.MaxFloat64/4)
	if max(math.Abs(a.lo), math.Abs(a.hi)) > limit {
		return 0
	}
	return limit
}

// inside adds the segments through ys until one leaves the view, and returns the number
// of them. A segment must lead to the first y.
func (c *column) inside(ys []float64) int {
	if !c.y.holds(ys[0]) {
		return 0
	}
	rise, lo, hi, s, t, n := c.rise, c.y.lo, c.y.hi, c.y.s, c.y.t, c.y.n
	at := c.y.cell(ys[0]) + 1
	lowest, highest := min(c.lo, at), max(c.hi, at)
	done := len(ys) - 1
	for i, y := range ys[1:] {
		if !(y >= lo && y <= hi) {
			done = i
			break
		}
		to := min(int(float64(y*s)+t)+1, n)
		from, end := behind(at, to)
		rise[from]++
		rise[end]--
		lowest, highest = min(lowest, to), max(highest, to)
		at = to
	}
	c.lo, c.hi = lowest, highest
	return done
}

// anywhere is inside for ys that may leave the view, as long as they are not further
// than far: clipping would end in the first or the last row, so no more is to be known.
//
// It stops at a value within an eighth of a cell of an edge of the view: whether and
// where a segment is clipped there is up to rounding, which can even lead out of the
// column. A part of a segment that is surely less than the whole does not: as floats,
// too, x0 + part*(x1-x0) lies between x0 and x1.
func (c *column) anywhere(ys []float64) int {
	rise, s, t, n := c.rise, c.y.s, c.y.t, int64(c.y.n)
	lowest, highest := c.lo, c.hi
	done, at := len(ys), 0
	for i, y := range ys {
		if !(y >= -c.far && y <= c.far) {
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
			from, end := behind(at, to)
			rise[from]++
			rise[end]--
		}
		lowest, highest = min(lowest, to), max(highest, to)
		at = to
	}
	c.lo, c.hi = lowest, highest
	return max(done-1, 0)
}

// behind is the rows on the way from at to to, without the first one but at least one,
// as from..end-1: min(at+1, to) and max(at, to+1), without the branches that a processor
// would guess wrong half of the time.
func behind(at, to int) (from, end int) {
	const sign = bits.UintSize - 1
	up, level := (at-to)>>sign, (at-to-1)>>sign // all ones if to > at, if to >= at
	return to + up&(at+1-to), at + level&(to+1-at)
}

// add adds one stroke.
func (c *column) add(s stroke) {
	from, to := s.y0+1, s.y1+1
	c.lo, c.hi = min(c.lo, from, to), max(c.hi, from, to)
	if s.first {
		c.rise[from]++
		c.rise[from+1]--
	}
	if from != to {
		begin, end := behind(from, to)
		c.rise[begin]++
		c.rise[end]--
	}
}

// flush counts what has been collected into the grid, and forgets it.
func (c *column) flush() {
	var count uint32
	for r := c.lo; r <= c.hi; r++ {
		count += c.rise[r]
		c.rise[r] = 0
		if r > 0 && r <= c.y.n {
			c.counts[(r-1)*c.x.n+c.col] += count
		}
	}
	if c.lo <= c.hi {
		c.rise[c.hi+1] = 0
	}
	c.lo, c.hi = len(c.rise), -1
}
