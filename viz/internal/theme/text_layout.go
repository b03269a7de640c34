package theme

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
)

// Run is a part of a line of text to be drawn with one call of FillString.
type Run struct {
	Text string
	Font font.Font
	X    float64 // where it starts, px right of the line's start
}

// Measure is the width of a line of text in px, kerned. Lines lately measured
// are looked up (some 50 ns), others laid out (some us). Control characters count
// as spaces. It is safe for concurrent use.
func Measure(s string, px float64, w Weight) float64 { return cachedLayout(s, px, w).width }

// Phrases are the parts of a line by font, for canvases that kern correctly (SVG,
// PDF): almost always one. Characters that Roboto lacks are set in DejaVu Sans.
// The slice is shared: do not change it.
func FontRuns(s string, px float64, w Weight) []Run { return cachedLayout(s, px, w).fontRuns }

// Runs are the parts of a line for canvases of pixels: those of Phrases, cut
// further where vgimg would kern visibly wrong. Its kerning is the same number of
// pixels at any size (golang.org/x/image's Face.Kern scales it to the font's
// units), so that "Ve" comes out too tight below 32 px; a run that starts at the
// measured place has nothing to kern. The slice is shared: do not change it.
func RasterRuns(s string, px float64, w Weight) []Run { return cachedLayout(s, px, w).rasterRuns }

// layout is a line of text with every part in its place.
type layout struct {
	width                float64
	fontRuns, rasterRuns []Run
}

// line is what a layout is of.
type layoutKey struct {
	text   string
	px     float64
	weight Weight
}

// remembered bounds the layouts kept. Labels of a live figure change without
// end; those of one frame are some hundreds.
const maxCachedLayouts = 4096

var layoutCache = struct {
	sync.RWMutex
	of map[layoutKey]*layout
}{of: map[layoutKey]*layout{}}

func cachedLayout(s string, px float64, w Weight) *layout {
	key := layoutKey{s, px, w}
	layoutCache.RLock()
	l := layoutCache.of[key]
	layoutCache.RUnlock()
	if l != nil {
		return l
	}
	key.text = strings.Clone(s) // s may be a small part of a large text
	l = newTypesetter(px, w).layout(key.text)
	layoutCache.Lock()
	defer layoutCache.Unlock()
	if len(layoutCache.of) >= maxCachedLayouts {
		clear(layoutCache.of)
	}
	layoutCache.of[key] = l
	return l
}

// tolerance is by how much of a px vgimg may misplace a glyph within a run.
const kerningTolerance = 0.125

// setter sets a line of text, glyph by glyph.
type typesetter struct {
	px    float64
	fonts [2]font.Font // Roboto and what stands in
	faces [2]*opentype.Font
	buf   sfnt.Buffer
}

func newTypesetter(px float64, w Weight) *typesetter {
	t := &typesetter{px: px, fonts: [2]font.Font{fontOf(roboto, px, w), fontOf(dejaVu, px, w)}}
	for i, f := range t.fonts {
		t.faces[i] = loadFaces().Lookup(f, f.Size).Face
	}
	return t
}

func (t *typesetter) layout(s string) *layout {
	s = strings.Map(replaceControl, s)
	var (
		l          layout
		previous   sfnt.GlyphIndex
		last       = -1 // the font of the previous glyph
		start, cut int  // where the phrase and the run begin
		drift      float64
	)
	open := func(runs []Run, which int) []Run { return append(runs, Run{Font: t.fonts[which], X: l.width}) }
	for at, r := range s {
		which, glyph := t.glyph(r)
		if which != last {
			setLastText(l.fontRuns, s[start:at])
			setLastText(l.rasterRuns, s[cut:at])
			l.fontRuns, l.rasterRuns = open(l.fontRuns, which), open(l.rasterRuns, which)
			start, cut, drift = at, at, 0
		} else if kern := t.kern(which, previous, glyph); kern != 0 {
			l.width += t.toPx(which, kern)
			drift += float64(kern)/64 - t.toPx(which, kern)
			if max(drift, -drift) > kerningTolerance {
				setLastText(l.rasterRuns, s[cut:at])
				l.rasterRuns = open(l.rasterRuns, which)
				cut, drift = at, 0
			}
		}
		l.width += t.toPx(which, t.advance(which, glyph))
		previous, last = glyph, which
	}
	setLastText(l.fontRuns, s[start:])
	setLastText(l.rasterRuns, s[cut:])
	l.fontRuns, l.rasterRuns = slices.Clip(l.fontRuns), slices.Clip(l.rasterRuns)
	return &l
}

// seal gives the run last opened its text.
func setLastText(runs []Run, text string) {
	if len(runs) > 0 {
		runs[len(runs)-1].Text = text
	}
}

// printable turns tabs, line ends and the like into spaces.
func replaceControl(r rune) rune {
	if unicode.IsControl(r) {
		return ' '
	}
	return r
}

// glyph finds a character: in the first font that has it, else Roboto's box.
func (t *typesetter) glyph(r rune) (which int, glyph sfnt.GlyphIndex) {
	for i, f := range t.faces {
		if g, err := f.GlyphIndex(&t.buf, r); err == nil && g != 0 {
			return i, g
		}
	}
	return 0, 0
}

// advance is a glyph's width in the font's units.
func (t *typesetter) advance(which int, g sfnt.GlyphIndex) fixed.Int26_6 {
	a, err := t.faces[which].GlyphAdvance(&t.buf, g, t.unitsPerEm(which), xfont.HintingNone)
	if err != nil {
		return 0
	}
	return a
}

// kern is what a pair moves together (below 0) or apart, in the font's units.
func (t *typesetter) kern(which int, a, b sfnt.GlyphIndex) fixed.Int26_6 {
	k, err := t.faces[which].Kern(&t.buf, a, b, t.unitsPerEm(which), xfont.HintingNone)
	if err != nil { // most often sfnt.ErrNotFound: a pair without kerning
		return 0
	}
	return k
}

func (t *typesetter) unitsPerEm(which int) fixed.Int26_6 {
	return fixed.Int26_6(t.faces[which].UnitsPerEm())
}

// scaled turns a font's units into px.
func (t *typesetter) toPx(which int, units fixed.Int26_6) float64 {
	return float64(units) * t.px / float64(t.unitsPerEm(which))
}
