// Package draw draws pictures of graphs: the result of flow.Describe as SVG.
//
// Graphviz (https://graphviz.org) computes the positions of the nodes and the paths of the edges. It is compiled into
// the program, as WebAssembly in github.com/goccy/go-graphviz, so neither the program dot nor cgo is needed. This
// package draws the boxes, the texts and the edges.
//
// A program that imports this package starts Graphviz before its main function. This takes 0.5 s the first time on a
// machine, and 0.03 s later, because the compiled machine code is stored in the folder go-graphviz of the directory for
// temporary files (os.TempDir). A user who can write to that folder can replace the code. So on a machine with other
// users, set TMPDIR to a directory to which only you can write.
package draw
