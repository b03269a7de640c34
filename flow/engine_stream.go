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
	asStream() *typedNode[T]
}

// step is what a node does with one element. It runs under the node's guard and returns the error of the first thing
// below it that failed.
type step[T any] func(em *emission, v T) error

// core is a node that gives elements of type T.
type typedNode[T any] struct {
	node
	// outlet is all steps below, composed into one: swapped as a whole, so that emitting reads one pointer. It is an
	// atomic.Pointer[step[T]] in all but type, whose methods would make emit too large for the compiler to inline: that
	// would cost each node 2 ns more.
	downstream    unsafe.Pointer
	subscriptions []subscription[T] // under graphMu
}

// tie is an edge, and what elements that pass it do.
type subscription[T any] struct {
	edge *edge
	step step[T]
}

func (c *typedNode[T]) asStream() *typedNode[T] { return c }

// init is meta's, of a node that can emit from then on.
func (c *typedNode[T]) init(kind string, cfg nodeConfig, lock *domainLock, ups ...*node) {
	c.compose()
	c.node.init(kind, cfg, lock, ups...)
}

// emit gives v to everything below, depth-first, in the order in which it was connected.
func (c *typedNode[T]) emit(em *emission, v T) error {
	c.out++
	return (*(*step[T])(atomic.LoadPointer(&c.downstream)))(em, v)
}

// connect adds an edge: elements go to s, the end of the stream to end. It is an input of n; nil: of a node that cannot
// be destroyed on its own.
func (c *typedNode[T]) connect(n *node, s step[T], end func(em *emission)) {
	graphMu.Lock()
	defer graphMu.Unlock()
	e := c.subscribe(s, end)
	if n != nil {
		n.inEdges = append(n.inEdges, e)
	}
}

// tie adds an edge. Needs graphMu.
func (c *typedNode[T]) subscribe(s step[T], end func(em *emission)) *edge {
	e := &edge{from: &c.node, end: end}
	e.unsubscribe = func() {
		c.subscriptions = slices.DeleteFunc(slices.Clone(c.subscriptions), func(o subscription[T]) bool { return o.edge == e })
		c.compose()
	}
	c.subscriptions = append(c.subscriptions, subscription[T]{e, s})
	c.outEdges = append(slices.Clip(c.outEdges), e)
	c.recompose = c.compose
	c.compose()
	return e
}

// compose makes the outlet of the ties. Needs graphMu, where others know c already.
func (c *typedNode[T]) compose() {
	steps := make([]step[T], len(c.subscriptions))
	for i, t := range c.subscriptions {
		steps[i] = t.step
	}
	all := fanOut(steps)
	if c.emitsDeferred {
		all = emitDeferredAfter(&c.node, all)
	}
	atomic.StorePointer(&c.downstream, unsafe.Pointer(&all))
}

// settled is a step after which the joins whose ways part at n settle.
func emitDeferredAfter[T any](n *node, s step[T]) step[T] {
	return func(em *emission, v T) error {
		err := s(em, v)
		if len(em.deferredJoins) > 0 {
			err = em.emitDeferredAt(n, err)
			em.hasPending = len(em.deferredJoins) > 0 || em.feedback.Len() > 0 || len(em.refreshes) > 0
		}
		return err
	}
}

// fan makes one step of many. Small numbers are spelled out: a loop costs several nanoseconds more.
func fanOut[T any](steps []step[T]) step[T] {
	switch len(steps) {
	case 0:
		return func(*emission, T) error { return nil }
	case 1:
		return steps[0]
	case 2:
		a, b := steps[0], steps[1]
		return func(em *emission, v T) error {
			if err := a(em, v); err != nil {
				return err
			}
			return b(em, v)
		}
	}
	return func(em *emission, v T) error {
		for _, s := range steps {
			if err := s(em, v); err != nil {
				return err
			}
		}
		return nil
	}
}
