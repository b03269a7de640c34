package furniture

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
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
	document = bytes.ReplaceAll(document, []byte("data:image/jpg;base64,"+magic), []byte("data:image/png;base64,"+magic))
	document = bytes.Replace(document, []byte("<g "), []byte(`<g stroke-linejoin="round" `), 1)
	document = text.ReplaceAllFunc(document, withLength)
	return theme.Families(document)
}

// text is a text as vgsvg writes it: its start, its style with weight and size, its content.
var text = regexp.MustCompile(`(<text [^>]*?)(\s+style="[^"]*font-weight:(\w+);[^"]*font-size:([\d.]+)px[^"]*">)([^<]+)</text>`)

func withLength(element []byte) []byte {
	part := text.FindSubmatch(element)
	size, err := strconv.ParseFloat(string(part[4]), 64)
	if err != nil {
		return element
	}
	weight := theme.Regular
	if string(part[3]) != "normal" {
		weight = theme.Medium
	}
	length := theme.Measure(html.UnescapeString(string(part[5])), size/float64(point), weight) * float64(point)
	return fmt.Appendf(nil, `%s textLength="%.2f" lengthAdjust="spacingAndGlyphs"%s%s</text>`, part[1], length, part[2], part[5])
}
