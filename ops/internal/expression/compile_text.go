package expression

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/ast"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// textTests are the operators that test two strings.
var textTests = map[string]func(s, part string) bool{
	"contains": strings.Contains, "startsWith": strings.HasPrefix, "endsWith": strings.HasSuffix,
}

// textTest returns the function that is the operator of this name.
func textTest(operator string) function {
	return function{2, 2, func(c *compiler, at ast.Node, args []node) (node, error) {
		return textTestNode(textTests[operator], args[0], args[1]), c.requireType(at, operator, frame.String, args...)
	}}
}

// textTestNode returns the node of a test of two strings.
func textTestNode(test func(s, part string) bool, l, r node) node {
	return binaryNode(frame.Bool, l, r, func(out *kernel.Vector, l, r kernel.Vector) error {
		kernel.TextTest(out, l, r, test)
		return nil
	})
}

// matches compiles s matches pattern. The regular expression must be a constant, and is compiled once. It takes the
// place of %s in format.
func (c *compiler) matches(at ast.Node, l, r node, format string) (node, error) {
	if err := c.requireType(at, "matches", frame.String, l, r); err != nil {
		return l, err
	}
	if r.constant == nil {
		return l, c.errorf(at, ErrType, "matches wants a regular expression that is the same for all rows")
	}
	pattern, err := regexp.Compile(strings.Replace(format, "%s", r.constant.Scalar().Texts[0], 1))
	if err != nil {
		return l, c.errorf(at, ErrSyntax, "%v", err)
	}
	return textTestNode(func(s, _ string) bool { return pattern.MatchString(s) }, l, r), nil
}

// textFunction returns the function that applies f to a string.
func textFunction(f func(string) string) function {
	return function{1, 1, func(c *compiler, at ast.Node, args []node) (node, error) {
		return textMapNode(args[0], f), c.requireType(at, "a text function", frame.String, args...)
	}}
}

// textMapNode returns the node that applies f to strings.
func textMapNode(s node, f func(string) string) node {
	return unaryNode(frame.String, s, func(out *kernel.Vector, x kernel.Vector) error {
		kernel.TextMap(out, x, f)
		return nil
	})
}

// space has the characters that Python's strip removes.
const space = " \t\n\v\f\r\x1c\x1d\x1e\x1f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a" +
	"\u2028\u2029\u202f\u205f\u3000"

// stripFunction returns the compile function of strip(s), which trims white space, and strip(s, characters).
func stripFunction(trim func(s, characters string) string) func(*compiler, ast.Node, []node) (node, error) {
	return func(c *compiler, at ast.Node, args []node) (node, error) {
		characters := space
		if len(args) == 2 {
			var err error
			if characters, err = c.constantText(at, "strip", args[1]); err != nil {
				return node{}, err
			}
		}
		return textMapNode(args[0], func(s string) string { return trim(s, characters) }), c.requireType(at, "strip", frame.String, args[0])
	}
}

// textLength compiles len(s), the number of characters.
func (c *compiler) textLength(at ast.Node, args []node) (node, error) {
	return unaryNode(frame.Int64, args[0], func(out *kernel.Vector, x kernel.Vector) error {
		kernel.TextCount(out, x, utf8.RuneCountInString)
		return nil
	}), c.requireType(at, "len", frame.String, args...)
}

// replace compiles replace(s, old, new), which replaces text, not a regular expression.
func (c *compiler) replace(at ast.Node, args []node) (node, error) {
	var texts [2]string
	for i := range texts {
		var err error
		if texts[i], err = c.constantText(at, "replace", args[i+1]); err != nil {
			return node{}, err
		}
	}
	replace := func(s string) string { return strings.ReplaceAll(s, texts[0], texts[1]) }
	return textMapNode(args[0], replace), c.requireType(at, "replace", frame.String, args[0])
}

// constantText returns the text of an argument that must be the same for all rows.
func (c *compiler) constantText(at ast.Node, function string, n node) (string, error) {
	if n.constant == nil || n.typ != frame.String {
		return "", c.errorf(at, ErrType, "%s wants a text that is the same for all rows", function)
	}
	return n.constant.Scalar().Texts[0], nil
}
