package expression

import (
	"fmt"
	"math"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/suggest"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// compiler compiles a syntax tree into nodes.
type compiler struct {
	source string
	schema frame.Schema
	text   rewritten // the text of the tree
	depth  int       // how many compile calls are running
}

// compile returns the node of a part of the tree, checked against the schema.
func (c *compiler) compile(n ast.Node) (node, error) {
	c.depth++
	defer func() { c.depth-- }()
	if c.depth > maxDepth {
		return node{}, c.errorf(n, ErrSyntax, "it is nested deeper than %d", maxDepth)
	}
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return c.identifier(n)
	case *ast.IntegerNode:
		return c.constant(n, n.Value)
	case *ast.FloatNode:
		return c.constant(n, n.Value)
	case *ast.StringNode:
		return c.constant(n, n.Value)
	case *ast.BoolNode:
		return c.constant(n, n.Value)
	case *ast.UnaryNode:
		return c.unary(n)
	case *ast.BinaryNode:
		return c.binary(n)
	case *ast.ConditionalNode:
		return c.conditional(n)
	case *ast.MemberNode:
		return c.member(n)
	case *ast.CallNode:
		switch callee := n.Callee.(type) {
		case *ast.IdentifierNode:
			return c.call(n, c.text.name(callee.Value), n.Arguments)
		case *ast.MemberNode:
			return c.method(n, callee)
		}
	}
	return node{}, c.errorf(n, ErrSyntax, "%s is not supported", describeUnsupported(n))
}

// describeUnsupported names a construct of expr's language that this language does not have.
func describeUnsupported(n ast.Node) string {
	switch n.(type) {
	case *ast.NilNode:
		return missingHint
	case *ast.BytesNode:
		return "a byte string"
	case *ast.ChainNode:
		return `"?."`
	case *ast.SliceNode:
		return "a slice"
	case *ast.CallNode:
		return "a call of a value"
	case *ast.PredicateNode, *ast.PointerNode:
		return "a predicate"
	case *ast.VariableDeclaratorNode:
		return "let"
	case *ast.SequenceNode:
		return `";"`
	case *ast.ArrayNode:
		return "a list that does not follow in"
	case *ast.MapNode, *ast.PairNode:
		return "a map"
	}
	return "this"
}

const missingHint = "a missing value (isnull(x) tells what is missing)"

// identifier compiles a name: a column, or one of Python's names for a value or for the index.
func (c *compiler) identifier(n *ast.IdentifierNode) (node, error) {
	name := c.text.name(n.Value)
	if _, isColumn := c.schema.Lookup(name); isColumn || name != n.Value {
		return c.column(n, name)
	}
	switch name {
	case "True", "False":
		return c.constant(n, name == "True")
	case "inf", "Inf":
		return c.constant(n, math.Inf(1))
	case "None", "NaN", "nan", "NaT", "NA", "null":
		return node{}, c.errorf(n, ErrSyntax, "%s is not supported", missingHint)
	case "index":
		if index, ok := c.schema.Index(); ok {
			return c.column(n, index.Name)
		}
		return node{}, c.errorf(n, ErrColumn, "%q, and the frame has no index", name)
	}
	return c.column(n, name)
}

// column returns the node that reads a column.
func (c *compiler) column(n ast.Node, name string) (node, error) {
	field, ok := c.schema.Lookup(name)
	if !ok {
		err := c.errorf(n, ErrColumn, "%q; columns are %s", name, strings.Join(c.schema.Names(), ", "))
		return node{}, fmt.Errorf("%w%s", err, suggest.DidYouMean(name, c.schema.Names()))
	}
	return node{typ: field.Type, eval: func(f frame.Frame) (kernel.Vector, error) { return kernel.VectorOf(f, name) }}, nil
}

// constant returns the node of a literal.
func (c *compiler) constant(n ast.Node, value any) (node, error) {
	constant, err := kernel.NewConstant(value)
	if err != nil {
		return node{}, c.errorf(n, ErrType, "%v", err)
	}
	return constantNode(constant), nil
}

// unary compiles -, + and not.
func (c *compiler) unary(n *ast.UnaryNode) (node, error) {
	x, err := c.compile(n.Node)
	if err != nil {
		return x, err
	}
	switch n.Operator {
	case "-":
		return c.negate(n, x)
	case "+":
		return x, c.requireNumbers(n, n.Operator, x)
	default: // "not" and "!"
		if err := c.requireType(n, n.Operator, frame.Bool, x); err != nil {
			return x, err
		}
		return unaryNode(frame.Bool, x, func(out *kernel.Vector, x kernel.Vector) error {
			kernel.Not(out, x)
			return nil
		}), nil
	}
}

// negate returns the node of -x.
func (c *compiler) negate(n ast.Node, x node) (node, error) {
	if err := c.requireNumbers(n, "-", x); err != nil {
		return x, err
	}
	if x.constant != nil { // the result stays a constant, as lists and round require
		one := x.constant.Scalar()
		if x.typ == frame.Int64 {
			return c.constant(n, -one.Ints[0])
		}
		return c.constant(n, -one.Floats[0])
	}
	minus, err := c.constant(n, -1)
	if err != nil {
		return x, err
	}
	return arithmeticNode(kernel.Mul, x, minus), nil
}

// conditional compiles cond ? yes : no.
func (c *compiler) conditional(n *ast.ConditionalNode) (node, error) {
	cond, err := c.compile(n.Cond)
	if err != nil {
		return cond, err
	}
	if err := c.requireType(n.Cond, "?", frame.Bool, cond); err != nil {
		return cond, err
	}
	yes, err := c.compile(n.Exp1)
	if err != nil {
		return yes, err
	}
	no, err := c.compile(n.Exp2)
	if err != nil {
		return no, err
	}
	if yes, no, err = c.unifyTypes(n.Exp2, "?", yes, no); err != nil {
		return no, err
	}
	var out kernel.Vector
	return node{typ: yes.typ, eval: func(f frame.Frame) (kernel.Vector, error) {
		x, err := cond.eval(f)
		if err != nil {
			return x, err
		}
		a, err := yes.eval(f)
		if err != nil {
			return a, err
		}
		b, err := no.eval(f)
		kernel.Choose(&out, x, a, b)
		return out, err
	}}, nil
}

// requireType returns an error unless all nodes have type t. what names the operator or function in the error.
func (c *compiler) requireType(at ast.Node, what string, t frame.Type, nodes ...node) error {
	for _, n := range nodes {
		if n.typ != t {
			return c.errorf(at, ErrType, "%s wants %v, got %v", what, t, n.typ)
		}
	}
	return nil
}

// requireNumbers returns an error unless all nodes are numbers.
func (c *compiler) requireNumbers(at ast.Node, what string, nodes ...node) error {
	for _, n := range nodes {
		if !isNumeric(n) {
			return c.errorf(at, ErrType, "%s wants numbers, got %v", what, n.typ)
		}
	}
	return nil
}
