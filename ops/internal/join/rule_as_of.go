package join

import "math"

// Backward matches the last row at or before a time, as pandas' merge_asof does.
type Backward struct {
	Tolerance int64 // the largest distance of a match in ns, or Unlimited
	Exact     bool  // whether a row with the same time matches
}

// Match appends at most one row.
func (b Backward) Match(l *Timeline, t int64, key int32, rows []int) ([]int, bool) {
	if !b.isFinal(l, t) {
		return rows, false
	}
	if row := b.find(l, l.chain(key), t); row != NoRow {
		rows = append(rows, row)
	}
	return rows, true
}

// LastMatchTime returns t.
func (b Backward) LastMatchTime(t int64) int64 { return t }

// isFinal reports whether no row that may still come can be the match at t.
func (b Backward) isFinal(l *Timeline, t int64) bool {
	if b.Exact {
		return l.completeThrough(t)
	}
	return l.completeBefore(t)
}

// find returns the match at t, or NoRow.
func (b Backward) find(l *Timeline, c *chain, t int64) int {
	if c == nil {
		return NoRow
	}
	l.advance(c, &c.backwardCursor, t, b.Exact)
	if c.backwardCursor == NoRow || !withinTolerance(l.times[c.backwardCursor], t, b.Tolerance) {
		return NoRow
	}
	return c.backwardCursor
}

func (b Backward) firstNeeded(l *Timeline, c *chain, t int64) int {
	l.advance(c, &c.backwardCursor, t, b.Exact)
	if c.backwardCursor == NoRow || !withinTolerance(l.times[c.backwardCursor], t, b.Tolerance) {
		return l.nextInChain(c, c.backwardCursor)
	}
	return c.backwardCursor
}

// Forward matches the first row at or after a time.
type Forward Backward

// Match appends at most one row.
func (f Forward) Match(l *Timeline, t int64, key int32, rows []int) ([]int, bool) {
	row := f.find(l, l.chain(key), t)
	switch {
	case row != NoRow && withinTolerance(t, l.times[row], f.Tolerance):
		return append(rows, row), true
	case row != NoRow || key == MissingKey:
		return rows, true
	}
	return rows, l.completeThrough(f.LastMatchTime(t))
}

// LastMatchTime returns the end of the tolerance.
func (f Forward) LastMatchTime(t int64) int64 {
	if f.Tolerance == Unlimited {
		return math.MaxInt64
	}
	return saturatingAdd(t, f.Tolerance)
}

// find returns the first row at or after t, at any distance, or NoRow.
func (f Forward) find(l *Timeline, c *chain, t int64) int {
	if c == nil {
		return NoRow
	}
	l.advance(c, &c.forwardCursor, t, !f.Exact)
	return l.nextInChain(c, c.forwardCursor)
}

func (f Forward) firstNeeded(l *Timeline, c *chain, t int64) int { return f.find(l, c, t) }

// Nearest matches the row nearest to a time. If two rows have the same distance, it matches the earlier one.
type Nearest Backward

// Match appends at most one row.
func (n Nearest) Match(l *Timeline, t int64, key int32, rows []int) ([]int, bool) {
	if !Backward(n).isFinal(l, t) {
		return rows, false
	}
	row := Backward(n).find(l, l.chain(key), t)
	if row == NoRow {
		return Forward(n).Match(l, t, key, rows)
	}
	distance := uint64(t) - uint64(l.times[row])
	after := Forward(n).find(l, l.chain(key), t)
	switch {
	case after != NoRow && uint64(l.times[after])-uint64(t) < distance:
		return append(rows, after), true
	case after != NoRow || distance == 0 || l.completeBefore(saturatingAdd(t, int64(min(distance, 1<<63-1)))):
		return append(rows, row), true
	}
	return rows, false
}

// LastMatchTime returns the end of the tolerance.
func (n Nearest) LastMatchTime(t int64) int64 { return Forward(n).LastMatchTime(t) }

func (n Nearest) firstNeeded(l *Timeline, c *chain, t int64) int {
	return Backward(n).firstNeeded(l, c, t)
}

// withinTolerance reports whether two times, the earlier one first, are at most a tolerance apart.
func withinTolerance(from, to, tolerance int64) bool {
	return tolerance == Unlimited || uint64(to)-uint64(from) <= uint64(tolerance)
}
