package draw

import "errors"

// The errors of this package. They are wrapped: test with errors.Is.
var (
	// ErrEdge is the error for an edge from or to a node that is not in the graph.
	ErrEdge = errors.New("an edge must join two nodes of the graph")
	// ErrGraphviz is the error for a graph that Graphviz could not lay out. The text after it is the message of
	// Graphviz.
	ErrGraphviz = errors.New("no layout by Graphviz")
)
