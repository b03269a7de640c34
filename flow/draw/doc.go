// Package draw draws pictures of graphs: the result of flow.Describe as SVG.
//
// Graphviz (https://graphviz.org) computes the positions of the nodes and the paths of the edges. It is part of the
// program, as WebAssembly in github.com/goccy/go-graphviz, so neither the program dot nor cgo is needed. This package draws
// everything itself.
//
// A program that imports this package starts Graphviz before its main function: this takes 0.5 s the first time on a
// machine, and 0.03 s later, because the compiled machine code is kept in the folder go-graphviz of the directory for
// temporary files (os.TempDir). Anyone who can write to that folder can replace the code: on a machine with other users,
// set TMPDIR to a directory that only you can write to.
package draw
