package flow

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

const operatorsFile = "../docs/operators.md"

var regen = flag.Bool("regen", false, "write signatures and doc comments into docs/operators.md")

// docs/operators.md contains every operator with its signature and doc comment. An operator that takes and returns a stream
// also has a marble diagram, and a row in the table. With -regen the test first writes the sections that exist anew.
func TestEveryOperatorIsDocumented(t *testing.T) {
	text, err := os.ReadFile(operatorsFile)
	check.NoError(t, err)
	operators := 0
	for _, f := range exportedFuncs(t) {
		signature := signature(t, f)
		if !strings.Contains(signature, "Stream[") {
			continue
		}
		operators++
		section := fmt.Sprintf("### %s\n\n```go\n%s\n```\n\n%s\n", f.Name.Name, signature, markdown(f.Doc.Text()))
		if *regen {
			text = replaceSection(text, f.Name.Name, section)
		}
		if !strings.Contains(string(text), section) {
			t.Errorf("docs/operators.md lacks\n%s", section)
		}
		if strings.Count(signature, "Stream[") < 2 {
			continue // a source or a sink
		}
		if !strings.Contains(section, "\nout:") {
			t.Errorf("%s has no diagram", f.Name.Name)
		}
		if !regexp.MustCompile(`(?m)^\| [^|]*\b` + f.Name.Name + `\b[^|]*\|`).Match(text) {
			t.Errorf("%s has no row in the table", f.Name.Name)
		}
	}
	if operators < 40 {
		t.Errorf("found only %d operators", operators)
	}
	if *regen {
		check.NoError(t, os.WriteFile(operatorsFile, text, 0o644))
	}
}

// replaceSection replaces what is between the heading of a section and the next heading.
func replaceSection(text []byte, name, section string) []byte {
	old := regexp.MustCompile(`(?ms)^### ` + name + `\n.*?(^##|\z)`).FindSubmatchIndex(text)
	if old == nil {
		return text // the section does not exist: the test fails
	}
	return slices.Concat(text[:old[0]], []byte(section+"\n"), text[old[2]:])
}

// markdown returns a doc comment as Markdown: indented parts become code blocks.
func markdown(doc string) string {
	var lines []string
	block := false
	for _, line := range strings.Split(strings.TrimSpace(doc), "\n") {
		indented := strings.HasPrefix(line, "\t")
		if indented != block {
			lines, block = append(lines, "```"), indented
		}
		lines = append(lines, strings.TrimPrefix(line, "\t"))
	}
	if block {
		lines = append(lines, "```")
	}
	return strings.Join(lines, "\n")
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
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
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

// signature returns the declaration of a function without its body.
func signature(t *testing.T, f *ast.FuncDecl) string {
	t.Helper()
	var b bytes.Buffer
	check.NoError(t, printer.Fprint(&b, token.NewFileSet(), &ast.FuncDecl{Name: f.Name, Type: f.Type}))
	return b.String()
}
