package flow

import (
	"fmt"
	"slices"
)

// Connect makes s an input of j, also while elements pass: those that s gives from then on reach j. Where s lies below j
// it closes a cycle; then it stays a way back, whatever is connected or disconnected later.
//
// It fails with ErrConnected if s is an input of j already, with ErrClosed if either has ended, with ErrClocks if they go
// by different clocks, and with ErrCycle if it closes a cycle with an asynchronous node in it, or a source that a node
// feeds, and j has no Inbox. It may be called from any goroutine, also from within the graph.
func Connect[A any](s Stream[A], j *Junction[A]) error {
	up := mustEnds("flow.Connect", s, j)
	structure.Lock()
	defer structure.Unlock()
	if err := j.refuses(&up.meta); err != nil {
		return fmt.Errorf("flow.Connect: from %q to %q: %w", up.label(), j.label(), err)
	}
	w := &way[A]{from: &up.meta, to: j, back: slices.Contains(below(&j.meta), &up.meta)}
	w.edge = up.tie(w.step, func(t *turn) { j.inputEnded(t, w) })
	w.edge.back = w.back
	j.ways, j.inputs = append(j.ways, w), append(j.inputs, w.edge)
	j.ups, up.downs = append(j.ups, &up.meta), append(up.downs, &j.meta)
	reshapes.Add(1)
	recheck(&j.meta)
	return nil
}

// Disconnect takes s from the inputs of j. Emissions that have begun may still reach j by that way. It ends nothing: j
// stays open without inputs, and what s goes on to give goes where else s is connected. It fails with ErrNotConnected if
// s is no input of j.
func Disconnect[A any](s Stream[A], j *Junction[A]) error {
	up := mustEnds("flow.Disconnect", s, j)
	structure.Lock()
	defer structure.Unlock()
	i := slices.IndexFunc(j.ways, func(w *way[A]) bool { return w.from == &up.meta })
	if i < 0 {
		return fmt.Errorf("flow.Disconnect: from %q to %q: %w", up.label(), j.label(), ErrNotConnected)
	}
	w := j.ways[i]
	j.ways = slices.Delete(j.ways, i, i+1)
	w.edge.cut(&j.meta)
	return nil
}

func mustEnds[A any](op string, s Stream[A], j *Junction[A]) *core[A] {
	if s == nil {
		panic(op + ": the stream must not be nil")
	}
	if j == nil {
		panic(op + ": the junction must not be nil")
	}
	return s.stream()
}

// refuses says why up cannot be an input of j. Needs structure.
func (j *Junction[A]) refuses(up *meta) error {
	switch {
	case up.clock != j.clock:
		return ErrClocks
	case up.ended || j.ending:
		return ErrClosed
	case slices.ContainsFunc(j.ways, func(w *way[A]) bool { return w.from == up }):
		return ErrConnected
	case j.inbox != nil:
		return nil
	}
	for _, n := range path(&j.meta, up) {
		if n.loop != nil || n.src != nil {
			return fmt.Errorf("%w: %q is in it", ErrCycle, n.label())
		}
	}
	return nil
}

// between lists the nodes of the junction's cycles. Needs structure.
func (j *Junction[A]) between() (nodes []*meta) {
	for _, w := range j.ways {
		if w.back {
			nodes = append(nodes, path(&j.meta, w.from)...)
		}
	}
	return nodes
}

// path lists the nodes on all ways from one node down to another, both included. Needs structure.
func path(from, to *meta) (nodes []*meta) {
	up := above(to)
	for _, n := range below(from) {
		if slices.Contains(up, n) {
			nodes = append(nodes, n)
		}
	}
	return nodes
}
