// Package expression compiles expressions on the columns of a frame, as in pandas' query and eval, into loops over
// whole columns. github.com/expr-lang/expr is the parser. Its syntax tree is checked against the types of the columns,
// and compiled into a tree of functions that each compute a [kernel.Vector]. So a row needs no lookup of names and no
// allocation.
//
// The documentation of ops.DataFrame.Query describes the language.
package expression

import (
	"errors"
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// chunkRows is how many rows are computed at a time. It is small, so that all intermediate results fit into the
// processor's cache.
const chunkRows = 1024

// Program is a compiled expression. It reuses the memory of its intermediate results, so only one goroutine at a time
// may run it.
type Program struct {
	root   node
	source string
}

// Compile compiles an expression on frames of the schema. An error names the character of the expression, and wraps
// [ErrSyntax], [ErrColumn] or [ErrType].
func Compile(source string, schema frame.Schema) (*Program, error) {
	tree, err := parse(source)
	if err != nil {
		return nil, err
	}
	c := &compiler{source: source, schema: schema, text: tree.text}
	root, err := c.compile(tree.root)
	if err != nil {
		return nil, err
	}
	return &Program{root: root, source: source}, nil
}

// Type returns the type of the result.
func (p *Program) Type() frame.Type { return p.root.typ }

// Run computes the expression for all rows of a frame. The only error is an integer overflow: a [kernel.ErrOverflow]
// that names the row. It costs about 1 ns for each row and operator on numbers, and allocates the result.
func (p *Program) Run(f frame.Frame) (kernel.Vector, error) {
	out := kernel.NewVector(p.root.typ, f.Len())
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

// node is a compiled part of an expression.
type node struct {
	typ frame.Type
	// eval computes the part for the rows of a frame. The vector is valid until the next call.
	eval func(frame.Frame) (kernel.Vector, error)
	// constant is the value if it is the same in all rows, else nil.
	constant *kernel.Constant
}

// constantNode returns the node of a constant.
func constantNode(c *kernel.Constant) node {
	return node{
		typ:      c.Type(),
		eval:     func(f frame.Frame) (kernel.Vector, error) { return c.Repeat(f.Len()), nil },
		constant: c,
	}
}

// unaryNode returns a node of type t that applies do to the rows of x.
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

// binaryNode returns a node of type t that applies do to the rows of l and r.
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

// widen converts a node of numbers to float64.
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
