package flow

import (
	"slices"
	"sync/atomic"
	"unsafe"
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
	// outlet is all steps below, composed into one: swapped as a whole, so that emitting reads one pointer. It is an
	// atomic.Pointer[step[T]] in all but type, whose methods would make emit too large for the compiler to inline: that
	// would cost each node 2 ns more.
	outlet unsafe.Pointer
	ties   []tie[T] // under structure
}

// tie is an edge, and what elements that pass it do.
type tie[T any] struct {
	edge *edge
	step step[T]
}

func (c *core[T]) stream() *core[T] { return c }

// init is meta's, of a node that can emit from then on.
func (c *core[T]) init(kind string, cfg nodeConfig, g *guard, ups ...*meta) {
	c.compose()
	c.meta.init(kind, cfg, g, ups...)
}

// emit gives v to everything below, depth-first, in the order in which it was connected.
func (c *core[T]) emit(t *turn, v T) error {
	c.out++
	return (*(*step[T])(atomic.LoadPointer(&c.outlet)))(t, v)
}

// connect adds an edge: elements go to s, the end of the stream to end. It is an input of n; nil: of a node that cannot
// be destroyed on its own.
func (c *core[T]) connect(n *meta, s step[T], end func(t *turn)) {
	structure.Lock()
	defer structure.Unlock()
	e := c.tie(s, end)
	if n != nil {
		n.inputs = append(n.inputs, e)
	}
}

// tie adds an edge. Needs structure.
func (c *core[T]) tie(s step[T], end func(t *turn)) *edge {
	e := &edge{up: &c.meta, end: end}
	e.untie = func() {
		c.ties = slices.DeleteFunc(slices.Clone(c.ties), func(o tie[T]) bool { return o.edge == e })
		c.compose()
	}
	c.ties = append(c.ties, tie[T]{e, s})
	c.ends = append(slices.Clip(c.ends), e)
	c.recompose = c.compose
	c.compose()
	return e
}

// compose makes the outlet of the ties. Needs structure, where others know c already.
func (c *core[T]) compose() {
	steps := make([]step[T], len(c.ties))
	for i, t := range c.ties {
		steps[i] = t.step
	}
	all := fan(steps)
	if c.settles {
		all = settled(&c.meta, all)
	}
	atomic.StorePointer(&c.outlet, unsafe.Pointer(&all))
}

// settled is a step after which the joins whose ways part at n settle.
func settled[T any](n *meta, s step[T]) step[T] {
	return func(t *turn, v T) error {
		err := s(t, v)
		if len(t.joins) > 0 {
			err = t.settle(n, err)
			t.more = len(t.joins) > 0 || t.back.len() > 0 || len(t.shown) > 0
		}
		return err
	}
}

// fan makes one step of many. Small numbers are spelled out: a loop costs several nanoseconds more.
func fan[T any](steps []step[T]) step[T] {
	switch len(steps) {
	case 0:
		return func(*turn, T) error { return nil }
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
