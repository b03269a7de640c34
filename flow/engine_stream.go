package flow

import (
	"slices"
	"sync/atomic"
	"unsafe"
)

// Stream is a point of a graph that elements of type T pass. Operators take and return streams. It is sealed: a stream
// is a *Source, an operator's result, or a struct that embeds one (ops.DataFrame).
type Stream[T any] interface {
	Node
	asStream() *typedNode[T]
}

// step is what a node does with one element. It runs under the node's domain lock. It returns the error of the first
// node below it that failed.
type step[T any] func(em *emission, v T) error

// typedNode is a node that emits elements of type T.
type typedNode[T any] struct {
	node
	// downstream holds one step that runs all steps below this node. It is replaced as a whole, so that emit reads one
	// pointer. It points to a step[T] and is accessed atomically. It is not an atomic.Pointer[step[T]], because the
	// methods of that type make emit too large for the compiler to inline, which costs 2 ns a node.
	downstream    unsafe.Pointer
	subscriptions []subscription[T] // under graphMu
}

// subscription is an edge and the step of the node below, which elements that pass the edge go to.
type subscription[T any] struct {
	edge *edge
	step step[T]
}

func (c *typedNode[T]) asStream() *typedNode[T] { return c }

// init initialises a node. From then on the node can emit.
func (c *typedNode[T]) init(kind string, cfg nodeConfig, lock *domainLock, upstreams ...*node) {
	c.compose()
	c.node.init(kind, cfg, lock, upstreams...)
}

// emit passes v to every node below, depth-first, in the order of subscription. It is small enough to be inlined.
func (c *typedNode[T]) emit(em *emission, v T) error {
	c.out++
	return (*(*step[T])(atomic.LoadPointer(&c.downstream)))(em, v)
}

// connect adds an edge to n: elements go to s, the end of the stream goes to end. If n is nil, the edge belongs to no
// node that can be destroyed on its own.
func (c *typedNode[T]) connect(n *node, s step[T], end func(em *emission)) {
	graphMu.Lock()
	defer graphMu.Unlock()
	e := c.subscribe(s, end)
	if n != nil {
		n.inEdges = append(n.inEdges, e)
	}
}

// subscribe adds an edge. The caller holds graphMu.
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

// compose builds the downstream step from the subscriptions. The caller holds graphMu if other goroutines can reach c.
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

// emitDeferredAfter wraps s: after each element it makes the deferred joins with the dominator n emit.
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

// fanOut makes one step that calls several in order, until one fails. One and two steps have their own form, because a
// loop costs several nanoseconds more.
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
