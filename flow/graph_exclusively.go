package flow

import (
	"context"
	"slices"
)

// Exclusively calls f while no element passes the nodes, nor any other node of their domains. So f can read and write the
// state of their functions between two elements. It waits for the emission in progress, until ctx ends. f must not
// emit. If it is called from an emission of the graph it returns ErrReentrant.
func Exclusively(ctx context.Context, f func() error, nodes ...Node) error {
	var metas []*node
	for _, n := range nodes {
		metas = append(metas, n.asNode())
	}
	// In topological order, the order in which emissions take domain locks.
	slices.SortFunc(metas, func(a, b *node) int { return int(a.id - b.id) })
	graphMu.Lock()
	from := ancestors(metas...)
	graphMu.Unlock()
	if insideEmissionOf(ctx, func(r *root) bool { return slices.Contains(from, r.node) }) {
		return ErrReentrant
	}
	for i, n := range metas {
		if slices.ContainsFunc(metas[:i], func(o *node) bool { return o.clock == n.clock }) {
			continue
		}
		entered, err := n.clock.enter(ctx)
		if err != nil {
			return err
		}
		if entered {
			defer n.clock.leave()
		}
	}
	var held []*domainLock
	for _, n := range metas {
		if slices.Contains(held, n.lock) {
			continue
		}
		if err := n.lock.lock(ctx, nil); err != nil {
			return n.wrap(err)
		}
		defer n.lock.unlock()
		held = append(held, n.lock)
	}
	return f()
}
