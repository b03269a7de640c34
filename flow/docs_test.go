package flow

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// docs/operators.md has every operator, with the signature that it has here.
func TestEveryOperatorIsDocumented(t *testing.T) {
	text, err := os.ReadFile("../docs/operators.md")
	if err != nil {
		t.Fatal(err)
	}
	operators := 0
	for _, f := range exportedFuncs(t) {
		signature := signature(t, f)
		if !strings.Contains(signature, "Stream[") {
			continue
		}
		operators++
		if want := fmt.Sprintf("### %s\n\n```go\n%s\n```\n", f.Name.Name, signature); !strings.Contains(string(text), want) {
			t.Errorf("docs/operators.md lacks\n%s", want)
		}
	}
	if operators < 40 {
		t.Errorf("found only %d operators", operators)
	}
}

func exportedFuncs(t *testing.T) []*ast.FuncDecl {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var funcs []*ast.FuncDecl
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.IsExported() {
				funcs = append(funcs, f)
			}
		}
	}
	return funcs
}

// signature is a function's first line.
func signature(t *testing.T, f *ast.FuncDecl) string {
	t.Helper()
	var b bytes.Buffer
	if err := printer.Fprint(&b, token.NewFileSet(), &ast.FuncDecl{Name: f.Name, Type: f.Type}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
