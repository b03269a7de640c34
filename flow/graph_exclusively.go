package flow

import (
	"context"
	"slices"
)

// Exclusively calls f while no element passes nodes or the other nodes of their domains. So f can read and write the
// state of the nodes' functions between two elements. It waits for the emission in progress, until ctx ends, and
// returns the error of f. f must not emit. If Exclusively is called from an emission that reaches nodes, it returns
// ErrReentrant.
func Exclusively(ctx context.Context, f func() error, nodes ...Node) error {
	sorted := asNodes(nodes) // in topological order, the order in which emissions take domain locks
	slices.SortFunc(sorted, func(a, b *node) int { return int(a.id - b.id) })
	graphMu.Lock()
	above := ancestors(sorted...)
	graphMu.Unlock()
	if insideEmissionOf(ctx, func(r *root) bool { return slices.Contains(above, r.node) }) {
		return ErrReentrant
	}
	for i, n := range sorted { // enter each clock once
		if slices.ContainsFunc(sorted[:i], func(o *node) bool { return o.clock == n.clock }) {
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
	for _, n := range sorted { // take each lock once
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
