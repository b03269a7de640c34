package flow

import (
	"fmt"
	"slices"
)

// Connect makes s an input of j, also while elements pass: j gets the elements that s emits from then on. If s is
// downstream of j, the edge closes a cycle. It then stays a feedback edge, even if a later Disconnect opens the cycle.
//
// It returns ErrConnected if s is an input of j already, ErrClosed if either has ended, and ErrClocks if they use
// different clocks. It returns ErrCycle if j has no Inbox and the edge closes a cycle that contains an asynchronous node
// or a source that a node feeds. Any goroutine may call it, and functions of the graph too.
func Connect[A any](s Stream[A], j *Junction[A]) error {
	upstream := mustNotBeNil("flow.Connect", s, j)
	graphMu.Lock()
	defer graphMu.Unlock()
	if err := j.connectError(&upstream.node); err != nil {
		return fmt.Errorf("flow.Connect: from %q to %q: %w", upstream.label(), j.label(), err)
	}
	in := &junctionInput[A]{from: &upstream.node, to: j, feedback: slices.Contains(descendants(&j.node), &upstream.node)}
	in.edge = upstream.subscribe(in.step, func(em *emission) { j.inputEnded(em, in) })
	in.edge.feedback = in.feedback
	j.junctionInputs, j.inEdges = append(j.junctionInputs, in), append(j.inEdges, in.edge)
	j.upstreams, upstream.downstreams = append(j.upstreams, &upstream.node), append(upstream.downstreams, &j.node)
	shapeChanges.Add(1)
	graphChanged(&j.node)
	return nil
}

// Disconnect removes s from the inputs of j. Emissions that have begun may still reach j along the edge. Disconnect ends
// no stream: j stays open without inputs, and s still emits to its other subscribers. It returns ErrNotConnected if s is
// not an input of j.
func Disconnect[A any](s Stream[A], j *Junction[A]) error {
	upstream := mustNotBeNil("flow.Disconnect", s, j)
	graphMu.Lock()
	defer graphMu.Unlock()
	i := slices.IndexFunc(j.junctionInputs, func(in *junctionInput[A]) bool { return in.from == &upstream.node })
	if i < 0 {
		return fmt.Errorf("flow.Disconnect: from %q to %q: %w", upstream.label(), j.label(), ErrNotConnected)
	}
	in := j.junctionInputs[i]
	j.junctionInputs = slices.Delete(j.junctionInputs, i, i+1)
	in.edge.cut(&j.node)
	return nil
}

// mustNotBeNil panics if s or j is nil. It returns the node of s.
func mustNotBeNil[A any](op string, s Stream[A], j *Junction[A]) *typedNode[A] {
	if s == nil {
		panic(op + ": the stream must not be nil")
	}
	if j == nil {
		panic(op + ": the junction must not be nil")
	}
	return s.asStream()
}

// connectError returns why upstream cannot be an input of j, or nil. The caller holds graphMu.
func (j *Junction[A]) connectError(upstream *node) error {
	switch {
	case upstream.clock != j.clock:
		return ErrClocks
	case upstream.ended || j.ending:
		return ErrClosed
	case slices.ContainsFunc(j.junctionInputs, func(in *junctionInput[A]) bool { return in.from == upstream }):
		return ErrConnected
	case j.inbox != nil:
		return nil
	}
	for _, n := range nodesBetween(&j.node, upstream) {
		if n.loop != nil || n.source != nil {
			return fmt.Errorf("%w: %q is in it", ErrCycle, n.label())
		}
	}
	return nil
}

// cycleNodes returns the nodes of the junction's cycles. The caller holds graphMu.
func (j *Junction[A]) cycleNodes() (nodes []*node) {
	for _, in := range j.junctionInputs {
		if in.feedback {
			nodes = append(nodes, nodesBetween(&j.node, in.from)...)
		}
	}
	return nodes
}

// nodesBetween returns the nodes on all paths from one node down to another, both included. The caller holds graphMu.
func nodesBetween(from, to *node) (nodes []*node) {
	above := ancestors(to)
	for _, n := range descendants(from) {
		if slices.Contains(above, n) {
			nodes = append(nodes, n)
		}
	}
	return nodes
}
