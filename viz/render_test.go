package viz

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"io"
	"math"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
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

// Sixteen viewers of one figure draw it at once, in all formats, each frame as the first one of a viewer alone. The race
// detector checks this test, too.
func TestRenderersAtOnce(t *testing.T) {
	fig := Layout(chartOf(t, Curve(), rows), chartOf(t, Table(), rows), chartOf(t, BoxWhisker(X("side"), Y("price")), rows),
		chartOf(t, Scatter(), rows).Opts(ColorIndex("size")))
	encode := func(r *Renderer) []byte {
		var b bytes.Buffer
		if err := errors.Join(r.PNG(&b), r.SVG(&b)); err != nil {
			t.Error(err)
		}
		return b.Bytes()
	}
	small := View{Width: 300, Height: 240}
	want := encode(fig.Renderer(small))
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			r := fig.Renderer(small)
			for range 2 {
				if !bytes.Equal(encode(r), want) {
					t.Error("a frame differs from that of a viewer alone")
				}
			}
		})
	}
	wg.Wait()
}

// A theme of another background needs another canvas.
func TestTheBackgroundCanChange(t *testing.T) {
	dark := false
	s := NewDataStream[int]()
	e := DynamicFunc(func(View) (Element, error) { return chartOf(t, Curve(), rows).Opts(Dark(dark)), nil }, s)
	r := e.Figure().Renderer(View{})
	for _, dark = range []bool{false, true, true, false} {
		img := drawFrame(t, r)
		if isDark := img.RGBAAt(1, 1).R < 128; isDark != dark {
			t.Errorf("dark is %v, the background %v", dark, img.RGBAAt(1, 1))
		}
	}
}

// A frame that shows the same rows again allocates little.
func TestFramesAllocateLittle(t *testing.T) {
	n := 1000
	x := make([]float64, n)
	for i := range x {
		x[i] = math.Sin(float64(i) / 50)
	}
	when := make([]time.Time, n)
	for i := range when {
		when[i] = noon.Add(time.Duration(i) * time.Second)
	}
	r := chartOf(t, Curve(), frame.Must(frame.New(frame.Col("t", when), frame.Col("y", x)))).Figure().Renderer(View{})
	check.NoError(t, r.PNG(io.Discard))
	check.NoError(t, r.SVG(io.Discard))
	least := uint64(math.MaxUint64) // of some frames, because a garbage collection takes buffers away
	for range 10 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		check.NoError(t, r.PNG(io.Discard))
		check.NoError(t, r.SVG(io.Discard))
		runtime.ReadMemStats(&after)
		least = min(least, (after.TotalAlloc-before.TotalAlloc)/2)
	}
	if least > 64<<10 {
		t.Errorf("%d bytes a frame, want at most 64 kB", least)
	}
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
