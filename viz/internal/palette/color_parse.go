// Package palette holds the colours of figures: colour names and hex notation,
// cycles for telling series apart, and colour maps for values.
package palette

import (
	"encoding/hex"
	"fmt"
	"image/color"
	"strings"

	"golang.org/x/image/colornames"
)

// added are the CSS Color Level 4 names that SVG 1.1, the list in
// golang.org/x/image/colornames, does not have.
var cssLevel4Names = map[string]color.RGBA{
	"rebeccapurple": {0x66, 0x33, 0x99, 0xff},
	"transparent":   {},
}

// Parse reads a colour: a CSS name ("steelblue"), or #rgb, #rgba, #rrggbb or
// #rrggbbaa. Letters of either case are read, spaces around are not. The alpha
// digits do not scale the others (as in CSS); the answer, being a color.RGBA,
// is premultiplied. Anything else is an error that quotes it.
func Parse(s string) (color.RGBA, error) {
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
	return color.RGBA{}, fmt.Errorf("palette.Parse: a colour is a CSS name, #rgb, #rrggbb or #rrggbbaa, got %q", s)
}

// parseHex reads the digits after the #; s is the whole, for the error.
func parseHex(s, digits string) (color.RGBA, error) {
	if len(digits) == 3 || len(digits) == 4 {
		digits = doubleDigits(digits)
	}
	b, err := hex.DecodeString(digits)
	if err != nil || (len(b) != 3 && len(b) != 4) {
		return color.RGBA{}, fmt.Errorf("palette.Parse: after # come 3, 4, 6 or 8 hex digits, got %q", s)
	}
	c := color.NRGBA{R: b[0], G: b[1], B: b[2], A: 0xff}
	if len(b) == 4 {
		c.A = b[3]
	}
	return color.RGBAModel.Convert(c).(color.RGBA), nil
}

// doubled writes every digit twice: #rgb is short for #rrggbb.
func doubleDigits(digits string) string {
	var b strings.Builder
	for i := range len(digits) {
		b.WriteByte(digits[i])
		b.WriteByte(digits[i])
	}
	return b.String()
}
