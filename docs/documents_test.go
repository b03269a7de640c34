// Package docs_test checks that what the documents quote exists.
package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// packages are the folders of the packages that documents name.
var packages = map[string]string{
	"flow": "flow", "rx": "flow/rx", "draw": "flow/draw", "text": "flow/text", "web": "flow/web", "frame": "frame", "ipc": "frame/ipc",
	"ops": "ops", "dbsql": "ops/dbsql", "viz": "viz", "operation": "viz/operation", "raster": "viz/raster", "canvas": "viz/canvas", "sinks": "sinks",
}

// exported returns the exported names of a package: Name, and Type.Name for methods and fields.
func exported(t *testing.T, folder string) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	files, err := filepath.Glob(filepath.Join("..", folder, "*.go"))
	check.NoError(t, err)
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		check.NoError(t, err)
		for _, d := range parsed.Decls {
			addNames(names, d)
		}
	}
	return names
}

// addNames adds the exported names of a declaration.
func addNames(names map[string]bool, d ast.Decl) {
	if f, ok := d.(*ast.FuncDecl); ok {
		prefix := ""
		if f.Recv != nil {
			prefix = typeName(f.Recv.List[0].Type) + "."
		}
		names[prefix+f.Name.Name] = true
		return
	}
	for _, spec := range d.(*ast.GenDecl).Specs {
		switch spec := spec.(type) {
		case *ast.ValueSpec:
			for _, name := range spec.Names {
				names[name.Name] = true
			}
		case *ast.TypeSpec:
			names[spec.Name.Name] = true
			var fields *ast.FieldList
			switch typ := spec.Type.(type) {
			case *ast.StructType:
				fields = typ.Fields
			case *ast.InterfaceType:
				fields = typ.Methods
			default:
				continue
			}
			for _, field := range fields.List {
				for _, name := range field.Names {
					names[spec.Name.Name+"."+name.Name] = true
				}
			}
		}
	}
}

// typeName returns the name of a receiver's type.
func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return typeName(e.X)
	case *ast.IndexExpr:
		return typeName(e.X)
	case *ast.IndexListExpr:
		return typeName(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

// documents are the files that users and contributors read.
func documents(t *testing.T) []string {
	t.Helper()
	files := []string{"../README.md", "../CONTRIBUTING.md"}
	for _, pattern := range []string{"*.md", "design/*.md"} {
		found, err := filepath.Glob(pattern)
		check.NoError(t, err)
		files = append(files, found...)
	}
	return files
}

// code matches what documents show as code: blocks, and spans of a line.
var code = regexp.MustCompile("(?s)```.*?```|``.+?``|`[^`\n]+`")

// qualified matches a name of a package, and of a type in it with a method or field.
var qualified = regexp.MustCompile(`(?:^|[^\w./"])(\w+)\.([A-Z]\w*)(?:\.([A-Z]\w*))?`)

// The names that documents quote exist, but for those of the tables of what was renamed.
func TestDocumentsNameWhatExists(t *testing.T) {
	names := map[string]map[string]bool{}
	for name, folder := range packages {
		names[name] = exported(t, folder)
	}
	for _, file := range documents(t) {
		text, err := os.ReadFile(file)
		check.NoError(t, err)
		current, _, _ := strings.Cut(string(text), "\n## Renamed before 1.0")
		for _, span := range code.FindAllString(current, -1) {
			for _, m := range qualified.FindAllStringSubmatch(span, -1) {
				known, ours := names[m[1]]
				if !ours || strings.Contains(span, "`sketch") {
					continue
				}
				if name := m[2]; !known[name] {
					t.Errorf("%s: there is no %s.%s in %s", file, m[1], name, firstLine(span))
				}
			}
		}
	}
}

// The links of documents lead to files.
func TestDocumentsLinkWhatExists(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)\s#]*)(#[^)\s]*)?\)`)
	for _, file := range documents(t) {
		text, err := os.ReadFile(file)
		check.NoError(t, err)
		for _, m := range link.FindAllStringSubmatch(code.ReplaceAllString(string(text), ""), -1) {
			if strings.HasPrefix(m[1], "http") {
				continue
			}
			path := filepath.Join(filepath.Dir(file), m[1])
			if m[1] == "" {
				path = file
			}
			if _, err := os.Stat(path); err != nil {
				t.Errorf("%s: %v", file, err)
			} else if m[2] != "" && !slices.Contains(headings(t, path), m[2][1:]) {
				t.Errorf("%s: there is no heading for %s%s", file, m[1], m[2])
			}
		}
	}
}

// headings returns the fragments of the headings of a document.
func headings(t *testing.T, file string) (fragments []string) {
	t.Helper()
	text, err := os.ReadFile(file)
	check.NoError(t, err)
	for _, line := range strings.Split(string(text), "\n") {
		if title := strings.TrimLeft(line, "#"); title != line {
			fragment := regexp.MustCompile(`[^\w -]`).ReplaceAllString(strings.ToLower(strings.TrimSpace(title)), "")
			fragments = append(fragments, strings.ReplaceAll(fragment, " ", "-"))
		}
	}
	return fragments
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}
