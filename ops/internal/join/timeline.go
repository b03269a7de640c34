package join

import (
	"math"
	"sort"
)

// Timeline holds the times of rows that have come in order, chained by key. It is used by one goroutine at a time.
type Timeline struct {
	times   []int64
	next    []int // of each row: the next one of the same key, or None
	chains  []chain
	newest  int64 // of all rows that have ever come
	hasRows bool
	ended   bool
}

// chain is the rows of one key, in order.
type chain struct {
	first, last int
	// before and behind are the places of a rule: the last row that it has passed, or None. They only move forward.
	backwardCursor, forwardCursor int
}

// Add appends rows, no earlier than those before, with the numbers of their keys.
func (l *Timeline) Add(times []int64, keys []int32) {
	if len(times) == 0 {
		return
	}
	for i, id := range keys {
		row := len(l.times) + i
		l.next = append(l.next, None)
		if id != Missing {
			l.link(row, id)
		}
	}
	l.times = append(l.times, times...)
	l.newest, l.hasRows = times[len(times)-1], true
}

func (l *Timeline) link(row int, id int32) {
	for len(l.chains) <= int(id) {
		l.chains = append(l.chains, chain{None, None, None, None})
	}
	c := &l.chains[id]
	if c.last == None {
		c.first = row
	} else {
		l.next[c.last] = row
	}
	c.last = row
}

// End says that no more rows will come.
func (l *Timeline) End() { l.ended = true }

// Len gives how many rows there are.
func (l *Timeline) Len() int { return len(l.times) }

// Newer gives how many rows are later than t.
func (l *Timeline) Newer(t int64) int {
	return len(l.times) - sort.Search(len(l.times), func(i int) bool { return l.times[i] > t })
}

// passed says whether no row at t or before can come any more.
func (l *Timeline) completeThrough(t int64) bool { return l.ended || l.hasRows && l.newest > t }

// reached says whether no row before t can come any more.
func (l *Timeline) completeBefore(t int64) bool { return l.ended || l.hasRows && l.newest >= t }

// chain gives the rows of a key, or nil.
func (l *Timeline) chain(id int32) *chain {
	if id == Missing || int(id) >= len(l.chains) {
		return nil
	}
	return &l.chains[id]
}

// after gives the row behind one of a chain, which may be None: the first.
func (l *Timeline) nextInChain(c *chain, row int) int {
	if row == None {
		return c.first
	}
	return l.next[row]
}

// advance moves a place on past all rows before t, or, if too, at t.
func (l *Timeline) advance(c *chain, cursor *int, t int64, inclusive bool) {
	for row := l.nextInChain(c, *cursor); row != None; row = l.next[row] {
		if at := l.times[row]; at > t || at == t && !inclusive {
			return
		}
		*cursor = row
	}
}

// Prune drops the rows that the rule needs for no row at t or later, and gives the others, by their old numbers and in
// order: from now on their places there are their numbers. Cost: about 5 ns a row and a key.
func (l *Timeline) Prune(r Rule, t int64) (kept []int) {
	needed := make([]bool, len(l.times))
	for i := range l.chains {
		c := &l.chains[i]
		for row := r.firstNeeded(l, c, t); row != None; row = l.next[row] {
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

// Rebuild leaves only the kept rows, which have these keys now.
func (l *Timeline) Rebuild(kept []int, keys []int32) {
	l.times = compact(l.times, kept)
	l.next, l.chains = l.next[:0], l.chains[:0]
	for row, id := range keys {
		l.next = append(l.next, None)
		if id != Missing {
			l.link(row, id)
		}
	}
}

// plus adds a length to a time, as far as times go.
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
