// Package draw makes pictures of graphs: what flow.Describe tells, as SVG.
//
// Graphviz finds the places of the nodes (https://graphviz.org). It comes along as WebAssembly, in
// github.com/goccy/go-graphviz, and runs in this process: neither a program dot nor cgo is needed. Everything else of the
// picture is drawn here.
//
// A program that imports this package starts Graphviz before its main does: 0.5 s the first time on a machine, 0.03 s
// after that, since the machine code that it is compiled to is kept in go-graphviz in the folder for temporary files
// (os.TempDir). Whoever may write there can put code of their own in its place: where others use the machine, set TMPDIR
// to a folder that is yours.
package draw
