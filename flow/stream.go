package flow

import (
	"slices"
	"sync/atomic"
)

// Stream is what operators take and give: a point of the graph that elements of type T pass. It is sealed: a *Source,
// an operator's result, or a struct that embeds one (ops.DataFrame).
type Stream[T any] interface {
	Node
	stream() *core[T]
}

// step is what a node does with one element. It runs under the node's guard and returns the error of the first thing
// below it that failed.
type step[T any] func(t *turn, v T) error

// core is a node that gives elements of type T.
type core[T any] struct {
	meta
	// outlet is all steps below, composed into one: swapped as a whole, so that emitting reads one pointer.
	outlet atomic.Pointer[step[T]]
	steps  []step[T] // under structure
}

func (c *core[T]) stream() *core[T] { return c }

// emit gives v to everything below, depth-first, in the order in which it was connected.
func (c *core[T]) emit(t *turn, v T) error {
	c.out++
	if f := c.outlet.Load(); f != nil {
		return (*f)(t, v)
	}
	return nil
}

// connect adds an edge: elements go to s, the end of the stream to end.
func (c *core[T]) connect(s step[T], end func(t *turn)) {
	structure.Lock()
	defer structure.Unlock()
	c.steps = append(slices.Clip(c.steps), s)
	c.ends = append(slices.Clip(c.ends), end)
	all := fan(c.steps)
	c.outlet.Store(&all)
}

// fan makes one step of many. Small numbers are spelled out: a loop costs several nanoseconds more.
func fan[T any](steps []step[T]) step[T] {
	switch len(steps) {
	case 1:
		return steps[0]
	case 2:
		a, b := steps[0], steps[1]
		return func(t *turn, v T) error {
			if err := a(t, v); err != nil {
				return err
			}
			return b(t, v)
		}
	}
	return func(t *turn, v T) error {
		for _, s := range steps {
			if err := s(t, v); err != nil {
				return err
			}
		}
		return nil
	}
}
