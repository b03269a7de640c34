package guides

import (
	"bytes"
	"html"
	"strconv"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

// CorrectSVG corrects a document that gonum's vgsvg wrote. Every drawing on vgsvg must pass through it:
//   - fonts get alternatives, for computers without Roboto;
//   - a text gets the length that it was laid out with, so that it does not overlap or leave the picture in another font;
//   - images, which are PNG, are no longer labelled as JPEG: strict readers refuse that;
//   - lines get round joins, as on a raster, because SVG's default draws spikes.
//
// Its cost is linear in the document's length.
func CorrectSVG(document []byte) []byte {
	const magic = "iVBORw0KGgo" // the beginning of a PNG, in base64
	if jpeg := []byte("data:image/jpg;base64," + magic); bytes.Contains(document, jpeg) {
		document = bytes.ReplaceAll(document, jpeg, []byte("data:image/png;base64,"+magic))
	}
	document = bytes.Replace(document, []byte("<g "), []byte(`<g stroke-linejoin="round" `), 1)
	return theme.AddFontFallbacks(addTextLengths(document))
}

// addTextLengths writes the length of each text into its tag. It searches for the tags by hand, in the form that vgsvg
// writes: a regular expression over a document costs more than drawing it.
func addTextLengths(document []byte) []byte {
	const start = "<text "
	out := make([]byte, 0, len(document)+bytes.Count(document, []byte(start))*len(` textLength="1234.56" lengthAdjust="spacingAndGlyphs"`))
	for {
		at := bytes.Index(document, []byte(start))
		end := bytes.IndexByte(document[max(0, at):], '>') + 1
		if at < 0 || end == 0 {
			return append(out, document...)
		}
		tag, rest := document[at:at+end], document[at+end:]
		content, _, _ := bytes.Cut(rest, []byte("<"))
		out = appendTextTag(append(out, document[:at]...), tag, content)
		document = rest
	}
}

// appendTextTag appends a text's opening tag to out, and puts the length of its content before the tag's style. A tag that
// vgsvg does not write is appended unchanged.
func appendTextTag(out, tag, content []byte) []byte {
	before, style, _ := bytes.Cut(tag, []byte(`style="`))
	weight, ok := textBetween(style, "font-weight:", ";")
	px, ok2 := textBetween(style, "font-size:", "px")
	size, err := strconv.ParseFloat(string(px), 64)
	if !ok || !ok2 || err != nil || len(content) == 0 {
		return append(out, tag...)
	}
	w := theme.Regular
	if string(weight) != "normal" {
		w = theme.Medium
	}
	length := theme.Measure(html.UnescapeString(string(content)), size/float64(pixel), w) * float64(pixel)
	before = bytes.TrimRight(before, " \t\n")
	out = append(append(out, before...), ` textLength="`...)
	out = append(strconv.AppendFloat(out, length, 'f', 2, 64), `" lengthAdjust="spacingAndGlyphs"`...)
	return append(out, tag[len(before):]...)
}

// textBetween returns what is between the first occurrence of mark and the next one of end.
func textBetween(s []byte, mark, end string) ([]byte, bool) {
	_, after, ok := bytes.Cut(s, []byte(mark))
	within, _, ok2 := bytes.Cut(after, []byte(end))
	return within, ok && ok2
}
