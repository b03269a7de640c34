package flow

import "time"

// timer is the time at which a parked task becomes ready on a virtual clock.
type timer struct {
	at    time.Time
	node  int64
	seq   uint64
	task  *task
	index int // in the heap; -1: not in it
}

// timers is a heap. The earliest timer is first; at the same time the node that was built first, then the timer that
// was set first.
type timers []*timer

func (h timers) Len() int { return len(h) }

func (h timers) Less(i, j int) bool {
	a, b := h[i], h[j]
	if !a.at.Equal(b.at) {
		return a.at.Before(b.at)
	}
	if a.node != b.node {
		return a.node < b.node
	}
	return a.seq < b.seq
}

func (h timers) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

func (h *timers) Push(x any) {
	t := x.(*timer)
	t.index = len(*h)
	*h = append(*h, t)
}

func (h *timers) Pop() any {
	last := len(*h) - 1
	t := (*h)[last]
	(*h)[last] = nil
	*h = (*h)[:last]
	t.index = -1
	return t
}
