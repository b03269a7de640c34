package flow

import (
	"context"
	"errors"
	"slices"
)

// Destroy removes nodes from the graph while it runs. It cuts each node from all its inputs, sends it the end of the
// stream, and returns when what the node and the nodes below hold has been drained, with the errors on the way. Of a
// source it is Close. The graph above goes on. A node below that other inputs feed goes on too. A node that was
// destroyed before, or has ended, is left alone.
//
// It removes, for example, a page's view from a live graph: files are finished and goroutines end. When ctx ends first
// it gives up, as Close does. If it is called from an emission that could be waiting for it, it returns ErrReentrant.
func Destroy(ctx context.Context, nodes ...Node) error {
	var errs []error
	for _, n := range nodes {
		errs = append(errs, destroy(ctx, n.asNode()))
	}
	return joinDistinctErrors(errs)
}

func destroy(ctx context.Context, n *node) error {
	if n.source != nil {
		return n.driver.close(ctx)
	}
	if n.firstNode != nil {
		n = n.firstNode
	}
	graphMu.Lock()
	from := ancestors(n)
	graphMu.Unlock()
	if insideEmissionOf(ctx, func(r *root) bool { return slices.Contains(from, r.node) }) {
		return n.wrap(ErrReentrant)
	}
	leave, err := enterForEnd(n.clock, ctx)
	if err != nil {
		return errors.Join(err, n.wrap(ErrNotDrained))
	}
	defer leave()
	return n.endInputsAndDrain(ctx)
}

// endInputsAndDrain ends n by each of its inputs, and waits until everything is drained.
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

// endInput cuts an input and sends the end of the stream along it, unless the end has passed already. It runs under
// the lock of the domain above, so no element is on its way to n.
func (n *node) endInput(e *edge, em *emission) {
	graphMu.Lock()
	live := !e.from.ended && slices.Contains(n.inEdges, e)
	e.cut(n)
	graphMu.Unlock()
	if live {
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
