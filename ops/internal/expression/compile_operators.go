package expression

import (
	"github.com/expr-lang/expr/ast"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// arithmetics are the operators on two numbers.
var arithmetics = map[string]kernel.Arithmetic{
	"+": kernel.Add, "-": kernel.Sub, "*": kernel.Mul, "/": kernel.Div, "//": kernel.FloorDiv, "%": kernel.Mod, "**": kernel.Pow,
}

// comparisons are the operators that compare two values of one type.
var comparisons = map[string]kernel.Comparison{
	"==": kernel.Equal, "!=": kernel.NotEqual, "<": kernel.Less, "<=": kernel.LessOrEqual, ">": kernel.Greater,
	">=": kernel.GreaterOrEqual,
}

// logics are the operators on two bools.
var logics = map[string]kernel.Logic{"and": kernel.And, "&&": kernel.And, "or": kernel.Or, "||": kernel.Or}

// binary compiles an operator with two operands.
func (c *compiler) binary(n *ast.BinaryNode) (node, error) {
	switch list := n.Right.(type) {
	case *ast.ArrayNode:
		if n.Operator == "in" || n.Operator == "==" || n.Operator == "!=" {
			return c.equalsList(n, n.Left, list)
		}
	default:
		if n.Operator == "in" {
			return node{}, c.errorf(n.Right, ErrSyntax, "in wants a list in brackets; contains finds a text in a text")
		}
	}
	if list, ok := n.Left.(*ast.ArrayNode); ok && (n.Operator == "==" || n.Operator == "!=") {
		return c.equalsList(n, n.Right, list)
	}
	l, err := c.compile(n.Left)
	if err != nil {
		return l, err
	}
	r, err := c.compile(n.Right)
	if err != nil {
		return r, err
	}
	operator := n.Operator
	if c.text.floorDivisions[n.Location().From] {
		operator = "//"
	}
	written := c.written(n, operator)
	if operator == "+" && l.typ == frame.String && r.typ == frame.String {
		return binaryNode(frame.String, l, r, func(out *kernel.Vector, l, r kernel.Vector) error {
			kernel.TextConcat(out, l, r)
			return nil
		}), nil
	}
	if a, ok := arithmetics[operator]; ok {
		return arithmeticNode(a, l, r), c.requireNumbers(n, operator, l, r)
	}
	if cmp, ok := comparisons[operator]; ok {
		return c.compare(n, operator, cmp, l, r)
	}
	if logic, ok := logics[operator]; ok {
		if l.typ == frame.Int64 && r.typ == frame.Int64 {
			return l, c.errorf(n, ErrType, "%s wants bool, got int64 and int64; DataFrame.And and Or combine bits", written)
		}
		return binaryNode(frame.Bool, l, r, func(out *kernel.Vector, l, r kernel.Vector) error {
			logic.Do(out, l, r)
			return nil
		}), c.requireType(n, written, frame.Bool, l, r)
	}
	if test, ok := textTests[operator]; ok {
		return textTestNode(test, l, r), c.requireType(n, operator, frame.String, l, r)
	}
	if operator == "matches" {
		return c.matches(n, l, r, "%s")
	}
	if operator == "^" {
		return l, c.errorf(n, ErrSyntax, "operator ^ is not supported: a power is **, and != tells bools apart")
	}
	return node{}, c.errorf(n, ErrSyntax, "operator %s is not supported", operator)
}

// written returns an operator as the source has it: & is the parser's &&.
func (c *compiler) written(n ast.Node, operator string) string {
	at := c.text.sourcePosition(n.Location().From)
	if source := []rune(c.source); len(operator) == 2 && (operator == "&&" || operator == "||") &&
		(at+1 >= len(source) || source[at+1] != rune(operator[1])) {
		return operator[:1]
	}
	return operator
}

// arithmeticNode returns the node of an operation on two numbers.
func arithmeticNode(a kernel.Arithmetic, l, r node) node {
	if a.Name == kernel.Pow.Name && r.typ == frame.Int64 && r.constant != nil && r.constant.Scalar().Ints[0] < 0 {
		r = widen(r) // the powers are no whole numbers
	}
	t := a.Type(l.typ, r.typ)
	if t == frame.Float64 {
		l, r = widen(l), widen(r)
	}
	return binaryNode(t, l, r, a.Do)
}

// compare returns the node of a comparison.
func (c *compiler) compare(n ast.Node, operator string, cmp kernel.Comparison, l, r node) (node, error) {
	l, r, err := c.unifyTypes(n, operator, l, r)
	if err != nil {
		return l, err
	}
	if l.typ == frame.Bool && cmp.Ordered() {
		return l, c.errorf(n, ErrType, "%s cannot compare bools", operator)
	}
	return binaryNode(frame.Bool, l, r, func(out *kernel.Vector, l, r kernel.Vector) error {
		cmp.Do(out, l, r)
		return nil
	}), nil
}

// unifyTypes converts two nodes to one type: an int64 with a float64 becomes a float64, and a constant string with a
// time becomes a time. Other pairs of different types are an error.
func (c *compiler) unifyTypes(n ast.Node, what string, l, r node) (node, node, error) {
	var err error
	switch {
	case l.typ == r.typ:
	case isNumeric(l) && isNumeric(r):
		l, r = widen(l), widen(r)
	case l.typ == frame.Time && r.typ == frame.String && r.constant != nil:
		r, err = c.timeConstant(n, r)
	case r.typ == frame.Time && l.typ == frame.String && l.constant != nil:
		l, err = c.timeConstant(n, l)
	default:
		err = c.errorf(n, ErrType, "%s wants two of one type, got %v and %v", what, l.typ, r.typ)
	}
	return l, r, err
}

// isNumeric reports whether a node is a number.
func isNumeric(n node) bool { return n.typ == frame.Float64 || n.typ == frame.Int64 }
