package expression_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/expr-lang/expr"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops/internal/expression"
	"github.com/streamgage/streamgage/ops/internal/kernel"
	"go.uber.org/goleak"
	"pgregory.net/rapid"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// sample returns a frame with columns of every type, without missing values.
func sample(rows int) frame.Frame {
	xs, ys, ns, bs, ss := make([]float64, rows), make([]float64, rows), make([]int64, rows), make([]bool, rows), make([]string, rows)
	for i := range rows {
		xs[i], ys[i], ns[i] = float64(i%7)-2.5, float64(i%5), int64(i%11)-5
		bs[i], ss[i] = i%3 == 0, strings.Repeat("ab", i%4)
	}
	return frame.Must(frame.New(frame.Col("x", xs), frame.Col("y", ys), frame.Col("n", ns), frame.Col("b", bs), frame.Col("s", ss),
		frame.Nanos("t", ns), frame.Col("odd name", xs)))
}

func run(t *testing.T, source string, f frame.Frame) kernel.Vector {
	t.Helper()
	p, err := expression.Compile(source, f.Schema())
	check.NoError(t, err)
	v, err := p.Run(f)
	check.NoError(t, err)
	return v
}

// An error names the character, and quotes the expression.
func TestErrorMessages(t *testing.T) {
	schema := sample(0).Schema()
	cases := []struct {
		source string
		kind   error
		says   string
	}{
		{"", expression.ErrSyntax, "it is empty"},
		{"x >", expression.ErrSyntax, `unexpected token EOF, at character 3 of expression "x >"`},
		{"x > 1 )", expression.ErrSyntax, "at character 7"},
		{"'ü' == s and z > 1", expression.ErrColumn, `no such column: "z"; columns are x, y, n, b, s, t, odd name, at character 14`},
		{"col('nope')", expression.ErrColumn, `"nope"`},
		{"col(x)", expression.ErrSyntax, "col wants one column's name in quotes"},
		{"x + s", expression.ErrType, `+ wants numbers, got string, at character 3`},
		{"-b", expression.ErrType, "- wants numbers, got bool"},
		{"not x", expression.ErrType, "not wants bool, got float64, at character 1"},
		{"b & x", expression.ErrType, "& wants bool, got float64, at character 3"},
		{"n || n", expression.ErrType, "|| wants bool, got int64 and int64; DataFrame.And and Or combine bits"},
		{"x and b", expression.ErrType, "and wants bool, got float64"},
		{"s > 1", expression.ErrType, "> wants two of one type, got string and int64"},
		{"b > true", expression.ErrType, "> cannot compare bools"},
		{"x // b", expression.ErrType, "// wants numbers"},
		{"t > 'yesterday'", expression.ErrType, `got "yesterday"`},
		{"t > s", expression.ErrType, "got time and string"},
		{"s matches '('", expression.ErrSyntax, "missing closing )"},
		{"s matches s", expression.ErrType, "the same for all rows"},
		{"x in [1, y]", expression.ErrSyntax, "a list can only have constants, at character 10"},
		{"x in [1, 'a']", expression.ErrType, "got float64 and string"},
		{"x in n", expression.ErrSyntax, "in wants a list"},
		{"b ? 1 : 'a'", expression.ErrType, "got int64 and string"},
		{"x ? 1 : 2", expression.ErrType, "? wants bool"},
		{"x ^ 2", expression.ErrSyntax, "operator ^ is not supported"},
		{"x ?? 2", expression.ErrSyntax, "operator ?? is not supported"},
		{"1..3", expression.ErrSyntax, "operator .. is not supported"},
		{"rond(x)", expression.ErrSyntax, `at character 1 of expression "rond(x)"; did you mean "round"?`},
		{"col('od name') > 1", expression.ErrColumn, `; did you mean "odd name"?`},
		{"now()", expression.ErrSyntax, `no function "now"; functions are abs, arccos`},
		{"filter([1], x > 0)", expression.ErrSyntax, `no function "filter"`},
		{"filter([1], # > 0)", expression.ErrSyntax, `a # is not supported, at character 13`},
		{"`odd name", expression.ErrSyntax, "the name has no closing backtick, at character 1"},
		{"s == 'a", expression.ErrSyntax, "the text has no closing ', at character 6"},
		{"n > 1 `odd name`", expression.ErrSyntax, `unexpected token Identifier("odd name"), at character 7`},
		{"x > 1 or `od name` > 1", expression.ErrColumn, "\"od name\"; columns are x, y, n, b, s, t, odd name, at character 10"},
		{"n << 1", expression.ErrSyntax, "<< (DataFrame.ShiftLeft shifts bits) is not supported, at character 3"},
		{"abs(x, y)", expression.ErrSyntax, "abs cannot have 2 arguments"},
		{"abs(s)", expression.ErrType, "abs wants numbers, got string"},
		{"max(x)", expression.ErrSyntax, "max cannot have 1 argument"},
		{"max(x, s)", expression.ErrType, "max wants numbers"},
		{"round(x, y)", expression.ErrType, "decimals as a whole number"},
		{"x == nil", expression.ErrSyntax, "a missing value (isnull(x) tells what is missing) is not supported"},
		{"x.y", expression.ErrSyntax, "not supported"},
		{"x[1]", expression.ErrSyntax, "not supported"},
		{"x?.y", expression.ErrSyntax, "not supported"},
		{"s[1:2]", expression.ErrSyntax, "a slice is not supported"},
		{"let a = 1; a", expression.ErrSyntax, "an assignment (Assign takes the name of the new column"},
		{"1; 2", expression.ErrSyntax, `";" is not supported`},
		{"[1]", expression.ErrSyntax, "a list that does not follow in is not supported"},
		{"{a: 1}", expression.ErrSyntax, "a map is not supported"},
		{"b'a'", expression.ErrSyntax, "a text with the prefix b is not supported"},
		{"s.f()", expression.ErrSyntax, `no method "f"; there are abs, between`},
		{"s['$0']()", expression.ErrSyntax, "unexpected token"},
		{"s['$0']", expression.ErrSyntax, `"[...]" is not supported`},
		{"abs('a').x(1)(2)", expression.ErrSyntax, "unexpected token"},
		{"99999999999999999999", expression.ErrSyntax, "invalid integer literal"},
	}
	for _, c := range cases {
		_, err := expression.Compile(c.source, schema)
		if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), fmt.Sprintf("%q", c.source)) {
			t.Errorf("%s: got %v, want %v that says %q", c.source, err, c.kind, c.says)
		}
	}
}

func TestHostileExpressionsAreErrors(t *testing.T) {
	schema := sample(0).Schema()
	for name, source := range map[string]string{
		"long":        strings.Repeat("x + ", 1_000_000) + "x",
		"brackets":    strings.Repeat("(", 9_999),
		"minus":       strings.Repeat("-", 9_999) + "x",
		"not":         strings.Repeat("!", 9_999) + "b",
		"chain":       strings.Repeat("x+", 4_999) + "x",
		"calls":       strings.Repeat("abs(", 2_000) + "x" + strings.Repeat(")", 1_999),
		"powers":      strings.Repeat("x**", 3_000) + "x",
		"ternaries":   strings.Repeat("b?1:", 2_400) + "2",
		"lists":       strings.Repeat("[", 9_999),
		"bad regular": "s matches '" + strings.Repeat("(a{1000}){1000}", 100) + "'",
	} {
		if _, err := expression.Compile(source, schema); !errors.Is(err, expression.ErrSyntax) {
			t.Errorf("%s: got %v", name, err)
		} else if len(err.Error()) > 500 {
			t.Errorf("%s: a message of %d bytes", name, len(err.Error()))
		}
	}
	// Long expressions within the limits are no error.
	run(t, "n in ["+strings.Repeat("1,", 4_000)+"1]", sample(1))
	run(t, strings.Repeat("x+", 400)+"x", sample(1))
}

// An overflow names the row of the batch, not of the chunk that was computed.
func TestOverflowNamesRow(t *testing.T) {
	ns := make([]int64, 5000)
	ns[4321] = math.MaxInt64
	f := frame.Must(frame.New(frame.Col("n", ns)))
	p, err := expression.Compile("abs(n + 1)", f.Schema())
	check.NoError(t, err)
	_, err = p.Run(f)
	want := `int64 overflow: add of 9223372036854775807 and 1 in row 4321 of expression "abs(n + 1)"`
	if !errors.Is(err, kernel.ErrOverflow) || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if v, err := p.Run(f.Slice(0, 4321)); err != nil || v.Len() != 4321 || v.Ints[4320] != 1 {
		t.Errorf("after that: %v, %v", v.Len(), err)
	}
}

// A missing value in one chunk does not affect other rows or chunks.
func TestMissingInOneChunk(t *testing.T) {
	const rows = 2500
	for _, missing := range []int{0, 1023, 1024, 2000, 2499} {
		ns, valid := make([]int64, rows), make([]bool, rows)
		for i := range ns {
			ns[i], valid[i] = int64(i), i != missing
		}
		f := frame.Must(frame.New(frame.Col("n", ns).WithValid(valid)))
		v := run(t, "n + 1", f)
		for i := range rows {
			if v.IsValid(i) != valid[i] || valid[i] && v.Ints[i] != int64(i+1) {
				t.Fatalf("row %d missing: row %d is %v, %v", missing, i, v.Ints[i], v.IsValid(i))
			}
		}
	}
}

func TestMissingValues(t *testing.T) {
	no := []bool{false}
	f := frame.Must(frame.New(frame.Col("x", []float64{math.NaN()}), frame.Col("n", []int{7}).WithValid(no),
		frame.Col("s", []string{"a"}).WithValid(no), frame.Col("b", []bool{true}).WithValid(no), frame.Nanos("t", []int64{0}).WithValid(no)))
	for source, want := range map[string]string{
		"x == x": "false", "x != x": "true", "n == 7": "false", "n != 7": "true", "n < 8": "false", "s == 'a'": "false",
		"s contains 'a'": "false", "s matches 'a'": "false", "n in [7]": "false", "n not in [7]": "true",
		"t < '2026-01-01'": "false", "t != '1970-01-01'": "true", "x in [1.0]": "false", "between(n, 1, 9)": "false",
		"isnull(x) and isnull(n) and isnull(s) and isnull(b) and isnull(t)": "true", "notnull(b)": "false",
		"n + 1": "", "n + x": "", "n / 2": "", "abs(n)": "", "min(n, 1)": "", "round(x)": "", "-n": "",
		"b": "", "not b": "", "b and false": "false", "b or true": "true", "b and true": "", "b ? 1 : 2": "", "true ? n : 2": "",
		"false ? n : 2": "2", "b == true": "false", "x ** 0": "1",
	} {
		v := run(t, source, f)
		c := v.Column("z")
		if got := string(c.AppendCell(nil, 0)); got != want {
			t.Errorf("%s: got %q, want %q", source, got, want)
		}
	}
}

// A // in a string literal, and a column whose name is not an identifier, mean what they say.
func TestSourcePreparation(t *testing.T) {
	f := sample(4)
	for source, want := range map[string]string{
		`"a//b" == 'a//b'`: "true", `"\"//" matches "^./{2}$"`: "true", `"\"//" == '"//'`: "true", "`odd name` == x": "true",
		`s == r'\d' or '\d' == r'\d'`: "true", `r'\'' == "\\'"`: "true", `r"\\" == '\\\\'`: "true",
		"not x > 1 and b": "true", "not not b": "true", "not n in [1] or not b": "true", "b & (x < 1) | ~b": "true", "x in (1, -2.5)": "true",
		"n == (-5, 1)": "true", "True": "true", "x < inf": "true", "n ** 2": "25", "n ** -1": "-0.2", "2 ** (n + 7)": "4",
		"len('über') + len(s)": "4", "s + 'a' + 'b'": "ab", "strip('--a-', '-')": "a", "lstrip('  a ')": "a ", "rstrip(' a\t ')": " a",
		"replace('aba', 'a', 'x')": "xbx", "upper('aé') + lower('B')": "AÉb", "contains('abc', 'b') and 'abc' contains 'b'": "true",
		"startswith('abc', 'ab') and endsWith('abc', 'c')": "true", "matches('abc', '^a.c$')": "true", "'a.b'.str.contains('a.b')": "true",
		"between(t, '1969-12-31 23:59:00', '1970-01-01')": "true", "t in ['1970-01-01T00:59:59.999999995+01:00']": "true",
		"t > '1970-01-01 00:00:00+01:00'": "true", "`t` < '1970-01-01'": "true",
		"7//2": "3", "-7 // 2": "-4", "7 /2": "3.5",
		`'ü' == 'ü' ? 7//2 : 0`: "3", `col("odd name") == x`: "true", "7 // 2 // 2": "1", "8 / 2 // 2": "2",
	} {
		c := run(t, source, f).Column("z")
		if got := string(c.AppendCell(nil, 0)); got != want {
			t.Errorf("%s: got %q, want %q", source, got, want)
		}
	}
}

// Results equal those of expr's own virtual machine, row by row, for expressions that mean the same in both: without
// missing values, // and %.
func TestMatchesExprVirtualMachine(t *testing.T) {
	f := sample(77)
	env := func(row int) map[string]any {
		out := map[string]any{}
		for _, name := range []string{"x", "y", "n", "b", "s"} {
			v, err := kernel.VectorOf(f, name)
			check.NoError(t, err)
			switch v.Type {
			case frame.Float64:
				out[name] = v.Floats[row]
			case frame.Int64:
				out[name] = int(v.Ints[row])
			case frame.Bool:
				out[name] = v.Bools[row]
			case frame.String:
				out[name] = v.Texts[row]
			}
		}
		return out
	}
	rapid.Check(t, func(rt *rapid.T) {
		source := drawBoolSource(4).Draw(rt, "source")
		program, err := expr.Compile(source, expr.Env(env(0)))
		if err != nil {
			rt.Fatal(err)
		}
		got := run(t, source, f)
		for row := range f.Len() {
			want, err := expr.Run(program, env(row))
			if err != nil {
				rt.Fatal(err)
			}
			if got.Bools[row] != want {
				rt.Fatalf("%s: row %d (%v): got %v, want %v", source, row, env(row), got.Bools[row], want)
			}
		}
	})
}

func drawNumberSource(depth int) *rapid.Generator[string] {
	leaf := rapid.SampledFrom([]string{"x", "y", "n", "2", "0.5", "-3", "1.0"})
	if depth == 0 {
		return leaf
	}
	return rapid.OneOf(leaf, rapid.Custom(func(t *rapid.T) string {
		a, b := drawNumberSource(depth-1).Draw(t, "a"), drawNumberSource(depth-1).Draw(t, "b")
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			return fmt.Sprintf("(%s ? %s : %s)", drawBoolSource(depth-1).Draw(t, "c"), a, b)
		case 1:
			return fmt.Sprintf("%s(%s)", rapid.SampledFrom([]string{"abs", "floor", "ceil", "-"}).Draw(t, "f"), a)
		case 2:
			// The virtual machine assumes that the result has the type of the first argument, and fails otherwise: so add 0.0.
			return fmt.Sprintf("(%s(%s, %s) + 0.0)", rapid.SampledFrom([]string{"min", "max"}).Draw(t, "f"), a, b)
		}
		return fmt.Sprintf("(%s %s %s)", a, rapid.SampledFrom([]string{"+", "-", "*"}).Draw(t, "op"), b)
	}))
}

func drawBoolSource(depth int) *rapid.Generator[string] {
	leaf := rapid.SampledFrom([]string{
		"b", "true", "x > y", "n == 2", "s == 'ab'", "s contains 'ba'", "n in [1, 2, -3]", "s not in ['ab', '']",
	})
	if depth == 0 {
		return leaf
	}
	return rapid.OneOf(leaf, rapid.Custom(func(t *rapid.T) string {
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			return fmt.Sprintf("not (%s)", drawBoolSource(depth-1).Draw(t, "a"))
		case 1:
			op := rapid.SampledFrom([]string{"and", "or", "&&", "||", "==", "!="}).Draw(t, "op")
			return fmt.Sprintf("(%s) %s (%s)", drawBoolSource(depth-1).Draw(t, "a"), op, drawBoolSource(depth-1).Draw(t, "b"))
		case 2:
			a, b, c := drawNumberSource(depth-1).Draw(t, "a"), drawNumberSource(depth-1).Draw(t, "b"), drawNumberSource(depth-1).Draw(t, "c")
			return fmt.Sprintf("%s <= %s < %s", a, b, c)
		}
		op := rapid.SampledFrom([]string{"==", "!=", "<", "<=", ">", ">="}).Draw(t, "op")
		return fmt.Sprintf("%s %s %s", drawNumberSource(depth-1).Draw(t, "a"), op, drawNumberSource(depth-1).Draw(t, "b"))
	}))
}
