package join

// Band matches all rows within a distance in ns, before and after a time.
type Band struct {
	Distance int64
	// InOrder makes a row with a missing key, which matches nothing, final no earlier than one with a key. So no row that
	// comes later is more than the distance before a row that is final.
	InOrder bool
}

// Match appends any number of rows.
func (b Band) Match(l *Timeline, t int64, key int32, rows []int) ([]int, bool) {
	c := l.chain(key)
	end := b.LastMatchTime(t)
	if (key != MissingKey || b.InOrder) && !l.completeThrough(end) {
		return rows, false
	}
	if c == nil {
		return rows, true
	}
	for row := b.firstNeeded(l, c, t); row != NoRow && l.times[row] <= end; row = l.next[row] {
		rows = append(rows, row)
	}
	return rows, true
}

// LastMatchTime returns the end of the band.
func (b Band) LastMatchTime(t int64) int64 { return saturatingAdd(t, b.Distance) }

// FirstMatchTime returns the begin of the band: the least time of a row that may match one with time t or later.
func (b Band) FirstMatchTime(t int64) int64 { return saturatingAdd(t, -b.Distance) }

func (b Band) firstNeeded(l *Timeline, c *chain, t int64) int {
	l.advance(c, &c.backwardCursor, b.FirstMatchTime(t), false)
	return l.nextInChain(c, c.backwardCursor)
}
