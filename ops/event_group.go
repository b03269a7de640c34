package ops

import (
	"cmp"
	"container/heap"
)

// part is what is known of some rows of one group, next to each other in time: those of a window, or, where windows
// overlap, those that lie in the same windows.
type pane struct {
	from, to     int64 // the times that belong to it, both included; of a session, those of its first and last row
	first, last  int64 // the starts of the first and the last window that it is in; of a session, unused
	accumulators []unorderedAccumulator
}

func (p *pane) merge(newer *pane) {
	for i, g := range p.accumulators {
		g.merge(newer.accumulators[i])
	}
}

// eventGroup is the rows of one key in open windows; without keys there is one.
type eventGroup struct {
	encodedKey  string // the key's, in the index of groups
	key         []keyValue
	panes       []*pane // by time
	nextEnd     int64   // when the first of the windows ends
	closedPanes int     // how many parts are in no open window any more
	heapIndex   int     // in the agenda; -1: not there
}

// agenda is the groups that have open windows, as a heap: the first whose windows end first.
type closeQueue []*eventGroup

func (a closeQueue) Len() int           { return len(a) }
func (a closeQueue) Less(i, j int) bool { return a[i].nextEnd < a[j].nextEnd }

func (a closeQueue) Swap(i, j int) {
	a[i], a[j] = a[j], a[i]
	a[i].heapIndex, a[j].heapIndex = i, j
}

// Push and Pop are for package heap.
func (a *closeQueue) Push(x any) {
	g := x.(*eventGroup)
	g.heapIndex = len(*a)
	*a = append(*a, g)
}

func (a *closeQueue) Pop() any {
	last := len(*a) - 1
	g := (*a)[last]
	(*a)[last] = nil
	*a = (*a)[:last]
	g.heapIndex = -1
	return g
}

// set notes when the first of a group's windows ends.
func (a *closeQueue) update(g *eventGroup, due int64) {
	switch {
	case g.heapIndex < 0:
		g.nextEnd = due
		heap.Push(a, g)
	case g.nextEnd != due:
		g.nextEnd = due
		heap.Fix(a, g.heapIndex)
	}
}

// closing is a window that closes, of one group.
type closedWindow struct {
	from, end int64
	group     *eventGroup
	panes     []*pane
}

// compareClosed puts windows in the order in which they are given.
func compareClosed(a, b closedWindow) int {
	return cmp.Or(cmp.Compare(a.end, b.end), cmp.Compare(a.from, b.from), compareKeys(a.group.key, b.group.key))
}
