package flow

import (
	"slices"
	"sync"
)

// The wait-for graph finds deadlocks. A parked emission points to the resource that it waits for; a resource points to
// its holder, the root whose emission must continue so that the wait ends. A path that leads back to the start is a
// deadlock.

// resource is what an emission waits for: a domain lock, room in a queue, or an element that a join is missing.
type resource interface {
	// holder returns the root whose emission must continue so that the wait ends. It returns nil if the root is unknown,
	// or if the wait is over.
	holder() *root
}

// passageOfTime is the resource of an emission that sleeps. It has no holder.
var passageOfTime resource = timeResource{}

type timeResource struct{}

func (timeResource) holder() *root { return nil }

// waitFor is the wait-for graph of all emissions of the program.
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

// register records that the emissions of roots wait for res. A waiter calls register before it calls hasCycle. So if two
// emissions wait for each other, at least the one that registers last finds the cycle.
func (g *waitForGraph) register(roots []*root, res *resource) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, r := range roots {
		r.waitsFor.Store(res)
		g.waiting[r.ownerID] = r
	}
}

// unregister records that the emissions of roots no longer wait.
func (g *waitForGraph) unregister(roots []*root) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, r := range roots {
		r.waitsFor.Store(nil)
		delete(g.waiting, r.ownerID)
	}
}

// hasCycle reports whether the wait for res can never end, because the path from res leads to one of roots. It follows
// the path twice, because the waits on the path may end and new ones begin while it follows. A path that leads back
// both times existed as a whole at one moment.
func hasCycle(res resource, roots []*root) bool {
	for range 2 {
		if !leadsTo(res, roots) {
			return false
		}
	}
	return true
}

// leadsTo reports whether the path from res leads to one of roots.
func leadsTo(res resource, roots []*root) bool {
	for range 32 { // a limit, because waits that begin and end can make the path look endless
		h := res.holder()
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
		res = *next
	}
	return false
}
