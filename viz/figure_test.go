package viz

import (
	"errors"
	"image"
	"testing"
)

func TestSizes(t *testing.T) {
	e := chartOf(t, Curve(), rows)
	for name, c := range map[string]struct {
		d    Drawable
		w, h int
	}{
		"alone":            {e, 600, 400},
		"by options":       {e.Opts(Width(500), Height(300)), 500, 300},
		"two":              {Layout(e, e), 900, 360},
		"three":            {Layout(e, e, e), 1350, 360},
		"four in a square": {Layout(e, e, e, e), 900, 720},
		"seven":            {Layout(e, e, e, e, e, e, e), 1350, 1080},
		"one column":       {Layout(e, e).Cols(1), 450, 720},
		"as in the guide":  {Layout(e.Opts(Width(500), Height(400)), e.Opts(Width(400), Height(400))), 900, 400},
	} {
		if w, h := c.d.Figure().Size(); w != c.w || h != c.h {
			t.Errorf("%s: got %d x %d, want %d x %d", name, w, h, c.w, c.h)
		}
	}
	for ratio, want := range map[float64]image.Point{0: {100, 50}, 1.5: {150, 75}, 2: {200, 100}, nan: {100, 50}, 0.001: {1, 1}} {
		if got := drawFrame(t, e.Figure().Renderer(View{Width: 100, Height: 50, Ratio: ratio})).Bounds().Size(); got != want {
			t.Errorf("ratio %v: got %v, want %v", ratio, got, want)
		}
	}
	for _, v := range []View{{Width: 20000, Height: 10}, {Ratio: inf}} {
		if _, err := e.Figure().Renderer(v).Image(); !errors.Is(err, ErrOption) {
			t.Errorf("%+v: got %v", v, err)
		}
	}
	drawFrame(t, Layout(e, e, chartOf(t, Table(), rows)).Renderer(View{Width: 3, Height: 2}))
}
