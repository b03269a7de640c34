package guides

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/viz/internal/theme"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
)

// sheet notes where things are drawn, in px from the upper left.
type recordingCanvas struct {
	height float64
	texts  []drawnBox
	shapes []drawnBox
}

type drawnBox struct {
	text                     string
	left, top, right, bottom float64
}

func (s *recordingCanvas) SetLineWidth(vg.Length)             {}
func (s *recordingCanvas) SetLineDash([]vg.Length, vg.Length) {}
func (s *recordingCanvas) SetColor(color.Color)               {}
func (s *recordingCanvas) Rotate(float64)                     {}
func (s *recordingCanvas) Translate(vg.Point)                 {}
func (s *recordingCanvas) Scale(float64, float64)             {}
func (s *recordingCanvas) Push()                              {}
func (s *recordingCanvas) Pop()                               {}
func (s *recordingCanvas) Stroke(vg.Path)                     {}

func (s *recordingCanvas) boundingBox(points ...vg.Point) drawnBox {
	b := drawnBox{"", math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range points {
		x, y := float64(p.X/pixel), s.height-float64(p.Y/pixel)
		b.left, b.right = min(b.left, x), max(b.right, x)
		b.top, b.bottom = min(b.top, y), max(b.bottom, y)
	}
	return b
}

func (s *recordingCanvas) Fill(p vg.Path) {
	var points []vg.Point
	for _, c := range p {
		switch c.Type {
		case vg.ArcComp:
			points = append(points, vg.Point{X: c.Pos.X - c.Radius, Y: c.Pos.Y - c.Radius}, vg.Point{X: c.Pos.X + c.Radius, Y: c.Pos.Y + c.Radius})
		case vg.MoveComp, vg.LineComp:
			points = append(points, c.Pos)
		}
	}
	s.shapes = append(s.shapes, s.boundingBox(points...))
}

func (s *recordingCanvas) DrawImage(r vg.Rectangle, _ image.Image) {
	s.shapes = append(s.shapes, s.boundingBox(r.Min, r.Max))
}

// FillString notes a text's box from its capitals' height to the descenders.
func (s *recordingCanvas) FillString(f font.Face, at vg.Point, text string) {
	px, w := float64(f.Font.Size/pixel), theme.Regular
	if f.Font.Weight != 0 {
		w = theme.Medium
	}
	b := s.boundingBox(at)
	b.text, b.right = text, b.left+theme.Measure(text, px, w)
	b.top, b.bottom = b.bottom-0.72*px, b.bottom+0.2*px
	s.texts = append(s.texts, b)
}

func newRecordingCanvas(w, h int) (*recordingCanvas, *Canvas) {
	s := &recordingCanvas{height: float64(h)}
	return s, NewCanvas(s, w, h)
}

func (a drawnBox) overlaps(b drawnBox) bool {
	const slack = 1.5 // kerning, and rounding to whole px
	return a.left < b.right-slack && b.left < a.right-slack && a.top < b.bottom-slack && b.top < a.bottom-slack
}

func (a drawnBox) isOutside(r Rect) bool {
	return a.left < float64(r.X)-1 || a.right > float64(r.right())+1 || a.top < float64(r.Y)-1 || a.bottom > float64(r.bottom())+1
}

func drawAxis(t *rapid.T, name string) Axis {
	a := Axis{Label: drawText(t, name+" label"), Scale: Scale(rapid.IntRange(0, 2).Draw(t, name+" scale"))}
	switch a.Scale {
	case Number:
		size := math.Pow(10, rapid.Float64Range(-9, 12).Draw(t, name+" log size"))
		a.Lo = rapid.Float64Range(-100, 100).Draw(t, name+" lo") * size
		a.Hi = a.Lo + size*rapid.Float64Range(0, 3).Draw(t, name+" length")
	case Time:
		a.Lo = rapid.Float64Range(0, 2e18).Draw(t, name+" lo")
		a.Hi = a.Lo + math.Pow(10, rapid.Float64Range(3, 18.5).Draw(t, name+" log length"))
	default:
		a.Categories = rapid.SliceOfN(rapid.StringMatching(`[a-z ]{0,30}`), 0, 60).Draw(t, name+" categories")
		a.Lo, a.Hi = -0.5, float64(len(a.Categories))-0.5
	}
	switch rapid.IntRange(0, 9).Draw(t, name+" empty or reversed") {
	case 0:
		a.Lo, a.Hi = math.NaN(), math.NaN()
	case 1:
		a.Lo, a.Hi = a.Hi, a.Lo
	}
	return a
}

func drawText(t *rapid.T, name string) string {
	return strings.Repeat("Wavy ", rapid.SampledFrom([]int{0, 1, 2, 5, 60}).Draw(t, name))
}

func drawPanel(t *rapid.T) *Panel {
	p := &Panel{Title: drawText(t, "title"), Subtitle: drawText(t, "subtitle"), X: drawAxis(t, "x"), Y: drawAxis(t, "y"),
		GridX: rapid.Bool().Draw(t, "grid x"), GridY: true, NoAxes: rapid.IntRange(0, 5).Draw(t, "no axes") == 0}
	for i := range rapid.IntRange(0, 40).Draw(t, "entries") {
		p.Legend = append(p.Legend, Entry{drawText(t, "entry"), color.Black, Shape(i % 3)})
	}
	if rapid.Bool().Draw(t, "bar") {
		p.ColorBar = &ColorBar{Label: drawText(t, "bar label"), Lo: p.Y.Lo, Hi: p.Y.Hi, Colors: []color.RGBA{{A: 255}, {R: 255, A: 255}}}
	}
	return p
}

// Whatever is to be shown in whatever size: nothing leaves the picture, no text touches
// another, and the data area is not covered.
func TestNothingCollides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPanel(t)
		outer := Rect{10, 20, rapid.IntRange(150, 1200).Draw(t, "w"), rapid.IntRange(100, 800).Draw(t, "h")}
		s, c := newRecordingCanvas(outer.right()+50, outer.bottom()+50)
		in := p.Insets(outer.W, outer.H, new(Memory))
		area := outer.Inset(in)
		p.Under(c, outer, in)
		for _, shape := range s.shapes {
			if area.Empty() || shape.left < float64(area.X) || shape.right > float64(area.right()) || shape.top < float64(area.Y) || shape.bottom > float64(area.bottom())+1 {
				t.Fatalf("%+v lies outside the data area %+v", shape, area)
			}
		}
		s.shapes = nil
		p.Over(c, outer, in)
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

// In the smallest pictures furniture gives way to the data.
func TestSmallPicturesKeepData(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPanel(t)
		w, h := rapid.IntRange(0, 200).Draw(t, "w"), rapid.IntRange(0, 200).Draw(t, "h")
		in := p.Insets(w, h, nil)
		outer := Rect{W: w, H: h}
		area := outer.Inset(in)
		if w > minDataWidth+4 && area.W < minDataWidth || h > minDataHeight+4 && area.H < minDataHeight {
			t.Fatalf("%d x %d leaves %d x %d", w, h, area.W, area.H)
		}
		_, c := newRecordingCanvas(w, h)
		p.Under(c, outer, in)
		p.Over(c, outer, in)
		p.Over(c, outer, Insets{}) // a caller may do as it likes
		p.Over(c, Rect{}, in)
	})
}

func TestTablesStayInTheirPlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tab := &Table{Title: drawText(t, "title")}
		for range rapid.IntRange(0, 12).Draw(t, "columns") {
			tab.Columns = append(tab.Columns, drawText(t, "head"))
			tab.AlignRight = append(tab.AlignRight, rapid.Bool().Draw(t, "right"))
		}
		for range rapid.IntRange(0, 60).Draw(t, "rows") {
			var row []string
			for range rapid.IntRange(0, 12).Draw(t, "cells") { // short and long rows too
				row = append(row, drawText(t, "cell"))
			}
			tab.Rows = append(tab.Rows, row)
		}
		outer := Rect{5, 6, rapid.IntRange(0, 700).Draw(t, "w"), rapid.IntRange(0, 700).Draw(t, "h")}
		s, c := newRecordingCanvas(900, 900)
		tab.Draw(c, outer)
		for i, a := range s.texts {
			if a.isOutside(outer) {
				t.Fatalf("%+v leaves %+v", a, outer)
			}
			for _, b := range s.texts[i+1:] {
				if a.overlaps(b) {
					t.Fatalf("%+v and %+v overlap", a, b)
				}
			}
		}
	})
}

// Rows that were never made into texts count like those that do not fit.
func TestTableCountsWhatIsNotGiven(t *testing.T) {
	drawn := func(rows, more, h int) string {
		tab := Table{Columns: []string{"a"}, Rows: make([][]string, rows), More: more}
		for i := range rows {
			tab.Rows[i] = []string{fmt.Sprintf("b%d", i)}
		}
		s, canvas := newRecordingCanvas(300, h)
		tab.Draw(canvas, Rect{W: 300, H: h})
		all := ""
		for _, text := range s.texts {
			all += text.text
		}
		return all
	}
	for _, c := range []struct {
		rows, more, h int
		end           string
	}{
		{3, 0, 400, "b2"}, {3, 1000, 400, "b21\u2009000 more rows"}, {0, 5, 400, "a5 more rows"}, {100, 900, 200, drawn(1000, 0, 200)}, {2, 1, 30, ""},
	} {
		if got := drawn(c.rows, c.more, c.h); !strings.HasSuffix(got, c.end) {
			t.Errorf("%d rows and %d more: drawn %q, want %q at its end", c.rows, c.more, got, c.end)
		}
	}
}
