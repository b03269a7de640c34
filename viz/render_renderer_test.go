package viz

import (
	"image"
	"math"
	"testing"
)

// ink is the box round what is not background, in px of the figure.
func ink(img *image.RGBA, ratio float64) (left, top, right, bottom float64) {
	paper := img.RGBAAt(0, 0)
	box := image.Rectangle{}
	for y := range img.Rect.Max.Y {
		for x := range img.Rect.Max.X {
			if img.RGBAAt(x, y) != paper {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return float64(box.Min.X) / ratio, float64(box.Min.Y) / ratio, float64(box.Max.X) / ratio, float64(box.Max.Y) / ratio
}

// A picture at another ratio is the same picture: what stands in it stands where it does at ratio 1.
func TestRatiosScaleThePicture(t *testing.T) {
	e := chartOf(t, Curve(), xy([]float64{0, 1}, []float64{0, 1})).Relabel("Title")
	l, u, r, d := ink(again(t, e.Figure().Renderer(View{})), 1)
	for _, ratio := range []float64{0.1, 0.33, 0.5, 1.1, 1.25, 1.5, 2, 2.7} {
		img := again(t, e.Figure().Renderer(View{Ratio: ratio}))
		if want := image.Pt(int(math.Round(600*ratio)), int(math.Round(400*ratio))); img.Rect.Max != want {
			t.Errorf("ratio %v: size %v, want %v", ratio, img.Rect.Max, want)
		}
		l2, u2, r2, d2 := ink(img, ratio)
		off := max(math.Abs(l-l2), math.Abs(u-u2), math.Abs(r-r2), math.Abs(d-d2))
		if off > 1+1.5/ratio {
			t.Errorf("ratio %v: ink from %.1f, %.1f to %.1f, %.1f; at 1 from %v, %v to %v, %v", ratio, l2, u2, r2, d2, l, u, r, d)
		}
	}
}
