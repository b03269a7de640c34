package canvas

import (
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/vg"

	"github.com/streamgage/streamgage/viz/internal/affine"
)

const (
	maxFaces     = 64       // sizes and directions of text
	maxMaskBytes = 4 << 20  // of all glyphs
	maxAnswers   = 16 << 10 // of a font's glyphs, and of its pairs
)

// textCache keeps what the canvas has asked its fonts. A cache that has become too large is emptied.
type textCache struct {
	fonts     map[*sfnt.Font]*fontCache
	faces     map[faceKey]*face
	last      *face // the face of the last text
	lastKey   faceKey
	maskBytes int
}

// init makes an empty cache.
func (t *textCache) init() {
	*t = textCache{fonts: map[*sfnt.Font]*fontCache{}, faces: map[faceKey]*face{}}
}

// add counts the bytes of a new mask.
func (t *textCache) add(bytes int) {
	const maskSize = 64 // of the mask itself and its place in the map
	if t.maskBytes += bytes + maskSize; t.maskBytes > maxMaskBytes {
		t.maskBytes = 0
		for _, f := range t.faces {
			clear(f.masks)
		}
	}
}

// faceKey identifies a font in a size and a direction.
type faceKey struct {
	font           *sfnt.Font
	xx, xy, yx, yy float32
}

// face is a font in a size and a direction, with the masks of its glyphs.
type face struct {
	font           *fontCache
	xx, xy, yx, yy float64 // the map from units of the font, with y upwards, to pixels
	emPixels       float64 // the largest extent of an em
	masks          map[uint32]*mask
}

// toPixels returns the map from units of the font to pixels for a glyph at a position.
func (f *face) toPixels(at point) affine.Map {
	return affine.Map{XX: f.xx, XY: f.xy, YX: f.yx, YY: f.yy, X0: at.x, Y0: at.y}
}

// face returns a font in a size, in points, transformed by m.
func (t *textCache) face(f *sfnt.Font, m affine.Map, size float64) *face {
	units := float64(f.UnitsPerEm())
	scale := size / units
	key := faceKey{f, float32(m.XX * scale), float32(m.XY * scale), float32(m.YX * scale), float32(m.YY * scale)}
	if t.last != nil && key == t.lastKey {
		return t.last
	}
	cached := t.faces[key]
	if cached == nil {
		if len(t.faces) >= maxFaces {
			t.init()
		}
		if t.fonts[f] == nil {
			t.fonts[f] = newFontCache(f)
		}
		cached = &face{
			font: t.fonts[f], masks: map[uint32]*mask{},
			xx: m.XX * scale, xy: m.XY * scale, yx: m.YX * scale, yy: m.YY * scale,
			emPixels: size * math.Sqrt(max(m.XX*m.XX+m.YX*m.YX, m.XY*m.XY+m.YY*m.YY)),
		}
		t.faces[key] = cached
	}
	t.last, t.lastKey = cached, key
	return cached
}

// fontCache answers questions about a font, in its units.
type fontCache struct {
	font   *sfnt.Font
	units  fixed.Int26_6 // per em
	buffer sfnt.Buffer
	ascii  [128]glyphInfo
	others map[rune]glyphInfo
	kerns  map[uint32]float64
	shape  []glyphSegment // the last outline
}

// newFontCache returns an empty cache for a font.
func newFontCache(f *sfnt.Font) *fontCache {
	return &fontCache{
		font: f, units: fixed.Int26_6(f.UnitsPerEm()), others: map[rune]glyphInfo{}, kerns: map[uint32]float64{},
	}
}

// glyphInfo is the glyph of a character. Its index is 0 if the font does not have the character.
type glyphInfo struct {
	index   sfnt.GlyphIndex
	known   bool
	advance float64
}

// glyph returns the glyph of a character.
func (f *fontCache) glyph(r rune) glyphInfo {
	if r >= 0 && int(r) < len(f.ascii) {
		if g := f.ascii[r]; g.known {
			return g
		}
	} else if g := f.others[r]; g.known {
		return g
	}
	g := glyphInfo{known: true}
	if index, err := f.font.GlyphIndex(&f.buffer, r); err == nil {
		g.index = index
	}
	if advance, err := f.font.GlyphAdvance(&f.buffer, g.index, f.units, font.HintingNone); err == nil {
		g.advance = float64(advance)
	}
	if r >= 0 && int(r) < len(f.ascii) {
		f.ascii[r] = g
		return g
	}
	if len(f.others) >= maxAnswers {
		clear(f.others)
	}
	f.others[r] = g
	return g
}

// kern returns the kerning between two glyphs. It is negative if they move together.
func (f *fontCache) kern(a, b sfnt.GlyphIndex) float64 {
	key := uint32(a)<<16 | uint32(b)
	if k, ok := f.kerns[key]; ok {
		return k
	}
	k, err := f.font.Kern(&f.buffer, a, b, f.units, font.HintingNone)
	if err != nil { // usually sfnt.ErrNotFound: a pair without kerning
		k = 0
	}
	if len(f.kerns) >= maxAnswers {
		clear(f.kerns)
	}
	f.kerns[key] = float64(k)
	return float64(k)
}

// glyphSegment is a segment of an outline: a move or a line (1 point), or a quadratic (2) or cubic curve (3). It is in
// units of the font, with y upwards.
type glyphSegment struct {
	points [3]vg.Point
	count  int
	isMove bool
}

// outline returns the outline of a glyph, valid until the next call. The outline of glyph 0, which stands for missing
// characters, is a box if the font has no visible one; so is that of a glyph that is not an outline.
func (f *fontCache) outline(index sfnt.GlyphIndex) []glyphSegment {
	f.shape = f.shape[:0]
	segments, err := f.font.LoadGlyph(&f.buffer, index, f.units, nil)
	for _, s := range segments {
		g := glyphSegment{count: 1, isMove: s.Op == sfnt.SegmentOpMoveTo}
		switch s.Op {
		case sfnt.SegmentOpQuadTo:
			g.count = 2
		case sfnt.SegmentOpCubeTo:
			g.count = 3
		}
		for i := range g.count {
			g.points[i] = vg.Point{X: vg.Length(s.Args[i].X), Y: -vg.Length(s.Args[i].Y)}
		}
		f.shape = append(f.shape, g)
	}
	if err != nil || index == 0 && len(segments) == 0 {
		f.box(index)
	}
	return f.shape
}

// box sets the outline to an upright box in the space of a glyph.
func (f *fontCache) box(index sfnt.GlyphIndex) {
	em := vg.Length(f.units)
	advance, err := f.font.GlyphAdvance(&f.buffer, index, f.units, font.HintingNone)
	width := vg.Length(advance)
	if err != nil || width < em/4 {
		width = em / 2
	}
	corner := func(x, y vg.Length, isMove bool) {
		f.shape = append(f.shape, glyphSegment{points: [3]vg.Point{{X: x, Y: y}}, count: 1, isMove: isMove})
	}
	frame := func(left, bottom, right, top vg.Length) {
		corner(left, bottom, true)
		corner(left, top, false)
		corner(right, top, false)
		corner(right, bottom, false)
	}
	const line = 0.07 // em
	gap := em / 12
	frame(gap, 0, width-gap, 0.7*em)
	frame(width-gap-line*em, line*em, gap+line*em, 0.7*em-line*em) // the other way round: a hole
}
