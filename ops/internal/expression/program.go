// Package expression compiles expressions on the columns of a frame, as in pandas' query and eval, into loops over whole
// columns. github.com/expr-lang/expr is the parser; its syntax tree is checked against the columns' types and turned into
// a tree of functions that each compute a [kernel.Vector], so nothing is looked up or boxed row by row.
//
// The language is described at ops.DataFrame.Query.
package expression

import (
	"errors"
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// chunk is how many rows are computed at a time: all intermediate results of a batch then fit into the processor's cache.
const chunkRows = 1024

// Program is a compiled expression. It keeps memory for its intermediate results, so one goroutine may run it at a time.
type Program struct {
	root   node
	source string
}

// Compile makes a program of an expression on frames of the schema. Errors tell where in the expression they are, and
// wrap an [ErrSyntax], [ErrColumn] or [ErrType].
func Compile(source string, schema frame.Schema) (*Program, error) {
	tree, err := parse(source)
	if err != nil {
		return nil, err
	}
	c := &compiler{source: source, schema: schema, floorDivisions: tree.floorDivisions}
	root, err := c.compile(tree.root)
	if err != nil {
		return nil, err
	}
	return &Program{root: root, source: source}, nil
}

// Type gives the type of the result.
func (p *Program) Type() frame.Type { return p.root.typ }

// Run computes the expression for all rows of a frame. The only thing that can go wrong is an integer that overflows, a
// [kernel.ErrOverflow] that names the row. Cost: some 1 ns for each row and operator on numbers, and the result's memory.
func (p *Program) Run(f frame.Frame) (kernel.Vector, error) {
	out := kernel.Make(p.root.typ, f.Len())
	for from := 0; from < f.Len(); from += chunkRows {
		part, err := p.root.eval(f.Slice(from, min(from+chunkRows, f.Len())))
		if err != nil {
			if row := (*kernel.RowError)(nil); errors.As(err, &row) {
				row.Row += from
			}
			return out, fmt.Errorf("%w of expression %s", err, quoteSource(p.source))
		}
		out.Append(part)
	}
	return out, nil
}

// node is a part of an expression, compiled.
type node struct {
	typ frame.Type
	// rows computes it for the rows of a frame. What it gives is valid until the next call.
	eval func(frame.Frame) (kernel.Vector, error)
	// constant is its value, if it is the same in all rows.
	constant *kernel.Constant
}

// constantNode makes a node of a value.
func constantNode(c *kernel.Constant) node {
	return node{
		typ:      c.Type(),
		eval:     func(f frame.Frame) (kernel.Vector, error) { return c.Rows(f.Len()), nil },
		constant: c,
	}
}

// unary makes a node that computes with the rows of one.
func unaryNode(t frame.Type, x node, do func(out *kernel.Vector, x kernel.Vector) error) node {
	var out kernel.Vector
	return node{typ: t, eval: func(f frame.Frame) (kernel.Vector, error) {
		v, err := x.eval(f)
		if err == nil {
			err = do(&out, v)
		}
		return out, err
	}}
}

// binary makes a node that computes with the rows of two.
func binaryNode(t frame.Type, l, r node, do func(out *kernel.Vector, l, r kernel.Vector) error) node {
	var out kernel.Vector
	return node{typ: t, eval: func(f frame.Frame) (kernel.Vector, error) {
		x, err := l.eval(f)
		if err != nil {
			return x, err
		}
		y, err := r.eval(f)
		if err != nil {
			return y, err
		}
		err = do(&out, x, y)
		return out, err
	}}
}

// widen makes float64 of a node of numbers.
func widen(n node) node {
	switch {
	case n.typ == frame.Float64:
		return n
	case n.constant != nil:
		return constantNode(n.constant.Widen())
	}
	return unaryNode(frame.Float64, n, func(out *kernel.Vector, x kernel.Vector) error {
		kernel.Widen(out, x)
		return nil
	})
}
