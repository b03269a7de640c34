package ops_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

type operator = func(ops.DataFrame) ops.DataFrame

// TestElementwiseMatchesPandas runs the cases that bench/pandas/record_elementwise.py has recorded: random batches with and
// without missing and infinite values. A case that starts with eval or query is the same expression in both.
func TestElementwiseMatchesPandas(t *testing.T) {
	var recorded struct {
		Batches []*data
		Cases   map[string][]*data
	}
	readPandas(t, "pandas-elementwise.json", &recorded)
	in := frames(t, recorded.Batches)
	for name := range pandasCases {
		if recorded.Cases[name] == nil {
			t.Errorf("%s: not recorded", name)
		}
	}
	for name, batches := range recorded.Cases {
		t.Run(name, func(t *testing.T) {
			op := pandasCases[name]
			if expr, ok := strings.CutPrefix(name, "eval "); ok {
				op = evaluated(expr)
			} else if expr, ok := strings.CutPrefix(name, "query "); ok {
				op = func(d ops.DataFrame) ops.DataFrame { return d.Query(expr) }
			}
			if op == nil {
				t.Fatal("no such operator here")
			}
			wantClose(t, 1e-12, resultsOf(t, op, in...), frames(t, batches)...)
		})
	}
}

func frames(t *testing.T, all []*data) []frame.Frame {
	out := make([]frame.Frame, len(all))
	for i, d := range all {
		out[i] = d.frame(t)
	}
	return out
}

// evaluated is an expression that computes the only column, z.
func evaluated(expr string) operator {
	return func(d ops.DataFrame) ops.DataFrame { return d.Assign("z", expr).Col("z") }
}

// with combines a column with another.
func with(a string, op func(a, b ops.DataFrame) ops.DataFrame, b string) operator {
	return func(d ops.DataFrame) ops.DataFrame { return op(d.Col(a), d.Col(b)) }
}

// of applies an operator to some columns.
func of(columns string, op operator) operator {
	return func(d ops.DataFrame) ops.DataFrame { return op(d.Select(strings.Fields(columns)...)) }
}

// by applies an operator with a value to some columns.
func by[T any](columns string, op func(ops.DataFrame, T) ops.DataFrame, v T) operator {
	return of(columns, func(d ops.DataFrame) ops.DataFrame { return op(d, v) })
}

func as(column string, t frame.Type) operator {
	return of(column, func(d ops.DataFrame) ops.DataFrame { return d.AsType(column, t) })
}

func fill(columns string, v any) operator {
	return of(columns, func(d ops.DataFrame) ops.DataFrame { return d.FillNA(v) })
}

func masked(columns string, mask operator) operator {
	return func(d ops.DataFrame) ops.DataFrame { return d.Select(strings.Fields(columns)...).BlankWhere(mask(d)) }
}

func apply(f func(float64) float64) operator {
	return of("x", func(d ops.DataFrame) ops.DataFrame { return d.Apply("f", f) })
}

type rows = ops.DataFrame

// pandasCases maps expressions of pandas to operators.
var pandasCases = map[string]operator{
	"x == 2.5": by[any]("x", rows.Eq, 2.5), "x != 2.5": by[any]("x", rows.Ne, 2.5), "x < 0": by[any]("x", rows.Lt, 0),
	"x <= 0": by[any]("x", rows.Le, 0), "x > 0": by[any]("x", rows.Gt, 0), "x >= 0": by[any]("x", rows.Ge, 0),
	"n == 3": by[any]("n", rows.Eq, int64(3)), "n < 2.5": by[any]("n", rows.Lt, 2.5), "n >= -1": by[any]("n", rows.Ge, -1.0),
	"s == 'fig'": by[any]("s", rows.Eq, "fig"), "s < 'b'": by[any]("s", rows.Lt, "b"), "b != True": by[any]("b", rows.Ne, true),
	"t > 2026-01-02T12:00:00": by[any]("t", rows.Gt, time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)),
	"xyn > 1":                 by[any]("x y n", rows.Gt, 1),

	"x == y": with("x", rows.EqualTo, "y"), "x != y": with("x", rows.NotEqualTo, "y"), "x < y": with("x", rows.LessThan, "y"),
	"x <= y": with("x", rows.AtMost, "y"), "x > y": with("x", rows.MoreThan, "y"), "x >= y": with("x", rows.AtLeast, "y"),
	"n < x": with("n", rows.LessThan, "x"), "n == m": with("n", rows.EqualTo, "m"), "s == u": with("s", rows.EqualTo, "u"),
	"s <= u": with("s", rows.AtMost, "u"), "b == c": with("b", rows.EqualTo, "c"),

	"b & c": with("b", rows.And, "c"), "b | c": with("b", rows.Or, "c"), "b ^ c": with("b", rows.Xor, "c"), "~b": of("b", rows.Not),
	"p & q": with("p", rows.And, "q"), "p | q": with("p", rows.Or, "q"), "p ^ q": with("p", rows.Xor, "q"), "~p": of("p", rows.Not),
	"p & True": by[any]("p", rows.AndValue, true), "p | True": by[any]("p", rows.OrValue, true), "p ^ True": by[any]("p", rows.XorValue, true),

	"n & m": with("n", rows.And, "m"), "n | m": with("n", rows.Or, "m"), "n ^ m": with("n", rows.Xor, "m"), "~n": of("n", rows.Not),
	"n & 6": by[any]("n", rows.AndValue, 6), "n | 6": by[any]("n", rows.OrValue, 6), "n ^ 6": by[any]("n", rows.XorValue, int64(6)),
	"n << m": with("n", rows.ShiftLeftBy, "m"), "n >> m": with("n", rows.ShiftRightBy, "m"),
	"n << 3": by("n", rows.ShiftLeft, 3), "n >> 2": by("n", rows.ShiftRight, 2),
	"5 << m": by("m", rows.RShiftLeft, 5), "50 >> m": by("m", rows.RShiftRight, 50),

	"x + y": with("x", rows.Plus, "y"), "x - n": with("x", rows.Minus, "n"), "x * y": with("x", rows.Times, "y"),
	"x / y": with("x", rows.Over, "y"), "x // y": with("x", rows.FloorOver, "y"), "x % y": with("x", rows.Modulo, "y"),
	"x ** m": with("x", rows.ToPower, "m"), "n // m": with("n", rows.FloorOver, "m"), "n % m": with("n", rows.Modulo, "m"),
	"n / m": with("n", rows.Over, "m"), "i + j": with("i", rows.Plus, "j"), "i * n": with("i", rows.Times, "n"),
	"i // j": with("i", rows.FloorOver, "j"), "i % j": with("i", rows.Modulo, "j"),
	"x // 3": by("x", rows.FloorDiv, 3), "x // -2.5": by("x", rows.FloorDiv, -2.5), "n // 4": by("n", rows.FloorDiv, 4),
	"n // -4": by("n", rows.FloorDiv, -4), "7 // m": by("m", rows.RFloorDiv, 7), "7 // x": by("x", rows.RFloorDiv, 7),
	"7 % m": by("m", rows.RMod, 7), "7 % x": by("x", rows.RMod, 7), "2 ** x": by("x", rows.RPow, 2), "x % 3": by("x", rows.Mod, 3),
	"-x": of("x", rows.Neg), "3 - n": by("n", rows.RSub, 3), "3 / x": by("x", rows.RDiv, 3),

	"abs x": of("x", rows.Abs), "abs n": of("n", rows.Abs), "abs i": of("i", rows.Abs), "sqrt x": of("x", rows.Sqrt),
	"exp x": of("x", rows.Exp), "log x": of("x", rows.Log), "log10 x": of("x", rows.Log10), "log2 x": of("x", rows.Log2),
	"sin x": of("x", rows.Sin), "cos x": of("x", rows.Cos), "tan x": apply(math.Tan), "sqrt n": of("n", rows.Sqrt),
	"floor x": of("x", rows.Floor), "ceil x": of("x", rows.Ceil), "sign x": of("x", rows.Sign), "sign n": of("n", rows.Sign),
	"round x 0": by("x", rows.Round, 0), "round f 2": by("f", rows.Round, 2), "round f -1": by("f", rows.Round, -1),
	"round n 1":     by("n", rows.Round, 1),
	"clip x -1 1.5": of("x", func(d rows) rows { return d.Clip(-1, 1.5) }),
	"clip n -2 3":   of("n", func(d rows) rows { return d.Clip(-2, 3) }),

	"d[x > 0]":         func(d rows) rows { return d.Where(d.Col("x").Gt(0)) },
	"d[p]":             func(d rows) rows { return d.Where(d.Col("p")) },
	"d.where(x > y)":   masked("x y", func(d rows) rows { return d.Col("x").MoreThan(d.Col("y")).Not() }),
	"d.mask(b)":        masked("x f", func(d rows) rows { return d.Col("b") }),
	"head 3":           func(d rows) rows { return d.Head(3) },
	"tail 3":           func(d rows) rows { return d.Tail(3) },
	"drop x t":         func(d rows) rows { return d.Drop("x", "t") },
	"rename x<->y":     func(d rows) rows { return d.RenameAll(map[string]string{"x": "y", "y": "x"}) },
	"set_index t":      func(d rows) rows { return d.DropIndex().SetIndex("t") },
	"reset_index":      rows.ResetIndex,
	"reset_index drop": rows.DropIndex,
	"dropna":           func(d rows) rows { return d.DropNA() },
	"dropna x i":       func(d rows) rows { return d.DropNA("x", "i") },
	"fillna 1.5":       fill("x y", 1.5), "fillna i": fill("i", 7), "fillna p": fill("p q", true),
	"ffill": of("x s p i t", func(d rows) rows { return d.FFill() }),

	"n float": as("n", frame.Float64), "f int": as("f", frame.Int64), "b int": as("b", frame.Int64), "b float": as("b", frame.Float64),
	"n bool": as("n", frame.Bool), "i float": as("i", frame.Float64), "n str": as("n", frame.String), "t int": as("t", frame.Int64),
	"n time":      as("n", frame.Time),
	"n str int":   of("n", func(d rows) rows { return d.AsType("n", frame.String).AsType("n", frame.Int64) }),
	"f str float": of("f", func(d rows) rows { return d.AsType("f", frame.String).AsType("f", frame.Float64) }),

	"isnull(x)": evaluated("isnull(x)"), "notnull(i)": evaluated("notnull(i)"), "between(n, -2, 4)": evaluated("between(n, -2, 4)"),
	"s contains 'p'": evaluated("s contains 'p'"), "s startsWith 'p'": evaluated("s startsWith 'p'"),
	"s endsWith 'g'": evaluated("s endsWith 'g'"), "s matches '^[a-p].*[gr]$'": evaluated("s matches '^[a-p].*[gr]$'"),
	"min(x, f)": evaluated("min(x, f)"), "max(n, m)": evaluated("max(n, m)"), "b ? x : f": evaluated("b ? x : f"),
	"round(f, 1)": evaluated("round(f, 1)"), "sign(x)": evaluated("sign(x)"), "log2(x)": evaluated("log2(x)"),
}
