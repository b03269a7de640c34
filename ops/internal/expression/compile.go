package expression

import (
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// compiler turns a syntax tree into nodes.
type compiler struct {
	source string
	schema frame.Schema
	floors map[int]bool
	depth  int
}

func (c *compiler) compile(n ast.Node) (node, error) {
	c.depth++
	defer func() { c.depth-- }()
	if c.depth > maxDepth {
		return node{}, c.fail(n, ErrSyntax, "it is nested deeper than %d", maxDepth)
	}
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return c.column(n, n.Value)
	case *ast.IntegerNode:
		return c.value(n, n.Value)
	case *ast.FloatNode:
		return c.value(n, n.Value)
	case *ast.StringNode:
		return c.value(n, n.Value)
	case *ast.BoolNode:
		return c.value(n, n.Value)
	case *ast.UnaryNode:
		return c.unary(n)
	case *ast.BinaryNode:
		return c.binary(n)
	case *ast.ConditionalNode:
		return c.conditional(n)
	case *ast.BuiltinNode:
		return c.call(n, n.Name, n.Arguments)
	case *ast.CallNode:
		if name, ok := n.Callee.(*ast.IdentifierNode); ok {
			return c.call(n, name.Value, n.Arguments)
		}
	}
	return node{}, c.fail(n, ErrSyntax, "%s is not supported", describe(n))
}

// describe names what expr's language has and this one does not.
func describe(n ast.Node) string {
	switch n.(type) {
	case *ast.NilNode:
		return "nil (isnull(x) tells what is missing)"
	case *ast.BytesNode:
		return "a byte string"
	case *ast.MemberNode, *ast.ChainNode:
		return `a "." or "[...]" (col("a.b") names such a column)`
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
		return "a list that is not behind in"
	case *ast.MapNode, *ast.PairNode:
		return "a map"
	}
	return "this"
}

func (c *compiler) column(n ast.Node, name string) (node, error) {
	field, ok := c.schema.Lookup(name)
	if !ok {
		return node{}, c.fail(n, ErrColumn, "%q; columns are %s", name, strings.Join(c.schema.Names(), ", "))
	}
	return node{typ: field.Type, rows: func(f frame.Frame) (kernel.Vector, error) { return kernel.Of(f, name) }}, nil
}

func (c *compiler) value(n ast.Node, value any) (node, error) {
	constant, err := kernel.NewConstant(value)
	if err != nil {
		return node{}, c.fail(n, ErrType, "%v", err)
	}
	return constantNode(constant), nil
}

func (c *compiler) unary(n *ast.UnaryNode) (node, error) {
	x, err := c.compile(n.Node)
	if err != nil {
		return x, err
	}
	switch n.Operator {
	case "-":
		return c.negative(n, x)
	case "+":
		return x, c.numbers(n, n.Operator, x)
	default: // "not" and "!"
		if err := c.want(n, n.Operator, frame.Bool, x); err != nil {
			return x, err
		}
		return unary(frame.Bool, x, func(out *kernel.Vector, x kernel.Vector) error {
			kernel.Not(out, x)
			return nil
		}), nil
	}
}

func (c *compiler) negative(n ast.Node, x node) (node, error) {
	if err := c.numbers(n, "-", x); err != nil {
		return x, err
	}
	if x.constant != nil { // stays one, for lists and round
		one := x.constant.One()
		if x.typ == frame.Int64 {
			return c.value(n, -one.Ints[0])
		}
		return c.value(n, -one.Floats[0])
	}
	minus, err := c.value(n, -1)
	if err != nil {
		return x, err
	}
	return arithmetic(kernel.Mul, x, minus), nil
}

func (c *compiler) conditional(n *ast.ConditionalNode) (node, error) {
	cond, err := c.compile(n.Cond)
	if err != nil {
		return cond, err
	}
	if err := c.want(n.Cond, "?", frame.Bool, cond); err != nil {
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
	if yes, no, err = c.alike(n.Exp2, "?", yes, no); err != nil {
		return no, err
	}
	var out kernel.Vector
	return node{typ: yes.typ, rows: func(f frame.Frame) (kernel.Vector, error) {
		x, err := cond.rows(f)
		if err != nil {
			return x, err
		}
		a, err := yes.rows(f)
		if err != nil {
			return a, err
		}
		b, err := no.rows(f)
		kernel.Choose(&out, x, a, b)
		return out, err
	}}, nil
}

// want says whether all nodes have the type.
func (c *compiler) want(at ast.Node, what string, t frame.Type, nodes ...node) error {
	for _, n := range nodes {
		if n.typ != t {
			return c.fail(at, ErrType, "%s wants %v, got %v", what, t, n.typ)
		}
	}
	return nil
}

// numbers says whether all nodes are numbers.
func (c *compiler) numbers(at ast.Node, what string, nodes ...node) error {
	for _, n := range nodes {
		if !numeric(n) {
			return c.fail(at, ErrType, "%s wants numbers, got %v", what, n.typ)
		}
	}
	return nil
}
