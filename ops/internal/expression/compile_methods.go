package expression

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/streamgage/streamgage/internal/suggest"
)

// methods are the functions that can be called as in pandas: x.abs() is abs(x).
var methods = []string{"abs", "between", "isna", "isnull", "notna", "notnull", "round"}

// textMethods are the functions that can be called as in pandas: s.str.lower() is lower(s).
var textMethods = []string{"endswith", "len", "lower", "lstrip", "replace", "rstrip", "startswith", "strip", "upper"}

// patterns are the methods of s.str that take a regular expression, and how much of the text it must match.
var patterns = map[string]string{"contains": "%s", "match": "^(?:%s)", "fullmatch": "^(?:%s)$"}

// otherWays says for methods of pandas that this language does not have what does the same.
var otherWays = map[string]string{
	"fillna": "isnull(x) ? 0 : x, or DataFrame.FillNA", "clip": "min(max(x, 0), 1), or DataFrame.Clip",
	"astype": "DataFrame.AsType", "where": "condition ? a : b", "mask": "condition ? a : b",
	"map": "DataFrame.Apply", "apply": "DataFrame.Apply or MapRows", "Timestamp": `a text: t > "2026-01-01"`,
	"to_datetime": `a text: t > "2026-01-01"`, "eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">=",
	"add": "+", "sub": "-", "mul": "*", "div": "/", "floordiv": "//", "mod": "%", "pow": "**",
}

// What otherWays says of methods that need other rows.
const (
	reductionWay = "a reduction of the DataFrame, of a Window or of a GroupBy: it makes one row of many"
	windowWay    = "the method of the DataFrame, then With: it needs other rows"
)

// otherWay says what does the same as a method of pandas, or is empty.
func otherWay(name string) string {
	if way := otherWays[name]; way != "" {
		return way
	}
	switch name {
	case "sum", "mean", "std", "var", "median", "count", "nunique", "quantile", "any", "all", "prod", "first", "last", "size", "min", "max":
		return reductionWay
	case "shift", "diff", "pct_change", "cumsum", "cumprod", "cummin", "cummax", "rolling", "expanding", "ewm", "ffill", "rank":
		return windowWay
	}
	return ""
}

// method compiles a call of a method: x.f(a) is f(x, a), and s.str.f(a) is f(s, a).
func (c *compiler) method(n *ast.CallNode, callee *ast.MemberNode) (node, error) {
	name, ok := c.memberName(callee)
	if !ok {
		return node{}, c.errorf(n, ErrSyntax, "a call of a value is not supported")
	}
	accessor, isMember := callee.Node.(*ast.MemberNode)
	if isMember {
		switch kind, _ := c.memberName(accessor); kind {
		case "str":
			return c.textMethod(n, name, accessor.Node)
		case "dt":
			return c.timeMember(n, accessor.Node, name, n.Arguments, true)
		}
	}
	if c.isTimeIndex(callee.Node) && slices.Contains(timeMethods, name) {
		return c.timeMember(n, callee.Node, name, n.Arguments, true)
	}
	if name == "isin" && len(n.Arguments) == 1 {
		if list, ok := n.Arguments[0].(*ast.ArrayNode); ok {
			x, err := c.compile(callee.Node)
			if err != nil {
				return x, err
			}
			return c.in(x, list)
		}
		return node{}, c.errorf(n, ErrSyntax, "isin wants a list in brackets")
	}
	if slices.Contains(methods, name) {
		return c.call(n, name, prepend(callee.Node, n.Arguments))
	}
	if use := otherWay(name); use != "" {
		return node{}, c.errorf(n, ErrSyntax, "no method %q: use %s", name, use)
	}
	return node{}, c.errorNoMethod(n, "method", name, append([]string{"isin"}, methods...))
}

// textMethod compiles a call of s.str.name.
func (c *compiler) textMethod(n *ast.CallNode, name string, s ast.Node) (node, error) {
	format, isPattern := patterns[name]
	if !isPattern && !slices.Contains(textMethods, name) {
		return node{}, c.errorNoMethod(n, "method of str", name, slices.Concat(slices.Sorted(maps.Keys(patterns)), textMethods))
	}
	if !isPattern {
		return c.call(n, name, prepend(s, n.Arguments))
	}
	args, err := c.compileAll(prepend(s, n.Arguments))
	if err != nil {
		return node{}, err
	}
	if len(args) != 2 {
		return node{}, c.errorf(n, ErrSyntax, "%s wants one regular expression", name)
	}
	return c.matches(n, args[0], args[1], format)
}

// errorNoMethod returns the error of an unknown method.
func (c *compiler) errorNoMethod(n ast.Node, kind, name string, known []string) error {
	slices.Sort(known)
	err := c.errorf(n, ErrSyntax, "no %s %q; there are %s, and functions such as sqrt(x)", kind, name, strings.Join(known, ", "))
	return fmt.Errorf("%w%s", err, suggest.DidYouMean(name, known))
}

// member compiles a.b without a call: t.dt.hour is hour(t). Others are an error.
func (c *compiler) member(n *ast.MemberNode) (node, error) {
	name, ok := c.memberName(n)
	if !ok {
		return node{}, c.errorf(n, ErrSyntax, `"[...]" is not supported: a row has no other rows, and a text no parts`)
	}
	if accessor, ok := n.Node.(*ast.MemberNode); ok {
		if kind, _ := c.memberName(accessor); kind == "dt" {
			return c.timeMember(n, accessor.Node, name, nil, false)
		}
	}
	if c.isTimeIndex(n.Node) && timeMembers[name] != "" {
		return c.timeMember(n, n.Node, name, nil, false)
	}
	if left, ok := n.Node.(*ast.IdentifierNode); ok {
		if dotted := c.text.name(left.Value) + "." + name; c.hasColumn(dotted) {
			return node{}, c.errorf(n, ErrSyntax, "a . is not part of a name: write `%s` in backticks", dotted)
		}
	}
	return node{}, c.errorf(n, ErrSyntax, "the member %q is not supported; a name with a . is in backticks: `a.b`", name)
}

// memberName returns the name of a member. ok is false if n is an element such as x[1].
func (c *compiler) memberName(n *ast.MemberNode) (name string, ok bool) {
	property, isText := n.Property.(*ast.StringNode)
	if !isText || c.text.runes[property.Location().From] != '$' { // the rewriter has numbered all names of members
		return "", false
	}
	return c.text.name(property.Value), true
}

func (c *compiler) hasColumn(name string) bool {
	_, ok := c.schema.Lookup(name)
	return ok
}

// prepend returns the arguments of a function that is called as a method of x.
func prepend(x ast.Node, arguments []ast.Node) []ast.Node {
	return append([]ast.Node{x}, arguments...)
}
