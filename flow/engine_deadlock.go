package flow

import (
	"slices"
	"sync"
)

// The wait-for graph finds deadlocks. A parked emission points to the resource that it waits for; a resource points to
// its holder, the root whose emission must go on. A path that leads back to the start is a deadlock.

// resource is what an emission waits for: a domain lock, room in a queue, or an element that a join is missing.
type resource interface {
	// holder returns the root whose emission has to go on for the wait to end. It is nil if that is unknown, or if the
	// wait is over.
	holder() *root
}

// passageOfTime is the resource of an emission that sleeps.
var passageOfTime resource = timeResource{}

type timeResource struct{}

func (timeResource) holder() *root { return nil }

// waitFor is the wait-for graph of all graphs of the program.
var waitFor = waitForGraph{waiting: map[int64]*root{}}

// waitForGraph holds the roots whose emissions are parked, by owner ID. The edge of a root is its waitsFor.
type waitForGraph struct {
	mu      sync.Mutex
	waiting map[int64]*root
}

// find returns the parked root with this owner ID, or nil.
func (g *waitForGraph) find(ownerID int64) *root {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.waiting[ownerID]
}

// register records that the emissions of roots wait for a. A waiter registers before it calls hasCycle: of two emissions
// that wait for each other, at least the one that registers last finds the cycle.
func (g *waitForGraph) register(roots []*root, a *resource) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, r := range roots {
		r.waitsFor.Store(a)
		g.waiting[r.ownerID] = r
	}
}

// unregister records that the emissions of roots wait no more.
func (g *waitForGraph) unregister(roots []*root) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, r := range roots {
		r.waitsFor.Store(nil)
		delete(g.waiting, r.ownerID)
	}
}

// hasCycle reports whether the wait for a can never end, because a's holder waits, in the end, for one of roots. It
// follows the path twice: while it follows, a wait that it has passed may end and another begin. A path that leads
// back both times existed as a whole at one moment.
func hasCycle(a resource, roots []*root) bool {
	for range 2 {
		if !leadsTo(a, roots) {
			return false
		}
	}
	return true
}

// leadsTo reports whether the path from a leads to one of roots.
func leadsTo(a resource, roots []*root) bool {
	for range 32 { // a bound, because waits that end meanwhile can make the path look endless
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
