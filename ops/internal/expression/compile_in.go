package expression

import (
	"time"

	"github.com/expr-lang/expr/ast"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// equalsList compiles x in [...], x == [...], which is the same, and x != [...].
func (c *compiler) equalsList(n *ast.BinaryNode, operand ast.Node, list *ast.ArrayNode) (node, error) {
	x, err := c.compile(operand)
	if err != nil {
		return x, err
	}
	has, err := c.in(x, list)
	if err != nil || n.Operator != "!=" {
		return has, err
	}
	return notNode(has), nil
}

// in returns the node of a lookup in a list of constants.
func (c *compiler) in(x node, array *ast.ArrayNode) (node, error) {
	values := make([]node, len(array.Nodes))
	float := x.typ == frame.Float64
	for i, element := range array.Nodes {
		v, err := c.compile(element)
		if err != nil {
			return v, err
		}
		if v.constant == nil {
			return v, c.errorf(element, ErrSyntax, "a list can only have constants")
		}
		if _, v, err = c.unifyTypes(element, "in", x, v); err != nil {
			return v, err
		}
		float = float || v.typ == frame.Float64
		values[i] = v
	}
	list := kernel.Vector{Type: x.typ}
	if float {
		x, list.Type = widen(x), frame.Float64
	}
	for _, v := range values {
		if float {
			v = widen(v)
		}
		list.Append(v.constant.Scalar())
	}
	set := kernel.NewSet(list)
	return unaryNode(frame.Bool, x, func(out *kernel.Vector, x kernel.Vector) error {
		set.Has(out, x)
		return nil
	}), nil
}

// timeConstant converts a constant string to a constant time.
func (c *compiler) timeConstant(at ast.Node, text node) (node, error) {
	const name = "time"
	f, err := frame.New(frame.Col(name, text.constant.Scalar().Texts))
	if err == nil {
		f, err = f.Parse(name, frame.Time)
	}
	if err != nil || !f.Valid(name, 0) {
		return text, c.errorf(at, ErrType, "a time must be RFC 3339, 2006-01-02 or 2006-01-02 15:04:05, got %q",
			text.constant.Scalar().Texts[0])
	}
	ns, err := f.Times(name)
	if err != nil {
		return text, err
	}
	return c.constant(at, time.Unix(0, ns[0]))
}
