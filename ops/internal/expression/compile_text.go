package expression

import (
	"regexp"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// textTests are the operators that test two strings.
var textTests = map[string]func(s, part string) bool{
	"contains": strings.Contains, "startsWith": strings.HasPrefix, "endsWith": strings.HasSuffix,
}

// textTestNode returns the node of a test of two strings.
func textTestNode(test func(s, part string) bool, l, r node) node {
	return binaryNode(frame.Bool, l, r, func(out *kernel.Vector, l, r kernel.Vector) error {
		kernel.TextTest(out, l, r, test)
		return nil
	})
}

// matches compiles s matches pattern. The regular expression must be a constant, and is compiled once.
func (c *compiler) matches(n *ast.BinaryNode, l, r node) (node, error) {
	if err := c.requireType(n, n.Operator, frame.String, l, r); err != nil {
		return l, err
	}
	if r.constant == nil {
		return l, c.errorf(n.Right, ErrType, "matches wants a regular expression that is the same for all rows")
	}
	pattern, err := regexp.Compile(r.constant.Scalar().Texts[0])
	if err != nil {
		return l, c.errorf(n.Right, ErrSyntax, "%v", err)
	}
	return textTestNode(func(s, _ string) bool { return pattern.MatchString(s) }, l, r), nil
}
