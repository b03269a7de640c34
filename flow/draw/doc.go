// Package draw draws the graph that flow.Describe gives as a picture: nodes, edges, what has passed them, what waits and
// what failed.
//
//	err := draw.SVG(w, flow.Describe(source))
//
// The layout is Graphviz' own, compiled to WebAssembly and run inside the program by github.com/goccy/go-graphviz: no
// program has to be installed. A program that does not import this package does not link it.
package draw
