package flow

import (
	"context"
	"errors"
	"slices"
)

// Destroy removes nodes from the graph while it runs. It disconnects each node from all its inputs and sends it the end
// of the stream. It returns when everything that the node and the nodes downstream hold has been drained, with the
// errors that occurred. For a source it does what Close does. Nodes upstream continue, and so do nodes downstream that
// have other inputs. Destroy does nothing for a node that was destroyed before or has ended.
//
// It is, for example, for the view of one web page in a graph that runs: files are finished and goroutines end. If ctx
// ends first, Destroy gives up, as Close does. If it is called from an emission of a node upstream, it returns
// ErrReentrant.
func Destroy(ctx context.Context, nodes ...Node) error {
	var errs []error
	for _, n := range nodes {
		errs = append(errs, destroy(ctx, n.asNode()))
	}
	return joinDistinctErrors(errs)
}

// destroy is Destroy for one node.
func destroy(ctx context.Context, n *node) error {
	if n.source != nil {
		return n.driver.close(ctx)
	}
	if n.firstNode != nil { // n is an operator of several nodes
		n = n.firstNode
	}
	graphMu.Lock()
	above := ancestors(n)
	graphMu.Unlock()
	if insideEmissionOf(ctx, func(r *root) bool { return slices.Contains(above, r.node) }) {
		return n.wrap(ErrReentrant)
	}
	leave, err := enterForEnd(n.clock, ctx)
	if err != nil {
		return errors.Join(err, n.wrap(ErrNotDrained))
	}
	defer leave()
	return n.endInputsAndDrain(ctx)
}

// endInputsAndDrain ends each input of n, and waits until everything is drained.
func (n *node) endInputsAndDrain(ctx context.Context) error {
	graphMu.Lock()
	inputs := n.inEdges
	graphMu.Unlock()
	var errs []error
	for _, e := range inputs {
		errs = append(errs, newEndRoot(n, e.from.lock).sendEnd(ctx, func(em *emission) { n.endInput(e, em) }))
	}
	last := newEndRoot(n, newDomainLock(n.clock))
	if n.terminate != nil {
		errs = append(errs, last.sendEnd(ctx, n.terminate))
	}
	return joinDistinctErrors(append(errs, last.drain(ctx)))
}

// endInput cuts an input and sends the end of the stream along it, unless the end has passed already. The caller
// holds the lock of the domain above, so no element is passing the edge.
func (n *node) endInput(e *edge, em *emission) {
	graphMu.Lock()
	isOpen := !e.from.ended && slices.Contains(n.inEdges, e)
	e.cut(n)
	graphMu.Unlock()
	if isOpen {
		e.end(em)
	}
}

// newEndRoot makes a root for an end of stream that begins in the middle of a graph, under an existing lock.
func newEndRoot(n *node, lock *domainLock) *root {
	r := &root{node: n, ownerID: newOwnerID(), lock: lock, clock: n.clock}
	r.emission.root = r
	r.renewLifetime(context.Background())
	return r
}
