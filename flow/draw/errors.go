package draw

import "errors"

// The errors of this package. They are wrapped: test with errors.Is.
var (
	// ErrEdge is the error for an edge from or to a node that the graph does not have.
	ErrEdge = errors.New("an edge must join two nodes of the graph")
	// ErrGraphviz is the error for a graph that Graphviz could not lay out. The text after it comes from Graphviz.
	ErrGraphviz = errors.New("no layout by Graphviz")
)
