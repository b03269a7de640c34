package draw

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"codeberg.org/go-fonts/dejavu/dejavusans"
	"codeberg.org/go-fonts/dejavu/dejavusansbold"
	"github.com/streamgage/streamgage/internal/check"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"pgregory.net/rapid"
)

// charWidth is not less than the width in DejaVu Sans, for each letter of today's Latin, Greek and Cyrillic alphabets.
func TestCharWidthIsAnUpperBound(t *testing.T) {
	for name, f := range map[string]struct {
		ttf    []byte
		factor float64
	}{"regular": {dejavusans.TTF, 1}, "bold": {dejavusansbold.TTF, boldFactor}} {
		font, err := sfnt.Parse(f.ttf)
		check.NoError(t, err)
		var buf sfnt.Buffer
		for r := ' '; r <= 'џ'; r++ {
			i, err := font.GlyphIndex(&buf, r)
			if err != nil || i == 0 || r > 'ſ' && r < 'Ͱ' || unicode.Is(unicode.Cf, r) {
				continue
			}
			advance, err := font.GlyphAdvance(&buf, i, fixed.I(1000), 0)
			check.NoError(t, err)
			if got, want := charWidth(r)*f.factor*1000, float64(advance)/64; got < want {
				t.Errorf("%s: %q (%U): got width %.0f, the font has %.0f", name, r, r, got, want)
			}
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want []string
	}{
		{"", 2, nil},
		{"abc", 2, []string{"abc"}},
		{"abc def", 2, []string{"abc", "def"}},
		{"abc def ghi", 2, []string{"abc", "de…"}},
		{"abcdefgh", 2, []string{"abcd", "efgh"}},
		{"abcdefghi", 2, []string{"abcd", "ef…"}},
		{"abcdefghi", 1, []string{"ab…"}},
	} {
		if got := wrapText(c.text, 10, 26.5, c.most); !slices.Equal(got, c.want) { // four letters of 6.5
			t.Errorf("%q in %d lines: got %q, want %q", c.text, c.most, got, c.want)
		}
	}
}

// For any text, there are not too many lines, none is too wide, and together they are the beginning of the text.
func TestWrapAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		maxLines := rapid.IntRange(1, 4).Draw(t, "most")
		lines := wrapText(text, 10, 80, maxLines)
		if len(lines) > maxLines {
			t.Fatalf("%d lines, want %d at most", len(lines), maxLines)
		}
		for _, l := range lines {
			if textWidth(l, 10) > 80.001 || l == "" || utf8.ValidString(text) && !utf8.ValidString(l) {
				t.Fatalf("line %q is %g wide", l, textWidth(l, 10))
			}
		}
		plain := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if said := plain(strings.TrimSuffix(strings.Join(lines, ""), "…")); !strings.HasPrefix(plain(text), said) {
			t.Fatalf("%q says %q", lines, said)
		}
	})
}
