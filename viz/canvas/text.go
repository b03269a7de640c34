package canvas

import (
	"math"
	"unicode"

	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

const (
	glyphPlaces  = 4   // the positions of a glyph within a pixel, in x and in y
	largestGlyph = 128 // pixels per em; larger glyphs are drawn as paths
)

// FillString draws text that begins at pt, on the baseline. Its width is that of font.Face.Width, with kerning. A character
// that the font does not have is a box; a control character without a glyph is not visible. If the font size is zero,
// nothing is drawn. FillString panics if the face has no font.
//
// A glyph is placed to 1/4 pixel. Its mask is kept, and so is what the canvas has asked the font. A text of 10 known
// characters at 10 points takes about 4 µs.
func (c *Canvas) FillString(f font.Face, pt vg.Point, text string) {
	size := f.Font.Size.Points()
	if size == 0 || text == "" {
		return
	}
	if f.Face == nil {
		panic("canvas.FillString: a face must have a font, got nil for " + f.Font.Name())
	}
	c.prepare()
	origin := apply(c.state.toPixels, pt)
	m := c.state.toPixels
	if !isNumber(origin) || !(math.Abs(origin.x)+math.Abs(origin.y) < farthest) || !isFinite(size*(m.XX+m.XY+m.YX+m.YY)) {
		return
	}
	t := &c.workspace.text
	face := t.face(f.Face, m, size)
	if c.state.clip.Empty() || face.emPixels == 0 {
		return
	}
	previous, isFirst := sfnt.GlyphIndex(0), true
	at := 0.0 // the position in the text, in units of the font
	for _, r := range text {
		g := face.font.glyph(r)
		if !isFirst {
			at += face.font.kern(previous, g.index)
		}
		position := point{origin.x + at*face.xx, origin.y + at*face.yx}
		if g.index != 0 || !unicode.IsControl(r) {
			c.paintGlyph(face, g.index, position)
		}
		at += g.advance
		previous, isFirst = g.index, false
	}
}

// isFinite reports whether v is a finite number.
func isFinite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// paintGlyph paints a glyph whose origin is at a position in pixels.
func (c *Canvas) paintGlyph(face *face, index sfnt.GlyphIndex, at point) {
	visible, reach := c.state.clip, 4*face.emPixels
	if at.x < float64(visible.Min.X)-reach || at.x > float64(visible.Max.X)+reach ||
		at.y < float64(visible.Min.Y)-reach || at.y > float64(visible.Max.Y)+reach {
		return
	}
	if face.emPixels > largestGlyph {
		edges := &c.workspace.edges
		lo, hi := c.visible()
		f := flattener{toPixels: face.toPixels(at), lo: lo, hi: hi, subpath: c.workspace.addOutline}
		f.glyph(face.font.outline(index))
		edges.Sweep(&c.painter)
		return
	}
	x, y := math.Round(at.x*glyphPlaces), math.Round(at.y*glyphPlaces)
	left, top := math.Floor(x/glyphPlaces), math.Floor(y/glyphPlaces)
	place := uint32(x-left*glyphPlaces) + glyphPlaces*uint32(y-top*glyphPlaces)
	key := uint32(index)*glyphPlaces*glyphPlaces + place
	m := face.masks[key]
	if m == nil {
		m = c.workspace.newGlyph(face, index, point{float64(place%glyphPlaces) / glyphPlaces, float64(place/glyphPlaces) / glyphPlaces})
		face.masks[key] = m
		c.workspace.text.add(len(m.coverage))
	}
	c.painter.mask(c.state.clip, m, int(left), int(top))
}

// newGlyph computes the mask of a glyph whose origin is at a position within a pixel.
func (t *workspace) newGlyph(face *face, index sfnt.GlyphIndex, at point) *mask {
	outline := face.font.outline(index)
	m := new(mask)
	if len(outline) == 0 {
		return m
	}
	toPixels := face.toPixels(at)
	lo, hi := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, s := range outline {
		for _, p := range s.points[:s.count] {
			q := apply(toPixels, p)
			lo, hi = point{min(lo.x, q.x), min(lo.y, q.y)}, point{max(hi.x, q.x), max(hi.y, q.y)}
		}
	}
	m.left, m.top = int(math.Floor(lo.x)), int(math.Floor(lo.y))
	m.width, m.height = int(math.Ceil(hi.x))-m.left, int(math.Ceil(hi.y))-m.top
	if m.width <= 0 || m.height <= 0 || m.width > 8*largestGlyph || m.height > 8*largestGlyph {
		return new(mask)
	}
	toPixels.X0, toPixels.Y0 = toPixels.X0-float64(m.left), toPixels.Y0-float64(m.top)
	edges := &t.maskEdges
	edges.Resize(m.width, m.height)
	f := flattener{toPixels: toPixels, hi: point{float64(m.width), float64(m.height)}}
	f.subpath = func(points []point, _ bool) { addOutline(edges, points) }
	f.glyph(outline)
	m.sweep(edges)
	return m
}

// glyph adds an outline.
func (f *flattener) glyph(outline []glyphSegment) {
	f.points, f.hasStart = f.points[:0], false
	for i := range outline {
		s := &outline[i]
		a := apply(f.toPixels, s.points[0])
		if len(f.points) == 0 && !s.isMove {
			continue // a broken font: an outline begins with a move
		}
		switch s.count {
		case 1:
			if s.isMove {
				f.end(true)
				f.hasStart = false
			}
			f.lineTo(a)
		case 2:
			end := apply(f.toPixels, s.points[1])
			from := f.points[len(f.points)-1]
			f.cubic(from, from.towards(a, 2./3), end.towards(a, 2./3), end, 0)
		default:
			f.cubic(f.points[len(f.points)-1], a, apply(f.toPixels, s.points[1]), apply(f.toPixels, s.points[2]), 0)
		}
	}
	f.end(true)
}
