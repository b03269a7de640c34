package ops

import (
	"cmp"
	"container/heap"
)

// pane is the partial result of some rows of one group that are next to each other in time: the rows of a window, or, if
// windows overlap, rows that lie in the same windows.
type pane struct {
	from, to     int64 // the times that belong to it, both included; of a session, those of its first and last row
	first, last  int64 // the starts of the first and the last window that it is in; not used for sessions
	accumulators []unorderedAccumulator
}

// merge adds the rows of a pane of later times.
func (p *pane) merge(newer *pane) {
	for i, g := range p.accumulators {
		g.merge(newer.accumulators[i])
	}
}

// eventGroup holds the rows of one key in open windows. Without keys there is one group.
type eventGroup struct {
	encodedKey  string // the key in the index of groups
	key         []keyValue
	panes       []*pane // sorted by time
	nextEnd     int64   // when the first of its windows ends
	closedPanes int     // how many panes are in no open window any more
	heapIndex   int     // in the close queue; -1: not there
}

// closeQueue is a heap of the groups with open windows. The group whose window ends first is at the top.
type closeQueue []*eventGroup

func (a closeQueue) Len() int           { return len(a) }
func (a closeQueue) Less(i, j int) bool { return a[i].nextEnd < a[j].nextEnd }

func (a closeQueue) Swap(i, j int) {
	a[i], a[j] = a[j], a[i]
	a[i].heapIndex, a[j].heapIndex = i, j
}

// Push and Pop implement heap.Interface.
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

// update sets when the first window of a group ends.
func (a *closeQueue) update(g *eventGroup, nextEnd int64) {
	switch {
	case g.heapIndex < 0:
		g.nextEnd = nextEnd
		heap.Push(a, g)
	case g.nextEnd != nextEnd:
		g.nextEnd = nextEnd
		heap.Fix(a, g.heapIndex)
	}
}

// closedWindow is a window of one group that closes.
type closedWindow struct {
	from, end int64
	group     *eventGroup
	panes     []*pane
}

// compareClosed compares windows by the order in which results are emitted.
func compareClosed(a, b closedWindow) int {
	return cmp.Or(cmp.Compare(a.end, b.end), cmp.Compare(a.from, b.from), compareKeys(a.group.key, b.group.key))
}
