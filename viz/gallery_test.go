package viz_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz"
	"gonum.org/v1/plot/cmpimg"
)

// galleryDir holds the golden pictures of the gallery's examples, which docs/gallery.md shows.
const galleryDir = "../docs/gallery"

// show is the last call of each example of the gallery. It draws the figure as PNG and SVG, compares it with the golden
// picture of this name, and prints the size. With -regen it replaces the golden picture.
func show(name string, d viz.Drawable, err error) {
	if err == nil {
		err = compareWithGallery(name, d)
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	w, h := d.Figure().Size()
	fmt.Printf("%s: %d x %d pixels\n", name, w, h)
}

func compareWithGallery(name string, d viz.Drawable) error {
	img, err := d.Figure().Renderer(viz.View{}).Image()
	if err != nil {
		return err
	}
	var got, svg bytes.Buffer
	if err := errors.Join(png.Encode(&got, img), d.Figure().Renderer(viz.View{}).SVG(&svg), checkXML(&svg)); err != nil {
		return err
	}
	path := filepath.Join(galleryDir, name+".png")
	if *cmpimg.GenerateTestData {
		return errors.Join(os.MkdirAll(galleryDir, 0o755), os.WriteFile(path, got.Bytes(), 0o644))
	}
	want, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if same, err := cmpimg.EqualApprox("png", got.Bytes(), want, tolerance); err != nil || !same {
		return fmt.Errorf("differs from %s (%v); with -regen it is replaced", path, err)
	}
	return nil
}

// checkXML reads a whole document.
func checkXML(r io.Reader) error {
	for d := xml.NewDecoder(r); ; {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// galleryFiles are the files of the gallery's examples, in the order of docs/gallery.md, with their headings.
var galleryFiles = []struct{ file, heading string }{
	{"example_gallery_curves_test.go", "Curves, areas and errors"},
	{"example_gallery_bars_test.go", "Bars, rectangles and candles"},
	{"example_gallery_grids_test.go", "Grids and fields"},
	{"example_gallery_distributions_test.go", "Distributions"},
	{"example_gallery_annotations_test.go", "Annotations and labels"},
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
				t.Errorf("%s: the last statement of %s must be a call of show with a name", section.file, f.Name.Name)
				continue
			}
			shown = append(shown, name+".png")
			body := string(source[files.Position(f.Body.Lbrace).Offset+1 : files.Position(f.Body.Rbrace).Offset])
			body, _, _ = strings.Cut(body, "\tshow(")
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
	entries, err := os.ReadDir(galleryDir)
	check.NoError(t, err)
	for _, e := range entries {
		if !slices.Contains(shown, e.Name()) {
			t.Errorf("no example shows %s", e.Name())
		}
	}
}

// exampleTitle returns "Bars, stacked" for ExampleBars_stacked.
func exampleTitle(name string) string {
	return strings.ReplaceAll(strings.TrimPrefix(name, "Example"), "_", ", ")
}

// shownName returns the name of the picture that an example shows last, or "".
func shownName(f *ast.FuncDecl) string {
	last, ok := f.Body.List[len(f.Body.List)-1].(*ast.ExprStmt)
	if !ok {
		return ""
	}
	call, ok := last.X.(*ast.CallExpr)
	if !ok || len(call.Args) != 3 {
		return ""
	}
	name, ok := call.Args[0].(*ast.BasicLit)
	if callee, isName := call.Fun.(*ast.Ident); !ok || !isName || callee.Name != "show" {
		return ""
	}
	return strings.Trim(name.Value, `"`)
}
