package guides

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/viz/canvas"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/recorder"
)

// polyline returns a path through points given in px.
func polyline(closed bool, xy ...float64) vg.Path {
	var p vg.Path
	for i := 0; i < len(xy); i += 2 {
		at := vg.Point{X: vg.Length(xy[i]) * pixel, Y: vg.Length(xy[i+1]) * pixel}
		if i == 0 {
			p.Move(at)
		} else {
			p.Line(at)
		}
	}
	if closed {
		p.Close()
	}
	return p
}

// A line or a shape with upright edges has no pixel of another colour, at any resolution.
func TestRectilinearPathsAreSharp(t *testing.T) {
	red, white := color.RGBA{R: 255, A: 255}, color.RGBA{R: 255, G: 255, B: 255, A: 255}
	for _, ratio := range []float64{0.5, 1, 1.25, 1.5, 2, 2.7} {
		for _, width := range []float64{0.3, 1, 1.5, 2, 3} {
			c := canvas.New(40*pixel, 40*pixel, canvas.DPI(96*ratio))
			s := newSnapCanvas(c)
			s.SetColor(red)
			s.SetLineWidth(vg.Length(width) * pixel)
			s.Stroke(polyline(false, 2.3, 3.7, 30.1, 3.7))
			s.Stroke(polyline(false, 10.2, 10.4, 10.2, 31.9))
			s.Fill(polyline(true, 24.2, 25.4, 35.6, 25.4, 35.6, 36.9, 24.2, 36.9))
			painted := 0
			for i := 0; i < len(c.Image().Pix); i += 4 {
				switch got := (color.RGBA{c.Image().Pix[i], c.Image().Pix[i+1], c.Image().Pix[i+2], c.Image().Pix[i+3]}); got {
				case white:
				case red:
					painted++
				default:
					t.Fatalf("ratio %v, width %v: a pixel is %v", ratio, width, got)
				}
			}
			if painted == 0 {
				t.Errorf("ratio %v, width %v: nothing is drawn", ratio, width)
			}
		}
	}
}

// The lines of guides cover whole device pixels, and at least one, at any resolution.
func TestGuidesAreSharp(t *testing.T) {
	red, white := color.RGBA{R: 255, A: 255}, color.RGBA{R: 255, G: 255, B: 255, A: 255}
	for _, ratio := range []float64{0.3, 0.5, 1, 1.25, 1.5, 2, 2.7} {
		raster := canvas.New(40*pixel, 40*pixel, canvas.DPI(96*ratio))
		c := NewCanvas(raster, 40, 40)
		for i := range 4 {
			c.Fill(Rect{3 + 9*i, 5, 1, 30}, red)
			c.Fill(Rect{2, 4 + 9*i, 33, 1}, red)
		}
		painted := 0
		for y := range raster.Image().Rect.Max.Y {
			for x := range raster.Image().Rect.Max.X {
				switch got := raster.Image().RGBAAt(x, y); got {
				case white:
				case red:
					painted++
				default:
					t.Fatalf("ratio %v: pixel (%d, %d) is %v", ratio, x, y, got)
				}
			}
		}
		if least := int(4 * 20 * ratio); painted < least {
			t.Errorf("ratio %v: %d pixels are painted, want at least %d", ratio, painted, least)
		}
	}
}

// In a document, a line of 1 px lies on the centres of pixels.
func TestLinesAreOnPixelCentres(t *testing.T) {
	var rec recorder.Canvas
	s := newSnapCanvas(&rec)
	s.SetLineWidth(0.9 * pixel)
	s.Stroke(polyline(false, 2.3, 3.7, 30.1, 3.7))
	var path vg.Path
	var widths []vg.Length
	for _, a := range rec.Actions {
		switch a := a.(type) {
		case *recorder.Stroke:
			path = a.Path
		case *recorder.SetLineWidth:
			widths = append(widths, a.Width)
		}
	}
	want := polyline(false, 2, 3.5, 30, 3.5)
	for i := range want {
		if d := path[i].Pos.Sub(want[i].Pos); math.Hypot(float64(d.X), float64(d.Y)) > 1e-9 {
			t.Errorf("point %d is %v, want %v", i, path[i].Pos, want[i].Pos)
		}
	}
	if len(widths) != 3 || widths[1] != pixel || widths[2] != widths[0] {
		t.Errorf("widths %v, want the line's, one pixel, and the line's again", widths)
	}
}

// Slanted, round, long, thin and transformed paths are drawn as they are.
func TestOtherPathsAreNotMoved(t *testing.T) {
	long := make([]float64, 0, 4*maxSnappedPath)
	for i := range maxSnappedPath + 1 {
		long = append(long, 0.3+float64(i/2), 0.3+float64((i+1)/2))
	}
	var disc vg.Path
	disc.Move(vg.Point{X: 3.1})
	disc.Arc(vg.Point{}, 3.1, 0, 2*math.Pi)
	disc.Close()
	slanted := polyline(false, 1.2, 1.2, 9.1, 1.3)
	open := polyline(true, 1.2, 1.2, 9.1, 1.2, 9.1, 4.4) // its last edge is slanted
	thin := polyline(true, 1.1, 1.1, 1.4, 1.1, 1.4, 1.2, 1.1, 1.2)
	missing := polyline(false, 1.2, math.NaN(), 9.1, 1.2)
	for name, p := range map[string]vg.Path{
		"long": polyline(false, long...), "disc": disc, "slanted": slanted, "open": open, "missing": missing, "empty": nil,
	} {
		wantUnmoved(t, name, p, func(s *snapCanvas) { s.Stroke(p) })
		wantUnmoved(t, name, p, func(s *snapCanvas) { s.Fill(p) })
	}
	wantUnmoved(t, "thin", thin, func(s *snapCanvas) { s.Fill(thin) })
	upright := polyline(false, 1.2, 1.2, 9.1, 1.2)
	for name, transform := range map[string]func(s *snapCanvas){
		"rotated": func(s *snapCanvas) { s.Rotate(0.1) }, "scaled": func(s *snapCanvas) { s.Scale(2, 2) },
		"translated": func(s *snapCanvas) { s.Translate(vg.Point{X: 0.3}) },
	} {
		wantUnmoved(t, name, upright, func(s *snapCanvas) { s.Push(); transform(s); s.Stroke(upright); s.Fill(upright); s.Pop() })
	}
	s := newSnapCanvas(new(recorder.Canvas))
	s.Push()
	s.Rotate(1)
	s.Pop()
	if s.state.transformed {
		t.Error("Pop does not end a transformation")
	}
}

// wantUnmoved checks that draw draws the path p as it is.
func wantUnmoved(t *testing.T, name string, p vg.Path, draw func(*snapCanvas)) {
	t.Helper()
	var got, want recorder.Canvas
	draw(newSnapCanvas(&got))
	for _, a := range got.Actions {
		switch a.(type) {
		case *recorder.Stroke:
			want.Stroke(p)
		case *recorder.Fill:
			want.Fill(p)
		}
	}
	i := 0
	for _, a := range got.Actions {
		if call := a.Call(); strings.HasPrefix(call, "Stroke") || strings.HasPrefix(call, "Fill") {
			if call != want.Actions[i].Call() {
				t.Errorf("%s: drawn as %s, want %s", name, call, want.Actions[i].Call())
			}
			i++
		}
	}
	if i == 0 {
		t.Errorf("%s: nothing is drawn", name)
	}
}
