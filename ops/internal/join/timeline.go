package join

import (
	"math"
	"sort"
)

// Timeline holds the times of rows that arrive in order of time, chained by key. The number of a row is its index in
// the timeline. A Timeline is used by one goroutine at a time.
type Timeline struct {
	times   []int64
	next    []int   // by row: the next one with the same key, or NoRow
	chains  []chain // by key number
	newest  int64   // the largest time so far, also of rows that were dropped
	hasRows bool    // whether a row was ever added
	ended   bool    // no more rows will come
}

// chain is the list of the rows of one key, in order.
type chain struct {
	first, last int
	// The cursors of the rule: the last row before the time that it has reached, or NoRow. They only move forward.
	backwardCursor, forwardCursor int
}

// Add appends rows with these times, none earlier than the rows so far, and the numbers of their keys.
func (l *Timeline) Add(times []int64, keys []int32) {
	if len(times) == 0 {
		return
	}
	for i, id := range keys {
		row := len(l.times) + i
		l.next = append(l.next, NoRow)
		if id != MissingKey {
			l.link(row, id)
		}
	}
	l.times = append(l.times, times...)
	l.newest, l.hasRows = times[len(times)-1], true
}

// link appends a row to the chain of its key.
func (l *Timeline) link(row int, id int32) {
	for len(l.chains) <= int(id) {
		l.chains = append(l.chains, chain{NoRow, NoRow, NoRow, NoRow})
	}
	c := &l.chains[id]
	if c.last == NoRow {
		c.first = row
	} else {
		l.next[c.last] = row
	}
	c.last = row
}

// End declares that no more rows will come.
func (l *Timeline) End() { l.ended = true }

// Len returns the number of rows.
func (l *Timeline) Len() int { return len(l.times) }

// CountAfter returns how many rows are later than t.
func (l *Timeline) CountAfter(t int64) int {
	return len(l.times) - sort.Search(len(l.times), func(i int) bool { return l.times[i] > t })
}

// completeThrough reports whether no row at t or before can still come.
func (l *Timeline) completeThrough(t int64) bool { return l.ended || l.hasRows && l.newest > t }

// completeBefore reports whether no row before t can still come.
func (l *Timeline) completeBefore(t int64) bool { return l.ended || l.hasRows && l.newest >= t }

// chain returns the chain of a key, or nil.
func (l *Timeline) chain(id int32) *chain {
	if id == MissingKey || int(id) >= len(l.chains) {
		return nil
	}
	return &l.chains[id]
}

// nextInChain returns the row after row in its chain. If row is NoRow, it returns the first row of the chain.
func (l *Timeline) nextInChain(c *chain, row int) int {
	if row == NoRow {
		return c.first
	}
	return l.next[row]
}

// advance moves a cursor over all rows before t and, if inclusive, at t.
func (l *Timeline) advance(c *chain, cursor *int, t int64, inclusive bool) {
	for row := l.nextInChain(c, *cursor); row != NoRow; row = l.next[row] {
		if at := l.times[row]; at > t || at == t && !inclusive {
			return
		}
		*cursor = row
	}
}

// RowsNeeded returns the rows, in order, that the rule still needs for rows of the other side at t or later. It drops
// no rows: KeepRows does. It costs about 5 ns for each row and each key.
func (l *Timeline) RowsNeeded(r Rule, t int64) (kept []int) {
	needed := make([]bool, len(l.times))
	for i := range l.chains {
		c := &l.chains[i]
		for row := r.firstNeeded(l, c, t); row != NoRow; row = l.next[row] {
			needed[row] = true
		}
	}
	for row, isNeeded := range needed {
		if isNeeded {
			kept = append(kept, row)
		}
	}
	return kept
}

// KeepRows drops all rows but the kept ones. These get new row numbers, from 0, and the given key numbers.
func (l *Timeline) KeepRows(kept []int, keys []int32) {
	l.times = compact(l.times, kept)
	l.next, l.chains = l.next[:0], l.chains[:0]
	for row, id := range keys {
		l.next = append(l.next, NoRow)
		if id != MissingKey {
			l.link(row, id)
		}
	}
}

// saturatingAdd returns t+d, or the smallest or largest time if that overflows.
func saturatingAdd(t, d int64) int64 {
	switch sum := t + d; {
	case d > 0 && sum < t:
		return math.MaxInt64
	case d < 0 && sum > t:
		return math.MinInt64
	default:
		return sum
	}
}
