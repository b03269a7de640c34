package palette

import (
	"encoding/hex"
	"fmt"
	"image/color"
	"maps"
	"slices"
	"strings"

	"github.com/streamgage/streamgage/internal/suggest"
	"golang.org/x/image/colornames"
)

// cssLevel4Names holds the names of CSS Color Level 4 that are missing from golang.org/x/image/colornames, which has
// those of SVG 1.1.
var cssLevel4Names = map[string]color.RGBA{
	"rebeccapurple": {0x66, 0x33, 0x99, 0xff},
	"transparent":   {},
}

// ParseColor parses a colour: a CSS name ("steelblue"), or #rgb, #rgba, #rrggbb or #rrggbbaa. It ignores case. Spaces
// are not allowed. As in CSS, the digits of red, green and blue are not premultiplied by alpha, but the returned
// color.RGBA is. For any other text, the error quotes the text and suggests a name.
func ParseColor(s string) (color.RGBA, error) {
	if digits, ok := strings.CutPrefix(s, "#"); ok {
		return parseHex(s, digits)
	}
	name := strings.ToLower(s)
	if c, ok := colornames.Map[name]; ok {
		return c, nil
	}
	if c, ok := cssLevel4Names[name]; ok {
		return c, nil
	}
	return color.RGBA{}, fmt.Errorf("a colour is a CSS name, #rgb, #rgba, #rrggbb or #rrggbbaa, got %q%s",
		s, suggest.DidYouMean(s, colorNames()))
}

// colorNames returns the names that ParseColor accepts, sorted.
func colorNames() []string {
	names := slices.Collect(maps.Keys(colornames.Map))
	return slices.Sorted(slices.Values(slices.AppendSeq(names, maps.Keys(cssLevel4Names))))
}

// parseHex parses the digits after the #. s is the whole text, for the error.
func parseHex(s, digits string) (color.RGBA, error) {
	if len(digits) == 3 || len(digits) == 4 {
		digits = doubleDigits(digits)
	}
	b, err := hex.DecodeString(digits)
	if err != nil || (len(b) != 3 && len(b) != 4) {
		return color.RGBA{}, fmt.Errorf("a colour has 3, 4, 6 or 8 hex digits after the #, got %q", s)
	}
	c := color.NRGBA{R: b[0], G: b[1], B: b[2], A: 0xff}
	if len(b) == 4 {
		c.A = b[3]
	}
	return color.RGBAModel.Convert(c).(color.RGBA), nil
}

// doubleDigits returns the digits with each digit twice, because #rgb is short for #rrggbb.
func doubleDigits(digits string) string {
	var b strings.Builder
	for i := range len(digits) {
		b.WriteByte(digits[i])
		b.WriteByte(digits[i])
	}
	return b.String()
}
