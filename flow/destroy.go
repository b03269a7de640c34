package flow

import (
	"context"
	"errors"
	"slices"
)

// Destroy takes nodes out of the graph while it runs: it cuts each from all its inputs, sends it the end of the stream, and
// returns when what it and the nodes below it held back is out, with what went wrong on the way; of a source it is Close.
// What is above goes on. A node below that other inputs feed goes on too. A node that has been destroyed, or has ended,
// is left alone.
//
// A page view on a live graph is taken off it that way: files are finished, goroutines end. When ctx ends first it gives
// up, as Close does. Called from an emission that could be waiting for it, it returns ErrReentrant.
func Destroy(ctx context.Context, nodes ...Node) error {
	var errs []error
	for _, n := range nodes {
		errs = append(errs, destroy(ctx, n.node()))
	}
	return joinOnce(errs)
}

func destroy(ctx context.Context, n *meta) error {
	if n.src != nil {
		return n.drive.close(ctx)
	}
	if n.head != nil {
		n = n.head
	}
	structure.Lock()
	from := above(n)
	structure.Unlock()
	if within(ctx, func(r *root) bool { return slices.Contains(from, r.node) }) {
		return n.wrap(ErrReentrant)
	}
	leave, err := enterToEnd(n.clock, ctx)
	if err != nil {
		return errors.Join(err, n.wrap(ErrNotDrained))
	}
	defer leave()
	return n.takeOut(ctx)
}

// takeOut ends n by each of its inputs, and waits until all is out.
func (n *meta) takeOut(ctx context.Context) error {
	structure.Lock()
	inputs := n.inputs
	structure.Unlock()
	var errs []error
	for _, e := range inputs {
		errs = append(errs, newVisitor(n, e.up.guard).send(ctx, func(t *turn) { n.endBy(e, t) }))
	}
	last := newVisitor(n, newGuard(n.clock))
	if n.terminate != nil {
		errs = append(errs, last.send(ctx, n.terminate))
	}
	return joinOnce(append(errs, last.drain(ctx)))
}

// endBy cuts an input and sends the end of the stream by it, if that has not passed already. It runs under the guard of
// what is above, where nothing is on its way to n.
func (n *meta) endBy(e *edge, t *turn) {
	structure.Lock()
	live := !e.up.ended && slices.Contains(n.inputs, e)
	e.cut(n)
	structure.Unlock()
	if live {
		e.end(t)
	}
}

// newVisitor makes a root for an end of stream that begins in the middle of a graph: under a guard that is there.
func newVisitor(n *meta, g *guard) *root {
	r := &root{node: n, mark: newMark(), guard: g, clock: n.clock}
	r.turn.root = r
	r.revive(context.Background())
	return r
}
