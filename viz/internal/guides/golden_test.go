package guides

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz/canvas"
	"github.com/streamgage/streamgage/viz/internal/svg"
	"github.com/streamgage/streamgage/viz/internal/theme"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/cmpimg"
	"gonum.org/v1/plot/vg"
)

// figure is a picture of several panels, arranged as package viz does it.
type figure struct {
	name  string
	w, h  int
	theme *theme.Theme
	cells []cell
	align bool // the cells are in one row: their data areas get the same top and bottom

	goldenSVG bool // compare an SVG document, too; those of other figures are large
}

// cell is one panel with its data, or a table.
type cell struct {
	outer Rect
	panel Panel
	marks []plot.Plotter
	table *Table
}

// draw draws the figure.
func (f figure) draw(c vg.Canvas) {
	canvas := NewCanvas(c, f.w, f.h)
	canvas.Fill(canvas.Bounds(), f.theme.Background)
	insets := make([]Margins, len(f.cells))
	var all Margins
	for i, cell := range f.cells {
		insets[i] = cell.panel.Margins(cell.outer.W, cell.outer.H, nil)
		all.Top, all.Bottom = max(all.Top, insets[i].Top), max(all.Bottom, insets[i].Bottom)
	}
	for i, cell := range f.cells {
		if cell.table != nil {
			cell.table.Draw(canvas, cell.outer)
			continue
		}
		if f.align {
			insets[i].Top, insets[i].Bottom = all.Top, all.Bottom
		}
		cell.panel.DrawBackground(canvas, cell.outer, insets[i])
		if area := cell.outer.Inset(insets[i]); !area.Empty() {
			p := plot.New()
			p.HideAxes()
			p.BackgroundColor = nil
			p.X.Padding, p.Y.Padding = 0, 0
			p.Add(cell.marks...)
			p.X.Min, p.X.Max = cell.panel.X.Lo, cell.panel.X.Hi
			p.Y.Min, p.Y.Max = cell.panel.Y.Lo, cell.panel.Y.Hi
			p.Draw(canvas.Sub(area))
		}
		cell.panel.DrawForeground(canvas, cell.outer, insets[i])
	}
}

func (f figure) size() (w, h vg.Length) { return vg.Length(f.w) * pixel, vg.Length(f.h) * pixel }

// image draws the figure with ratio device pixels to a px.
func (f figure) image(ratio int) *image.RGBA {
	w, h := f.size()
	c := canvas.New(w, h, canvas.DPI(96*float64(ratio)), canvas.Levels(16))
	f.draw(c)
	return c.Image()
}

func (f figure) png(t testing.TB) []byte {
	var b bytes.Buffer
	check.NoError(t, png.Encode(&b, f.image(1)))
	return b.Bytes()
}

func (f figure) svg(t testing.TB) []byte {
	w, h := f.size()
	c := svg.New(w, h)
	f.draw(c)
	var b bytes.Buffer
	_, err := c.WriteTo(&b)
	check.NoError(t, err)
	return b.Bytes()
}

// readGolden returns the contents of a file in testdata. With -regen it first writes got into it.
func readGolden(t *testing.T, name string, got []byte) []byte {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *cmpimg.GenerateTestData { // -regen
		check.NoError(t, os.MkdirAll("testdata", 0o755))
		check.NoError(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	check.NoError(t, err)
	return want
}

// The golden pictures were checked by eye. The command go test . -regen writes them again.
func TestGolden(t *testing.T) {
	for _, f := range figures() {
		t.Run(f.name, func(t *testing.T) {
			got := f.png(t)
			ok, err := cmpimg.EqualApprox("png", got, readGolden(t, f.name+".png", got), 0.05)
			check.NoError(t, err)
			if !ok {
				t.Errorf("the picture differs from testdata/%s.png", f.name)
			}
			if !f.goldenSVG {
				return
			}
			svg := f.svg(t)
			if want := readGolden(t, f.name+".svg", svg); !bytes.Equal(svg, want) {
				t.Errorf("the document differs from testdata/%s.svg", f.name)
			}
		})
	}
}

// pixelAt returns the colour of a pixel.
func pixelAt(img *image.RGBA, x, y int) color.RGBA { return img.RGBAAt(x, y) }
