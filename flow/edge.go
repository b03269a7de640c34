package flow

import "slices"

// edge is a way that the end of the stream goes, and usually elements: from the node that has it among its ends to one
// below.
type edge struct {
	up    *meta
	back  bool // closes a cycle
	end   func(t *turn)
	untie func() // stops elements from passing; needs structure
}

// cut takes the edge to n away: an emission that began before may still pass it. Needs structure.
func (e *edge) cut(n *meta) {
	e.untie()
	e.up.ends = slices.DeleteFunc(slices.Clone(e.up.ends), func(o *edge) bool { return o == e })
	e.up.downs = withoutOne(e.up.downs, n)
	n.ups = withoutOne(n.ups, e.up)
	n.inputs = slices.DeleteFunc(slices.Clone(n.inputs), func(o *edge) bool { return o == e })
	reshapes.Add(1)
}

// withoutOne leaves out n, once: where a node is joined with itself it is there twice.
func withoutOne(nodes []*meta, n *meta) []*meta {
	i := slices.Index(nodes, n)
	if i < 0 {
		return nodes
	}
	return slices.Delete(slices.Clone(nodes), i, i+1)
}

// endBelow passes the end of the stream on.
func (n *meta) endBelow(t *turn) {
	structure.Lock()
	n.ended = true
	ends := n.ends
	structure.Unlock()
	for _, e := range ends {
		e.end(t)
	}
}
