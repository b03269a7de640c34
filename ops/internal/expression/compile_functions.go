package expression

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/suggest"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// function is a function that an expression can call.
type function struct {
	minArgs, maxArgs int
	// compile returns the node of a call. The number of arguments was checked.
	compile func(c *compiler, at ast.Node, args []node) (node, error)
}

// functions are all functions by name. Only col is not among them: its argument is the name of a column, not a node.
var functions = map[string]function{
	"abs": numberFunction(kernel.Abs), "sign": numberFunction(kernel.Sign),
	"floor": numberFunction(kernel.Floor), "ceil": numberFunction(kernel.Ceil),
	"sqrt": numberFunction(kernel.Sqrt), "exp": numberFunction(kernel.Exp),
	"log": numberFunction(kernel.Log), "log10": numberFunction(kernel.Log10), "log2": numberFunction(kernel.Log2),
	"sin": numberFunction(kernel.Sin), "cos": numberFunction(kernel.Cos), "tan": numberFunction(kernel.Tan),
	"round":   {1, 2, (*compiler).round},
	"min":     {2, math.MaxInt, foldFunction("min", kernel.Min)},
	"max":     {2, math.MaxInt, foldFunction("max", kernel.Max)},
	"between": {3, 3, (*compiler).between},
	"isnull":  {1, 1, isNull},
	"notnull": {1, 1, notNull},
	"isna":    {1, 1, isNull},
	"notna":   {1, 1, notNull},
	"arctan2": {2, 2, (*compiler).arctan2},

	"sinh": numberFunction(kernel.Sinh), "cosh": numberFunction(kernel.Cosh), "tanh": numberFunction(kernel.Tanh),
	"arcsin": numberFunction(kernel.Arcsin), "arccos": numberFunction(kernel.Arccos), "arctan": numberFunction(kernel.Arctan),
	"arcsinh": numberFunction(kernel.Arcsinh), "arccosh": numberFunction(kernel.Arccosh), "arctanh": numberFunction(kernel.Arctanh),
	"expm1": numberFunction(kernel.Expm1), "log1p": numberFunction(kernel.Log1p),

	"contains":   textTest("contains"),
	"startsWith": textTest("startsWith"), "startswith": textTest("startsWith"),
	"endsWith": textTest("endsWith"), "endswith": textTest("endsWith"),
	"matches": {2, 2, func(c *compiler, at ast.Node, args []node) (node, error) {
		return c.matches(at, args[0], args[1], "%s")
	}},
	"lower": textFunction(strings.ToLower), "upper": textFunction(strings.ToUpper),
	"strip": {1, 2, stripFunction(strings.Trim)}, "trim": {1, 2, stripFunction(strings.Trim)},
	"lstrip": {1, 2, stripFunction(strings.TrimLeft)}, "rstrip": {1, 2, stripFunction(strings.TrimRight)},
	"len":     {1, 1, (*compiler).textLength},
	"replace": {3, 3, (*compiler).replace},
}

// call compiles a call of one of the functions, or col("name").
func (c *compiler) call(n ast.Node, name string, arguments []ast.Node) (node, error) {
	if name == "col" {
		return c.colCall(n, arguments)
	}
	f, ok := functions[name]
	if !ok {
		names := append(slices.Sorted(maps.Keys(functions)), "col")
		if use := otherWay(name); use != "" {
			return node{}, c.errorf(n, ErrSyntax, "no function %q: use %s", name, use)
		}
		err := c.errorf(n, ErrSyntax, "no function %q; functions are %s", name, strings.Join(names, ", "))
		return node{}, fmt.Errorf("%w%s", err, suggest.DidYouMean(name, names))
	}
	if len(arguments) < f.minArgs || len(arguments) > f.maxArgs {
		return node{}, c.errorf(n, ErrSyntax, "%s cannot have %d arguments", name, len(arguments))
	}
	args, err := c.compileAll(arguments)
	if err != nil {
		return node{}, err
	}
	return f.compile(c, n, args)
}

// compileAll compiles the arguments of a call.
func (c *compiler) compileAll(arguments []ast.Node) (args []node, err error) {
	args = make([]node, len(arguments))
	for i, argument := range arguments {
		if args[i], err = c.compile(argument); err != nil {
			return nil, err
		}
	}
	return args, nil
}

// colCall compiles col("name"), which reads a column whose name is not an identifier.
func (c *compiler) colCall(n ast.Node, arguments []ast.Node) (node, error) {
	if len(arguments) == 1 {
		if name, ok := arguments[0].(*ast.StringNode); ok {
			return c.column(n, name.Value)
		}
	}
	return node{}, c.errorf(n, ErrSyntax, "col wants one column's name in quotes")
}

// numberFunction returns the function that applies fn to a number.
func numberFunction(fn kernel.Function) function {
	return function{1, 1, func(c *compiler, at ast.Node, args []node) (node, error) {
		return c.apply(at, fn, args[0])
	}}
}

// apply returns the node that applies fn to the number x.
func (c *compiler) apply(at ast.Node, fn kernel.Function, x node) (node, error) {
	if err := c.requireNumbers(at, fn.Name, x); err != nil {
		return x, err
	}
	t := fn.Type(x.typ)
	if t == frame.Float64 {
		x = widen(x)
	}
	return unaryNode(t, x, fn.Do), nil
}

// maxDecimals is larger than the number of decimals of any float64.
const maxDecimals = 400

// round compiles round(x) and round(x, decimals).
func (c *compiler) round(at ast.Node, args []node) (node, error) {
	decimals := 0
	if len(args) == 2 {
		n := args[1].constant
		if n == nil || n.Type() != frame.Int64 {
			return node{}, c.errorf(at, ErrType, "round wants its decimals as a whole number")
		}
		decimals = int(min(max(n.Scalar().Ints[0], -maxDecimals), maxDecimals))
	}
	return c.apply(at, kernel.Round(decimals), args[0])
}

// arctan2 compiles arctan2(y, x).
func (c *compiler) arctan2(at ast.Node, args []node) (node, error) {
	return arithmeticNode(kernel.Arctan2, args[0], args[1]), c.requireNumbers(at, "arctan2", args...)
}

// foldFunction returns the compile function of min and max: it combines the first argument with each other one by a.
func foldFunction(name string, a kernel.Arithmetic) func(*compiler, ast.Node, []node) (node, error) {
	return func(c *compiler, at ast.Node, args []node) (node, error) {
		x := args[0]
		for _, y := range args[1:] {
			x = arithmeticNode(a, x, y)
		}
		return x, c.requireNumbers(at, name, args...)
	}
}

// between compiles between(x, low, high), which is low <= x <= high.
func (c *compiler) between(at ast.Node, args []node) (node, error) {
	low, err := c.compare(at, "between", kernel.GreaterOrEqual, args[0], args[1])
	if err != nil {
		return low, err
	}
	high, err := c.compare(at, "between", kernel.LessOrEqual, args[0], args[2])
	if err != nil {
		return high, err
	}
	return binaryNode(frame.Bool, low, high, func(out *kernel.Vector, l, r kernel.Vector) error {
		kernel.And.Do(out, l, r)
		return nil
	}), nil
}

// isNull compiles isnull(x).
func isNull(_ *compiler, _ ast.Node, args []node) (node, error) {
	return unaryNode(frame.Bool, args[0], func(out *kernel.Vector, x kernel.Vector) error {
		kernel.IsNull(out, x)
		return nil
	}), nil
}

// notNull compiles notnull(x).
func notNull(c *compiler, at ast.Node, args []node) (node, error) {
	null, err := isNull(c, at, args)
	return notNode(null), err
}

// notNode returns the node of not x.
func notNode(x node) node {
	return unaryNode(frame.Bool, x, func(out *kernel.Vector, x kernel.Vector) error {
		kernel.Not(out, x)
		return nil
	})
}
