package flow

import (
	"sync"
	"time"
)

// How long Describe tries to look at a part of the graph that is at work.
const (
	looks     = 10
	lookAgain = 100 * time.Microsecond
)

// rest says when a root's turn waits inside the kernel: it holds its guards then, but nothing that they guard changes.
type rest struct {
	mu      sync.Mutex
	resting bool
}

func (r *rest) begin() { r.set(true) }
func (r *rest) end()   { r.set(false) }

func (r *rest) set(on bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.resting = on
}

// during calls read if the turn rests, and keeps it from going on meanwhile.
func (r *rest) during(read func() bool) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.resting && read()
}

// look calls read while nothing under g changes: because g is free, or its holder rests. It gives up after a moment.
func (g *guard) look(read func()) bool {
	for range looks {
		if g.tryLock() {
			read()
			g.unlock()
			return true
		}
		h := g.holder()
		if h != nil && h.rest.during(func() bool {
			if g.holder() != h {
				return false
			}
			read()
			return true
		}) {
			return true
		}
		time.Sleep(lookAgain)
	}
	return false
}
