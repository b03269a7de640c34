package guides

import (
	"image"
	"image/color"
	"math"

	"github.com/streamgage/streamgage/viz/internal/theme"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// recordingCanvas is a vg.Canvas that records where texts and shapes are drawn, in px from the upper left corner.
type recordingCanvas struct {
	height float64
	texts  []drawnBox
	shapes []drawnBox
	turned bool     // by a right angle, around origin
	origin vg.Point // of turned texts
}

// drawnBox is the bounding box of what was drawn. text is empty for a shape.
type drawnBox struct {
	text                     string
	left, top, right, bottom float64
}

func (s *recordingCanvas) SetLineWidth(vg.Length)             {}
func (s *recordingCanvas) SetLineDash([]vg.Length, vg.Length) {}
func (s *recordingCanvas) SetColor(color.Color)               {}
func (s *recordingCanvas) Rotate(float64)                     { s.turned = true }
func (s *recordingCanvas) Translate(p vg.Point)               { s.origin = p }
func (s *recordingCanvas) Scale(float64, float64)             {}
func (s *recordingCanvas) Push()                              {}
func (s *recordingCanvas) Pop()                               { s.turned = false }
func (s *recordingCanvas) Stroke(vg.Path)                     {}

// boundingBox returns the box of the points, converted from vg's coordinates.
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

// FillString records a text's box, from the height of capitals to the descenders.
func (s *recordingCanvas) FillString(f font.Face, at vg.Point, text string) {
	px, w := float64(f.Font.Size/pixel), theme.Regular
	if f.Font.Weight != 0 {
		w = theme.Medium
	}
	if s.turned {
		b := s.boundingBox(vg.Point{X: s.origin.X, Y: s.origin.Y + at.X})
		b.text, b.top = text, b.bottom-theme.Measure(text, px, w)
		b.left, b.right = b.left-0.72*px, b.left+0.2*px
		s.texts = append(s.texts, b)
		return
	}
	b := s.boundingBox(at)
	b.text, b.right = text, b.left+theme.Measure(text, px, w)
	b.top, b.bottom = b.bottom-0.72*px, b.bottom+0.2*px
	s.texts = append(s.texts, b)
}

// newRecordingCanvas returns a recording canvas of w by h px, and a Canvas that draws on it.
func newRecordingCanvas(w, h int) (*recordingCanvas, *Canvas) {
	s := &recordingCanvas{height: float64(h)}
	return s, NewCanvas(s, w, h)
}

// overlaps reports whether the boxes share more than a border.
func (a drawnBox) overlaps(b drawnBox) bool {
	const tolerance = 1.5 // for kerning and for rounding to whole px
	return a.left < b.right-tolerance && b.left < a.right-tolerance && a.top < b.bottom-tolerance && b.top < a.bottom-tolerance
}

// isOutside reports whether a part of the box is more than 1 px outside of r.
func (a drawnBox) isOutside(r Rect) bool {
	return a.left < float64(r.X)-1 || a.right > float64(r.right())+1 || a.top < float64(r.Y)-1 || a.bottom > float64(r.bottom())+1
}
