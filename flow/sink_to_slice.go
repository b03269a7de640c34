package flow

import (
	"slices"
	"sync"
)

// Gathered is the sink that Gather builds. It holds the elements that have come so far.
type Gathered[T any] struct {
	Node
	mu  sync.Mutex
	all []T
}

// Gather ends a stream in a slice, which All returns. It keeps all elements: memory grows with the stream.
func Gather[T any](s Stream[T], opts ...NodeOption) *Gathered[T] {
	g := &Gathered[T]{}
	cfg := configure("flow.Gather", opts)
	g.Node = unaryNode(s, "gather", cfg, func(c *typedNode[struct{}]) step[T] {
		return func(em *emission, v T) error {
			em.enterNode(&c.node)
			g.mu.Lock()
			defer g.mu.Unlock()
			g.all = append(g.all, v)
			return nil
		}
	})
	return g
}

// All returns a copy of the elements that have come so far, in order. It may be called at any time and from any
// goroutine.
func (g *Gathered[T]) All() []T {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.all)
}
