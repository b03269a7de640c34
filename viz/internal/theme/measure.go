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
func Measure(s string, px float64, w Weight) float64 { return layoutOf(s, px, w).width }

// Phrases are the parts of a line by font, for canvases that kern correctly (SVG,
// PDF): almost always one. Characters that Roboto lacks are set in DejaVu Sans.
// The slice is shared: do not change it.
func Phrases(s string, px float64, w Weight) []Run { return layoutOf(s, px, w).phrases }

// Runs are the parts of a line for canvases of pixels: those of Phrases, cut
// further where vgimg would kern visibly wrong. Its kerning is the same number of
// pixels at any size (golang.org/x/image's Face.Kern scales it to the font's
// units), so that "Ve" comes out too tight below 32 px; a run that starts at the
// measured place has nothing to kern. The slice is shared: do not change it.
func Runs(s string, px float64, w Weight) []Run { return layoutOf(s, px, w).runs }

// layout is a line of text with every part in its place.
type layout struct {
	width         float64
	phrases, runs []Run
}

// line is what a layout is of.
type line struct {
	text   string
	px     float64
	weight Weight
}

// remembered bounds the layouts kept. Labels of a live figure change without
// end; those of one frame are some hundreds.
const remembered = 4096

var layouts = struct {
	sync.RWMutex
	of map[line]*layout
}{of: map[line]*layout{}}

func layoutOf(s string, px float64, w Weight) *layout {
	key := line{s, px, w}
	layouts.RLock()
	l := layouts.of[key]
	layouts.RUnlock()
	if l != nil {
		return l
	}
	key.text = strings.Clone(s) // s may be a small part of a large text
	l = newSetter(px, w).set(key.text)
	layouts.Lock()
	defer layouts.Unlock()
	if len(layouts.of) >= remembered {
		clear(layouts.of)
	}
	layouts.of[key] = l
	return l
}

// tolerance is by how much of a px vgimg may misplace a glyph within a run.
const tolerance = 0.125

// setter sets a line of text, glyph by glyph.
type setter struct {
	px    float64
	fonts [2]font.Font // Roboto and what stands in
	faces [2]*opentype.Font
	buf   sfnt.Buffer
}

func newSetter(px float64, w Weight) *setter {
	t := &setter{px: px, fonts: [2]font.Font{described(roboto, px, w), described(dejaVu, px, w)}}
	for i, f := range t.fonts {
		t.faces[i] = faces().Lookup(f, f.Size).Face
	}
	return t
}

func (t *setter) set(s string) *layout {
	s = strings.Map(printable, s)
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
			seal(l.phrases, s[start:at])
			seal(l.runs, s[cut:at])
			l.phrases, l.runs = open(l.phrases, which), open(l.runs, which)
			start, cut, drift = at, at, 0
		} else if kern := t.kern(which, previous, glyph); kern != 0 {
			l.width += t.scaled(which, kern)
			drift += float64(kern)/64 - t.scaled(which, kern)
			if max(drift, -drift) > tolerance {
				seal(l.runs, s[cut:at])
				l.runs = open(l.runs, which)
				cut, drift = at, 0
			}
		}
		l.width += t.scaled(which, t.advance(which, glyph))
		previous, last = glyph, which
	}
	seal(l.phrases, s[start:])
	seal(l.runs, s[cut:])
	l.phrases, l.runs = slices.Clip(l.phrases), slices.Clip(l.runs)
	return &l
}

// seal gives the run last opened its text.
func seal(runs []Run, text string) {
	if len(runs) > 0 {
		runs[len(runs)-1].Text = text
	}
}

// printable turns tabs, line ends and the like into spaces.
func printable(r rune) rune {
	if unicode.IsControl(r) {
		return ' '
	}
	return r
}

// glyph finds a character: in the first font that has it, else Roboto's box.
func (t *setter) glyph(r rune) (which int, glyph sfnt.GlyphIndex) {
	for i, f := range t.faces {
		if g, err := f.GlyphIndex(&t.buf, r); err == nil && g != 0 {
			return i, g
		}
	}
	return 0, 0
}

// advance is a glyph's width in the font's units.
func (t *setter) advance(which int, g sfnt.GlyphIndex) fixed.Int26_6 {
	a, err := t.faces[which].GlyphAdvance(&t.buf, g, t.em(which), xfont.HintingNone)
	if err != nil {
		return 0
	}
	return a
}

// kern is what a pair moves together (below 0) or apart, in the font's units.
func (t *setter) kern(which int, a, b sfnt.GlyphIndex) fixed.Int26_6 {
	k, err := t.faces[which].Kern(&t.buf, a, b, t.em(which), xfont.HintingNone)
	if err != nil { // most often sfnt.ErrNotFound: a pair without kerning
		return 0
	}
	return k
}

func (t *setter) em(which int) fixed.Int26_6 { return fixed.Int26_6(t.faces[which].UnitsPerEm()) }

// scaled turns a font's units into px.
func (t *setter) scaled(which int, units fixed.Int26_6) float64 {
	return float64(units) * t.px / float64(t.em(which))
}
