package ops

import (
	"cmp"
	"container/heap"
	"sort"
)

// pane is the partial result of rows of one group that are in the same windows: the rows of one window or, if windows
// overlap, the rows between two neighbouring edges.
type pane struct {
	from, to     int64 // the times that belong to it, both included; in a session, those of its first and last row
	first, last  int64 // the starts of the first and the last window that it is in; not used for sessions
	accumulators []unorderedAccumulator
}

// merge adds the rows of a pane of later times.
func (p *pane) merge(newer *pane) {
	for i, a := range p.accumulators {
		a.merge(newer.accumulators[i])
	}
}

// eventGroup holds the rows of one key in open windows. Without keys there is one group.
type eventGroup struct {
	encodedKey  string // the key in the index of groups
	key         []keyValue
	panes       []*pane      // sorted by time
	nextEnd     int64        // the end of its first open window
	closedPanes int          // how many panes are in no open window any more
	heapIndex   int          // its index in the close queue; -1: it is not in the queue
	bins        *binSequence // of Resample and EmptyWindows: it has had rows, and is never removed; nil: another window, or no rows
}

// paneAt returns the pane that time t belongs to, and its position. If there is none, p is nil, and at is where it would be.
func (g *eventGroup) paneAt(t int64) (p *pane, at int) {
	n := len(g.panes)
	if n > 0 && g.panes[n-1].from <= t && t <= g.panes[n-1].to {
		return g.panes[n-1], n - 1
	}
	at = sort.Search(n, func(i int) bool { return g.panes[i].to >= t })
	if at < n && g.panes[at].from <= t {
		return g.panes[at], at
	}
	return nil, at
}

// closeQueue is a heap of the groups with open windows. The group whose window ends first is at the top.
type closeQueue []*eventGroup

func (q closeQueue) Len() int           { return len(q) }
func (q closeQueue) Less(i, j int) bool { return q[i].nextEnd < q[j].nextEnd }

func (q closeQueue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].heapIndex, q[j].heapIndex = i, j
}

// Push and Pop implement heap.Interface.
func (q *closeQueue) Push(x any) {
	g := x.(*eventGroup)
	g.heapIndex = len(*q)
	*q = append(*q, g)
}

func (q *closeQueue) Pop() any {
	last := len(*q) - 1
	g := (*q)[last]
	(*q)[last] = nil
	*q = (*q)[:last]
	g.heapIndex = -1
	return g
}

// update sets the end of a group's first open window, and adds the group to the queue if it is not in it.
func (q *closeQueue) update(g *eventGroup, nextEnd int64) {
	switch {
	case g.heapIndex < 0:
		g.nextEnd = nextEnd
		heap.Push(q, g)
	case g.nextEnd != nextEnd:
		g.nextEnd = nextEnd
		heap.Fix(q, g.heapIndex)
	}
}

// closedWindow is a window of one group that closes.
type closedWindow struct {
	from, end int64
	group     *eventGroup
	panes     []*pane
	skipped   bool // no time is in it, because clocks skip all of it: it has no result
}

// compareClosed compares windows by the order in which results are emitted.
func compareClosed(a, b closedWindow) int {
	return cmp.Or(cmp.Compare(a.end, b.end), cmp.Compare(a.from, b.from), compareKeys(a.group.key, b.group.key))
}
