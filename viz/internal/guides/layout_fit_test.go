package guides

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/viz/internal/ticks"
	"pgregory.net/rapid"
)

// drawAxis draws an axis of any scale and range, sometimes empty or reversed.
func drawAxis(t *rapid.T, name string) Axis {
	a := Axis{Label: drawText(t, name+" label"), Scale: Scale(rapid.IntRange(0, 2).Draw(t, name+" scale"))}
	switch a.Scale {
	case Number:
		size := math.Pow(10, rapid.Float64Range(-9, 12).Draw(t, name+" log size"))
		a.Lo = rapid.Float64Range(-100, 100).Draw(t, name+" lo") * size
		a.Hi = a.Lo + size*rapid.Float64Range(0, 3).Draw(t, name+" length")
		a.Spacing = ticks.Scale{Kind: ticks.Kind(rapid.IntRange(0, 2).Draw(t, name+" kind")), Threshold: size / 10}
		if a.Spacing.Kind == ticks.Log {
			a.Lo = size
			a.Hi = size * math.Pow(10, rapid.Float64Range(0, 30).Draw(t, name+" decades"))
		}
	case Time:
		a.Lo = rapid.Float64Range(0, 2e18).Draw(t, name+" lo")
		a.Hi = a.Lo + math.Pow(10, rapid.Float64Range(3, 18.5).Draw(t, name+" log length"))
	default:
		a.Categories = rapid.SliceOfN(rapid.StringMatching(`[a-z ]{0,30}`), 0, 60).Draw(t, name+" categories")
		a.Lo, a.Hi = -0.5, float64(len(a.Categories))-0.5
	}
	a.TickCount = rapid.SampledFrom([]int{0, 0, 0, 1, 5, 100}).Draw(t, name+" tick count")
	if rapid.IntRange(0, 5).Draw(t, name+" formatter") == 0 {
		a.Format = func(v float64) string { return ticks.Format(v) + " units" }
	}
	switch rapid.IntRange(0, 9).Draw(t, name+" empty or reversed") {
	case 0:
		a.Lo, a.Hi = math.NaN(), math.NaN()
	case 1:
		a.Lo, a.Hi = a.Hi, a.Lo
	}
	return a
}

// drawText draws a text of 0 to 60 words.
func drawText(t *rapid.T, name string) string {
	return strings.Repeat("Wavy ", rapid.SampledFrom([]int{0, 1, 2, 5, 60}).Draw(t, name))
}

// drawPanel draws a panel with any of its guides.
func drawPanel(t *rapid.T) *Panel {
	p := &Panel{Title: drawText(t, "title"), Subtitle: drawText(t, "subtitle"), X: drawAxis(t, "x"), Y: drawAxis(t, "y"),
		GridX: rapid.Bool().Draw(t, "grid x"), GridY: true, NoAxes: rapid.IntRange(0, 5).Draw(t, "no axes") == 0}
	for i := range rapid.IntRange(0, 40).Draw(t, "entries") {
		p.Legend = append(p.Legend, LegendEntry{drawText(t, "entry"), color.Black, LegendKey(i % 3)})
	}
	if rapid.Bool().Draw(t, "bar") {
		p.ColorBar = &ColorBar{Label: drawText(t, "bar label"), Lo: p.Y.Lo, Hi: p.Y.Hi, Scale: p.Y.Scale, Spacing: p.Y.Spacing, Colors: []color.RGBA{{A: 255}, {R: 255, A: 255}}}
	}
	return p
}

// For any guides and any size: nothing leaves the picture, no text touches another, and nothing covers the data area.
func TestGuidesDoNotOverlap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPanel(t)
		outer := Rect{10, 20, rapid.IntRange(150, 1200).Draw(t, "w"), rapid.IntRange(100, 800).Draw(t, "h")}
		s, c := newRecordingCanvas(outer.right()+50, outer.bottom()+50)
		margins := p.Margins(outer.W, outer.H, new(MarginState))
		area := outer.Inset(margins)
		p.DrawBackground(c, outer, margins)
		for _, shape := range s.shapes {
			if area.Empty() || shape.left < float64(area.X) || shape.right > float64(area.right()) || shape.top < float64(area.Y) || shape.bottom > float64(area.bottom())+1 {
				t.Fatalf("%+v lies outside the data area %+v", shape, area)
			}
		}
		s.shapes = nil
		p.DrawForeground(c, outer, margins)
		inside := drawnBox{left: float64(area.X), top: float64(area.Y), right: float64(area.right()), bottom: float64(area.bottom())}
		for i, a := range s.texts {
			if a.isOutside(outer) {
				t.Fatalf("%+v leaves %+v", a, outer)
			}
			if a.overlaps(inside) {
				t.Fatalf("%+v covers the data area %+v", a, area)
			}
			for _, b := range s.texts[i+1:] {
				if a.overlaps(b) {
					t.Fatalf("%+v and %+v overlap", a, b)
				}
			}
			for _, b := range s.shapes {
				if a.overlaps(b) {
					t.Fatalf("text %+v lies on %+v", a, b)
				}
			}
		}
		for _, a := range s.shapes {
			if a.isOutside(outer) {
				t.Fatalf("%+v leaves %+v", a, outer)
			}
		}
	})
}

// In small pictures guides are left out, and the data area keeps its least size.
func TestSmallPanelsKeepADataArea(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPanel(t)
		w, h := rapid.IntRange(0, 200).Draw(t, "w"), rapid.IntRange(0, 200).Draw(t, "h")
		margins := p.Margins(w, h, nil)
		outer := Rect{W: w, H: h}
		area := outer.Inset(margins)
		if w > minDataWidth+4 && area.W < minDataWidth || h > minDataHeight+4 && area.H < minDataHeight {
			t.Fatalf("a panel of %d x %d px has a data area of %d x %d", w, h, area.W, area.H)
		}
		_, c := newRecordingCanvas(w, h)
		p.DrawBackground(c, outer, margins)
		p.DrawForeground(c, outer, margins)
		p.DrawForeground(c, outer, Margins{}) // other margins than those of Margins: must not panic
		p.DrawForeground(c, Rect{}, margins)
	})
}
