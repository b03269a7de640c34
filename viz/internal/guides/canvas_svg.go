package guides

import (
	"bytes"
	"html"
	"strconv"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

// SVG completes a document that vgsvg wrote: fonts get alternatives for where Roboto is
// missing, and texts the length that they were laid out with, so that no other font makes
// them overlap or run out of the picture. Images, which are PNG, are no longer called JPEG,
// which strict readers refuse. Lines get round joins, as on a raster, in place of SVG's
// spikes. Drawings on vgsvg are to pass through it.
func SVG(document []byte) []byte {
	const magic = "iVBORw0KGgo" // how a PNG begins, in base64
	if jpeg := []byte("data:image/jpg;base64," + magic); bytes.Contains(document, jpeg) {
		document = bytes.ReplaceAll(document, jpeg, []byte("data:image/png;base64,"+magic))
	}
	document = bytes.Replace(document, []byte("<g "), []byte(`<g stroke-linejoin="round" `), 1)
	return theme.AddFontFallbacks(addTextLengths(document))
}

// addTextLengths gives the document's texts their lengths. A text is found by hand, as vgsvg writes it: a regular
// expression over a document costs more than drawing it.
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

// appendTextTag appends the tag that begins a text, with the content's length before its style.
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

// between is what stands after a mark, up to the next end.
func textBetween(s []byte, mark, end string) ([]byte, bool) {
	_, after, ok := bytes.Cut(s, []byte(mark))
	within, _, ok2 := bytes.Cut(after, []byte(end))
	return within, ok && ok2
}
