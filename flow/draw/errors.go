package draw

import "errors"

var (
	// ErrEdge is the error for an edge from or to a node that the graph does not have.
	ErrEdge = errors.New("an edge joins two nodes of the graph")
	// ErrGraphviz is the error for a graph that Graphviz could not lay out. The text behind it is Graphviz' own.
	ErrGraphviz = errors.New("no layout found by Graphviz")
)
