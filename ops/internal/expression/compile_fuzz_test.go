package expression_test

import (
	"errors"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops/internal/expression"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// Compiling any text returns a program or one of the errors. A program returns a value for each row, and the same one
// if it runs on that row alone.
func FuzzCompile(f *testing.F) {
	for _, source := range []string{
		"x > 1 and y in [2, 3]", "not (b) || s matches '^a'", "n // 2 % 3 ** -1", "b ? x : n + 1", "t > '2026-01-01' == true",
		"between(x, 1, 2) != isnull(col('odd name'))", "round(x, -400) + min(n, 2, x)", "\"a//b\" + `c`", "if b { 1 } else { 2 }",
		"not not n in (1, 2) and ~b & x.isna()",
		"s.str.contains(r'\\d') | `odd name` > 1", "replace(s, 'a', '') + upper(s)", "index = @x", "a == b == c",
		"x.str[0]['$0'](1)", "n.isin([1, 2]) ? len(s) : n ** 2", "'\\", "s.strip(lower('\\u00e9'))",
		"n * 9223372036854775807", "/* // */ x", "x | abs()", "let a = 1; a", "[1, 2][0]", "{a: 1}.a", "b'x'", "1..3", "::abs(x)", "#", "'\\",
	} {
		f.Add(source)
	}
	rows := sample(5)
	valid := []bool{true, false, true, false, true}
	cols := []frame.Column{}
	for _, field := range rows.Schema().Fields() {
		c, err := rows.Column(field.Name)
		if err != nil {
			f.Fatal(err)
		}
		cols = append(cols, c.WithValid(valid))
	}
	in := frame.Must(frame.New(cols...))
	f.Fuzz(func(t *testing.T, source string) {
		p, err := expression.Compile(source, in.Schema())
		if err != nil {
			for _, kind := range []error{expression.ErrSyntax, expression.ErrColumn, expression.ErrType} {
				if errors.Is(err, kind) {
					return
				}
			}
			t.Fatalf("an error of no kind: %v", err)
		}
		all, err := p.Run(in)
		if errors.Is(err, kernel.ErrOverflow) {
			return
		}
		if err != nil || all.Len() != in.Len() || all.Type != p.Type() {
			t.Fatalf("got %d rows of %v, want %v; %v", all.Len(), all.Type, p.Type(), err)
		}
		column := all.Column("z")
		for row := range in.Len() {
			one, err := p.Run(in.Slice(row, row+1))
			check.NoError(t, err)
			if got, want := one.Column("z").AppendCell(nil, 0), column.AppendCell(nil, row); string(got) != string(want) {
				t.Fatalf("row %d alone gives %q, with the others %q", row, got, want)
			}
		}
	})
}
