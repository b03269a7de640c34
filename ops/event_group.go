package ops

import (
	"cmp"
	"container/heap"
)

// part is what is known of some rows of one group, next to each other in time: those of a window, or, where windows
// overlap, those that lie in the same windows.
type part struct {
	from, to    int64 // the times that belong to it, both included; of a session, those of its first and last row
	first, last int64 // the starts of the first and the last window that it is in; of a session, unused
	gatherers   []gatherer
}

func (p *part) join(newer *part) {
	for i, g := range p.gatherers {
		g.join(newer.gatherers[i])
	}
}

// eventGroup is the rows of one key in open windows; without keys there is one.
type eventGroup struct {
	code  string // the key's, in the index of groups
	key   []keyValue
	parts []*part // by time
	due   int64   // when the first of the windows ends
	done  int     // how many parts are in no open window any more
	place int     // in the agenda; -1: not there
}

// agenda is the groups that have open windows, as a heap: the first whose windows end first.
type agenda []*eventGroup

func (a agenda) Len() int           { return len(a) }
func (a agenda) Less(i, j int) bool { return a[i].due < a[j].due }

func (a agenda) Swap(i, j int) {
	a[i], a[j] = a[j], a[i]
	a[i].place, a[j].place = i, j
}

// Push and Pop are for package heap.
func (a *agenda) Push(x any) {
	g := x.(*eventGroup)
	g.place = len(*a)
	*a = append(*a, g)
}

func (a *agenda) Pop() any {
	last := len(*a) - 1
	g := (*a)[last]
	(*a)[last] = nil
	*a = (*a)[:last]
	g.place = -1
	return g
}

// set notes when the first of a group's windows ends.
func (a *agenda) set(g *eventGroup, due int64) {
	switch {
	case g.place < 0:
		g.due = due
		heap.Push(a, g)
	case g.due != due:
		g.due = due
		heap.Fix(a, g.place)
	}
}

// closing is a window that closes, of one group.
type closing struct {
	from, end int64
	group     *eventGroup
	parts     []*part
}

// compareClosings puts windows in the order in which they are given.
func compareClosings(a, b closing) int {
	return cmp.Or(cmp.Compare(a.end, b.end), cmp.Compare(a.from, b.from), compareKeys(a.group.key, b.group.key))
}
