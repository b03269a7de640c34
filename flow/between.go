package flow

import (
	"context"
	"slices"
)

// Between calls f while no element passes the nodes, nor any that is under the same guard: between two elements, so that f
// can read and write what their functions keep. It waits for the emission that passes, until ctx ends. f must not emit.
// Called from an emission of the graph it returns ErrReentrant.
func Between(ctx context.Context, f func() error, nodes ...Node) error {
	var metas []*meta
	for _, n := range nodes {
		metas = append(metas, n.node())
	}
	// From the top of the graph to the bottom, as emissions take guards.
	slices.SortFunc(metas, func(a, b *meta) int { return int(a.id - b.id) })
	structure.Lock()
	from := above(metas...)
	structure.Unlock()
	if within(ctx, func(r *root) bool { return slices.Contains(from, r.node) }) {
		return ErrReentrant
	}
	for i, n := range metas {
		if slices.ContainsFunc(metas[:i], func(o *meta) bool { return o.clock == n.clock }) {
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
	var held []*guard
	for _, n := range metas {
		if slices.Contains(held, n.guard) {
			continue
		}
		if err := n.guard.lock(ctx, nil); err != nil {
			return n.wrap(err)
		}
		defer n.guard.unlock()
		held = append(held, n.guard)
	}
	return f()
}
