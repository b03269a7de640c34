package flow

import (
	"slices"
	"sync"
)

// awaited is what a turn waits for: a guard that is held, room in a queue, an element that a join is missing.
type resource interface {
	// holder is the root whose turn has to go on for the wait to end; nil: not known, or there is nothing to wait for.
	holder() *root
}

// asleep is what a turn waits for that waits for a moment.
var passageOfTime resource = timeResource{}

type timeResource struct{}

func (timeResource) holder() *root { return nil }

// parked are the roots whose turns wait, by the marks that they leave on guards.
var waitGraph = waitForGraph{waiting: map[int64]*root{}}

type waitForGraph struct {
	mu      sync.Mutex
	waiting map[int64]*root
}

func (l *waitForGraph) waitingRoot(ownerID int64) *root {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.waiting[ownerID]
}

// tell says what the turns of roots wait for; nil: nothing any more. It is told before looking: of two that wait for each
// other, one sees it.
func registerWait(roots []*root, a *resource) {
	waitGraph.mu.Lock()
	defer waitGraph.mu.Unlock()
	for _, r := range roots {
		r.waitsFor.Store(a)
		if a == nil {
			delete(waitGraph.waiting, r.ownerID)
		} else {
			waitGraph.waiting[r.ownerID] = r
		}
	}
}

// endless tells whether the wait for a could never end: because a's holder waits, in the end, for one of roots. It looks
// twice, for while it follows the chain a wait that it has passed may end and the next one begin; where the chain leads back
// both times, all its waits were there at one time.
func hasCycle(a resource, roots []*root) bool {
	for range 2 {
		if !leadsTo(a, roots) {
			return false
		}
	}
	return true
}

func leadsTo(a resource, roots []*root) bool {
	for range 32 { // whoever is released meanwhile may make the chain look longer than it is
		h := a.holder()
		if h == nil {
			return false
		}
		if slices.Contains(roots, h) {
			return true
		}
		next := h.waitsFor.Load()
		if next == nil {
			return false
		}
		a = *next
	}
	return false
}
