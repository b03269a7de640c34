package join

// Band matches all rows within a distance in ns, before and after a time.
type Band struct{ Distance int64 }

// Match appends any number of rows.
func (b Band) Match(l *Timeline, t int64, key int32, rows []int) ([]int, bool) {
	c := l.chain(key)
	end := b.LastMatchTime(t)
	if key != MissingKey && !l.completeThrough(end) {
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

func (b Band) firstNeeded(l *Timeline, c *chain, t int64) int {
	l.advance(c, &c.backwardCursor, saturatingAdd(t, -b.Distance), false)
	return l.nextInChain(c, c.backwardCursor)
}
