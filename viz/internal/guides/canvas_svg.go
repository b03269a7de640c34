package guides

import (
	"bytes"
	"html"
	"strconv"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

// CorrectSVG corrects a document that gonum's vgsvg has written. It must be called for every document of vgsvg:
//   - fonts get fallback families, for computers without Roboto;
//   - each text gets the length of its layout, so that in another font it does not overlap other texts or leave the
//     picture;
//   - images, which are PNG, are no longer labelled as JPEG, which strict readers reject;
//   - lines get round joins, as in raster images, because SVG's default joins have spikes.
//
// Its cost is linear in the document's length.
func CorrectSVG(document []byte) []byte {
	const magic = "iVBORw0KGgo" // the first bytes of a PNG, in base64
	if jpeg := []byte("data:image/jpg;base64," + magic); bytes.Contains(document, jpeg) {
		document = bytes.ReplaceAll(document, jpeg, []byte("data:image/png;base64,"+magic))
	}
	document = bytes.Replace(document, []byte("<g "), []byte(`<g stroke-linejoin="round" `), 1)
	return theme.AddFontFallbacks(addTextLengths(document))
}

// addTextLengths inserts the length of each text into its tag. It searches for the tags without a regular expression,
// in the form that vgsvg writes, because a regular expression would cost more time than drawing the document.
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

// appendTextTag appends the opening tag of a text to out. It inserts the length of the text's content before the style
// attribute. A tag that does not have the form of vgsvg is appended unchanged.
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

// textBetween returns the text between the first occurrence of mark and the next occurrence of end, and whether both
// occur.
func textBetween(s []byte, mark, end string) ([]byte, bool) {
	_, after, ok := bytes.Cut(s, []byte(mark))
	within, _, ok2 := bytes.Cut(after, []byte(end))
	return within, ok && ok2
}
