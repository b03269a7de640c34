package viz

import (
	"encoding/xml"
	"image"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// drawnBox returns the box around all pixels that are not background, in pixels of the figure.
func drawnBox(img *image.RGBA, ratio float64) (left, top, right, bottom float64) {
	background := img.RGBAAt(0, 0)
	box := image.Rectangle{}
	for y := range img.Rect.Max.Y {
		for x := range img.Rect.Max.X {
			if img.RGBAAt(x, y) != background {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return float64(box.Min.X) / ratio, float64(box.Min.Y) / ratio, float64(box.Max.X) / ratio, float64(box.Max.Y) / ratio
}

// A picture at another ratio shows the same things at the same places.
func TestRatiosScaleThePicture(t *testing.T) {
	e := chartOf(t, Curve(), xy([]float64{0, 1}, []float64{0, 1})).Relabel("Title")
	l, u, r, d := drawnBox(drawFrame(t, e.Figure().Renderer(View{})), 1)
	for _, ratio := range []float64{0.1, 0.33, 0.5, 1.1, 1.25, 1.5, 2, 2.7} {
		img := drawFrame(t, e.Figure().Renderer(View{Ratio: ratio}))
		if want := image.Pt(int(math.Round(600*ratio)), int(math.Round(400*ratio))); img.Rect.Max != want {
			t.Errorf("ratio %v: size %v, want %v", ratio, img.Rect.Max, want)
		}
		l2, u2, r2, d2 := drawnBox(img, ratio)
		off := max(math.Abs(l-l2), math.Abs(u-u2), math.Abs(r-r2), math.Abs(d-d2))
		if off > 1+1.5/ratio {
			t.Errorf("ratio %v: drawn from %.1f, %.1f to %.1f, %.1f; at 1 from %v, %v to %v, %v", ratio, l2, u2, r2, d2, l, u, r, d)
		}
	}
}

func TestSVGIsADocument(t *testing.T) {
	var b strings.Builder
	fig := Layout(chartOf(t, Curve(), rows).Relabel("a < b"), chartOf(t, Table(), rows))
	check.NoError(t, fig.Renderer(View{}).SVG(&b))
	d := xml.NewDecoder(strings.NewReader(b.String()))
	elements := 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		check.NoError(t, err)
		if _, ok := token.(xml.StartElement); ok {
			elements++
		}
	}
	if elements < 30 || !strings.Contains(b.String(), "a &lt; b") {
		t.Errorf("%d elements", elements)
	}
}

func TestDrawOnAnyCanvas(t *testing.T) {
	fig := chartOf(t, Curve(), rows).Figure()
	if !fig.Static() {
		t.Error("a chart has no stream")
	}
	check.NoError(t, fig.Renderer(View{}).Draw(vgsvg.New(6*vg.Inch, 4*vg.Inch)))
}

func BenchmarkImageCurve1k(b *testing.B) {
	x, y := make([]float64, 1000), make([]float64, 1000)
	for i := range x {
		x[i], y[i] = float64(i), math.Sin(float64(i)/50)+math.Sin(float64(i))/5
	}
	e, err := Curve()(xy(x, y))
	check.NoError(b, err)
	r := e.Figure().Renderer(View{})
	b.ReportAllocs()
	for b.Loop() {
		_, err := r.Image()
		check.NoError(b, err)
	}
}
