package viz_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"gonum.org/v1/plot/cmpimg"
)

// galleryFiles are the files of the gallery's examples, in the order of docs/gallery.md, with their headings.
var galleryFiles = []struct{ file, heading string }{
	{"example_gallery_curves_test.go", "Curves, areas and errors"},
	{"example_gallery_points_test.go", "Points, images and tables"},
	{"example_gallery_bars_test.go", "Bars, rectangles and candles"},
	{"example_gallery_grids_test.go", "Grids and fields"},
	{"example_gallery_distributions_test.go", "Distributions"},
	{"example_gallery_annotations_test.go", "Annotations and labels"},
	{"operation/example_gallery_test.go", "Operations"},
}

const galleryIntroduction = `# Gallery

Each element of [viz](https://pkg.go.dev/github.com/streamgage/streamgage/viz), with the code that draws it. The pictures
are the golden pictures of the tests: this page is made by ` + "`go test ./viz -regen`" + `, and a test fails if it differs
from the code. The examples draw a frame that does not change; ` + "`viz.Dynamic(stream, recipe)`" + ` draws a stream with
the same recipes. The data of the examples is in ` + "`viz/example_gallery_data_test.go`" + `.
`

// docs/gallery.md has each example's comment, picture and code. With -regen it is replaced.
func TestGalleryDocument(t *testing.T) {
	var page strings.Builder
	page.WriteString(galleryIntroduction)
	var shown []string
	for _, section := range galleryFiles {
		source, err := os.ReadFile(section.file)
		check.NoError(t, err)
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, section.file, source, parser.ParseComments)
		check.NoError(t, err)
		fmt.Fprintf(&page, "\n## %s\n", section.heading)
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || !strings.HasPrefix(f.Name.Name, "Example") {
				continue
			}
			name := shownName(f)
			if name == "" {
				t.Errorf("%s: the last statement of %s must be a call of golden.Show with a name", section.file, f.Name.Name)
				continue
			}
			shown = append(shown, name+".png")
			body := string(source[files.Position(f.Body.Lbrace).Offset+1 : files.Position(f.Body.Rbrace).Offset])
			body, _, _ = strings.Cut(body, "\tgolden.Show(")
			if figure := shownFigure(f); figure != nil {
				if _, isName := figure.(*ast.Ident); !isName {
					body += "\tfigure := " + string(source[files.Position(figure.Pos()).Offset:files.Position(figure.End()).Offset])
				}
			}
			fmt.Fprintf(&page, "\n### %s\n\n%s\n![%[1]s](gallery/%[3]s.png)\n\n```go\n%[4]s\n```\n",
				exampleTitle(f.Name.Name), f.Doc.Text(), name, strings.Trim(strings.ReplaceAll("\n"+body, "\n\t", "\n"), "\n"))
		}
	}
	const path = "../docs/gallery.md"
	if *cmpimg.GenerateTestData {
		check.NoError(t, os.WriteFile(path, []byte(page.String()), 0o644))
	}
	want, err := os.ReadFile(path)
	check.NoError(t, err)
	if page.String() != string(want) {
		t.Errorf("%s differs from the examples; with -regen it is replaced", path)
	}
	entries, err := os.ReadDir("../docs/gallery")
	check.NoError(t, err)
	for _, e := range entries {
		if !slices.Contains(shown, e.Name()) {
			t.Errorf("no example shows %s", e.Name())
		}
	}
}

// exampleTitle returns "Bars" for ExampleBars and for ExampleBars_picture, an example beside one of another kind.
func exampleTitle(name string) string {
	return strings.TrimSuffix(strings.TrimPrefix(name, "Example"), "_picture")
}

// showCall returns the call of golden.Show that is the last statement of an example, or nil.
func showCall(f *ast.FuncDecl) *ast.CallExpr {
	last, ok := f.Body.List[len(f.Body.List)-1].(*ast.ExprStmt)
	if !ok {
		return nil
	}
	call, ok := last.X.(*ast.CallExpr)
	if !ok || len(call.Args) != 3 {
		return nil
	}
	if callee, isMethod := call.Fun.(*ast.SelectorExpr); !isMethod || callee.Sel.Name != "Show" {
		return nil
	}
	return call
}

// shownFigure returns the figure that an example shows last, or nil.
func shownFigure(f *ast.FuncDecl) ast.Expr {
	if call := showCall(f); call != nil {
		return call.Args[1]
	}
	return nil
}

// shownName returns the name of the picture that an example shows last, or "".
func shownName(f *ast.FuncDecl) string {
	call := showCall(f)
	if call == nil {
		return ""
	}
	name, ok := call.Args[0].(*ast.BasicLit)
	if !ok {
		return ""
	}
	return strings.Trim(name.Value, `"`)
}
