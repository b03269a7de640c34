package join

import "math"

// Backward is the rule of the last row at or before a time, as in pandas' merge_asof.
type Backward struct {
	Tolerance int64 // how far away a row may be, or Unlimited
	Exact     bool  // whether a row of the same time will do
}

// Match gives one row at most.
func (b Backward) Match(l *Timeline, t int64, key int32, rows []int) ([]int, bool) {
	if !b.isFinal(l, t) {
		return rows, false
	}
	if row := b.find(l, l.chain(key), t); row != None {
		rows = append(rows, row)
	}
	return rows, true
}

// Until gives t.
func (b Backward) Until(t int64) int64 { return t }

func (b Backward) isFinal(l *Timeline, t int64) bool {
	if b.Exact {
		return l.completeThrough(t)
	}
	return l.completeBefore(t)
}

func (b Backward) find(l *Timeline, c *chain, t int64) int {
	if c == nil {
		return None
	}
	l.advance(c, &c.backwardCursor, t, b.Exact)
	if c.backwardCursor == None || !withinTolerance(l.times[c.backwardCursor], t, b.Tolerance) {
		return None
	}
	return c.backwardCursor
}

func (b Backward) firstNeeded(l *Timeline, c *chain, t int64) int {
	l.advance(c, &c.backwardCursor, t, b.Exact)
	if c.backwardCursor == None || !withinTolerance(l.times[c.backwardCursor], t, b.Tolerance) {
		return l.nextInChain(c, c.backwardCursor)
	}
	return c.backwardCursor
}

// Forward is the rule of the first row at or after a time.
type Forward Backward

// Match gives one row at most.
func (f Forward) Match(l *Timeline, t int64, key int32, rows []int) ([]int, bool) {
	row := f.find(l, l.chain(key), t)
	switch {
	case row != None && withinTolerance(t, l.times[row], f.Tolerance):
		return append(rows, row), true
	case row != None || key == Missing:
		return rows, true
	}
	return rows, l.completeThrough(f.Until(t))
}

// Until gives the end of the tolerance.
func (f Forward) Until(t int64) int64 {
	if f.Tolerance == Unlimited {
		return math.MaxInt64
	}
	return saturatingAdd(t, f.Tolerance)
}

// find gives the first row after t, however far away.
func (f Forward) find(l *Timeline, c *chain, t int64) int {
	if c == nil {
		return None
	}
	l.advance(c, &c.forwardCursor, t, !f.Exact)
	return l.nextInChain(c, c.forwardCursor)
}

func (f Forward) firstNeeded(l *Timeline, c *chain, t int64) int { return f.find(l, c, t) }

// Nearest is the rule of the row that is nearest to a time; of two at the same distance, the one before.
type Nearest Backward

// Match gives one row at most.
func (n Nearest) Match(l *Timeline, t int64, key int32, rows []int) ([]int, bool) {
	if !Backward(n).isFinal(l, t) {
		return rows, false
	}
	row := Backward(n).find(l, l.chain(key), t)
	if row == None {
		return Forward(n).Match(l, t, key, rows)
	}
	distance := uint64(t) - uint64(l.times[row])
	after := Forward(n).find(l, l.chain(key), t)
	switch {
	case after != None && uint64(l.times[after])-uint64(t) < distance:
		return append(rows, after), true
	case after != None || distance == 0 || l.completeBefore(saturatingAdd(t, int64(min(distance, 1<<63-1)))):
		return append(rows, row), true
	}
	return rows, false
}

// Until gives the end of the tolerance.
func (n Nearest) Until(t int64) int64 { return Forward(n).Until(t) }

func (n Nearest) firstNeeded(l *Timeline, c *chain, t int64) int {
	return Backward(n).firstNeeded(l, c, t)
}

// within says whether two times, the earlier one first, are no further apart than a tolerance.
func withinTolerance(from, to, tolerance int64) bool {
	return tolerance == Unlimited || uint64(to)-uint64(from) <= uint64(tolerance)
}
