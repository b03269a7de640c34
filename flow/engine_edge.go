package flow

import "slices"

// edge is a way that the end of the stream goes, and usually elements: from the node that has it among its ends to one
// below.
type edge struct {
	from        *node
	feedback    bool // closes a cycle
	end         func(em *emission)
	unsubscribe func() // stops elements from passing; needs graphMu
}

// cut takes the edge to n away: an emission that began before may still pass it. Needs graphMu.
func (e *edge) cut(n *node) {
	e.unsubscribe()
	e.from.outEdges = slices.DeleteFunc(slices.Clone(e.from.outEdges), func(o *edge) bool { return o == e })
	e.from.downstreams = removeOne(e.from.downstreams, n)
	n.upstreams = removeOne(n.upstreams, e.from)
	n.inEdges = slices.DeleteFunc(slices.Clone(n.inEdges), func(o *edge) bool { return o == e })
	shapeChanges.Add(1)
}

// removeOne leaves out n, once: where a node is joined with itself it is there twice.
func removeOne(nodes []*node, n *node) []*node {
	i := slices.Index(nodes, n)
	if i < 0 {
		return nodes
	}
	return slices.Delete(slices.Clone(nodes), i, i+1)
}

// endBelow passes the end of the stream on.
func (n *node) endBelow(em *emission) {
	graphMu.Lock()
	n.ended = true
	ends := n.outEdges
	graphMu.Unlock()
	for _, e := range ends {
		e.end(em)
	}
}
