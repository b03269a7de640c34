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

// ToSlice appends the elements of a stream to a slice, of which All returns a copy. It keeps all elements, so memory
// grows with the stream.
func ToSlice[T any](s Stream[T], opts ...NodeOption) *SliceSink[T] {
	sink := &SliceSink[T]{}
	cfg := configure("flow.ToSlice", opts)
	sink.Node = unaryNode(s, "to slice", cfg, func(c *typedNode[struct{}]) step[T] {
		return func(em *emission, v T) error {
			em.enterNode(&c.node)
			sink.mu.Lock()
			defer sink.mu.Unlock()
			sink.all = append(sink.all, v)
			return nil
		}
	})
	return sink
}

// All returns a copy of the elements that have come so far, in order. It may be called at any time and from any
// goroutine.
func (s *SliceSink[T]) All() []T {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.all)
}
