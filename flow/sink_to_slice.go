package flow

import (
	"slices"
	"sync"
)

// SliceSink is the sink that ToSlice builds. It holds the elements that have come so far.
type SliceSink[T any] struct {
	Node
	mu  sync.Mutex
	all []T
}

// ToSlice ends a stream in a slice, which All returns. It keeps all elements: memory grows with the stream.
func ToSlice[T any](s Stream[T], opts ...NodeOption) *SliceSink[T] {
	g := &SliceSink[T]{}
	cfg := configure("flow.ToSlice", opts)
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
func (g *SliceSink[T]) All() []T {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.all)
}
