package flow

import "slices"

// edge connects two nodes. The end of the stream passes along it, and usually elements do.
type edge struct {
	from        *node
	feedback    bool               // it closes a cycle
	end         func(em *emission) // called when the node above has ended; ends this input of the node below
	unsubscribe func()             // removes the step, so that no more elements pass; the caller holds graphMu
}

// cut removes the edge to n. An emission that began before may still pass it. The caller holds graphMu.
func (e *edge) cut(n *node) {
	e.unsubscribe()
	e.from.outEdges = slices.DeleteFunc(slices.Clone(e.from.outEdges), func(o *edge) bool { return o == e })
	e.from.downstreams = removeOne(e.from.downstreams, n)
	n.upstreams = removeOne(n.upstreams, e.from)
	n.inEdges = slices.DeleteFunc(slices.Clone(n.inEdges), func(o *edge) bool { return o == e })
	shapeChanges.Add(1)
}

// removeOne returns nodes without n. It removes n once: a node that is joined with itself is listed twice.
func removeOne(nodes []*node, n *node) []*node {
	i := slices.Index(nodes, n)
	if i < 0 {
		return nodes
	}
	return slices.Delete(slices.Clone(nodes), i, i+1)
}

// endBelow passes the end of the stream to the nodes below.
func (n *node) endBelow(em *emission) {
	graphMu.Lock()
	n.ended = true
	edges := n.outEdges
	graphMu.Unlock()
	for _, e := range edges {
		e.end(em)
	}
}
