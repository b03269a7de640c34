package svg

import (
	"bytes"
	"strings"
	"unicode/utf8"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"github.com/streamgage/streamgage/viz/internal/affine"
	"github.com/streamgage/streamgage/viz/internal/theme"
)

// defaultFamily is the font of a document, with fonts for computers that do not have it.
const defaultFamily = "Roboto,Helvetica,Arial,sans-serif"

// FillString writes a text that begins at a point, on the baseline.
func (c *Canvas) FillString(f font.Face, at vg.Point, text string) {
	size := float64(f.Font.Size) * pixelsPerPoint
	p := apply(c.state.toPixels, at)
	if text == "" || !(size > 0) || !p.isNumber() {
		return
	}
	length := c.setTextStyle(f, text)
	m := c.state.toPixels
	if isUpright := m.XX == pixelsPerPoint && m.YY == -pixelsPerPoint && m.XY == 0 && m.YX == 0; isUpright {
		c.number(`<text x="`, hundredths(p.x))
		c.number(`" y="`, hundredths(p.y))
		c.write(`"`)
	} else {
		c.write(`<text`)
		scale := affine.Map{XX: 1 / pixelsPerPoint, YY: -1 / pixelsPerPoint, X0: float64(at.X), Y0: float64(at.Y)}
		c.out = appendTransform(c.out, m.Then(scale))
	}
	if length > 0 {
		c.number(` textLength="`, hundredths(length))
		c.write(`" lengthAdjust="spacingAndGlyphs"`)
	}
	if text[0] == ' ' || text[len(text)-1] == ' ' || strings.Contains(text, "  ") {
		c.write(` xml:space="preserve"`)
	}
	c.write(">")
	c.out = appendEscaped(c.out, text)
	c.write("</text>\n")
}

// setTextStyle opens a group for the style of a text, unless it is open. It returns the length of the text's layout in px, or
// 0 if the font is not of package theme.
func (c *Canvas) setTextStyle(f font.Face, text string) (length float64) {
	px := float64(f.Font.Size) * pixelsPerPoint
	c.style = c.style[:0]
	switch name := family(f); name {
	case "Roboto", "DejaVu Sans":
		w := theme.Regular
		if f.Font.Weight != xfont.WeightNormal {
			w = theme.Medium
		}
		if length = theme.Measure(text, px, w); name != "Roboto" {
			c.style = append(c.style, ` font-family="DejaVu Sans,Verdana,sans-serif"`...)
		}
	default:
		c.style = append(c.style, ` font-family="`...)
		c.style = append(appendEscaped(c.style, name+","+generic(f.Font.Variant)), '"')
	}
	c.style = append(c.style, ` font-size="`...)
	c.style = append(appendHundredths(c.style, hundredths(px)), '"')
	if f.Font.Weight != xfont.WeightNormal {
		c.style = append(c.style, ` font-weight="`...)
		c.style = append(appendHundredths(c.style, 100*cssWeight(f.Font.Weight)), '"')
	}
	switch f.Font.Style {
	case xfont.StyleItalic:
		c.style = append(c.style, ` font-style="italic"`...)
	case xfont.StyleOblique:
		c.style = append(c.style, ` font-style="oblique"`...)
	}
	c.style = append(c.style, ` fill="`...)
	c.style = append(appendColor(c.style, c.state.color), '"')
	if a := c.state.color.A; a < 255 {
		c.style = append(c.style, ` fill-opacity="`...)
		c.style = append(appendHundredths(c.style, (int(a)*100+127)/255), '"')
	}
	if bytes.Equal(c.style, c.textStyle) {
		return length
	}
	c.finish()
	c.textStyle = append(c.textStyle, c.style...)
	c.write("<g")
	c.out = append(c.out, c.style...)
	c.write(">\n")
	return length
}

// cssWeight returns a weight in the units of CSS, from 100 to 900. The normal weight is 400.
func cssWeight(w xfont.Weight) int { return min(max(100*(int(w)+4), 100), 900) }

// family returns the name of the font's family.
func family(f font.Face) string {
	switch f.Font.Typeface {
	case "Roboto", "DejaVu Sans": // of package theme
		return string(f.Font.Typeface)
	}
	if f.Face != nil {
		if name, err := f.Face.Name(nil, sfnt.NameIDFamily); err == nil {
			return strings.TrimSuffix(name, " Medium")
		}
	}
	return string(f.Font.Typeface)
}

// generic returns the family that a program uses if it does not have the font.
func generic(v font.Variant) string {
	switch strings.ToLower(string(v)) {
	case "mono", "monospace":
		return "monospace"
	case "serif":
		return "serif"
	}
	return "sans-serif"
}

// appendEscaped appends text of XML. Characters that XML does not allow become U+FFFD.
func appendEscaped(dst []byte, text string) []byte {
	for _, r := range text {
		switch {
		case r == '&':
			dst = append(dst, "&amp;"...)
		case r == '<':
			dst = append(dst, "&lt;"...)
		case r == '>':
			dst = append(dst, "&gt;"...)
		case r == '"':
			dst = append(dst, "&#34;"...)
		case r < ' ' && r != '\t' && r != '\n', r == 0xfffe, r == 0xffff:
			dst = utf8.AppendRune(dst, utf8.RuneError)
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}
