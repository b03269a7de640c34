package furniture

import (
	"bytes"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

// SVG completes a document that vgsvg wrote: fonts get alternatives for where Roboto is
// missing, and images, which are PNG, are no longer called JPEG, which strict readers
// refuse. Drawings on vgsvg are to pass through it.
func SVG(document []byte) []byte {
	const magic = "iVBORw0KGgo" // how a PNG begins, in base64
	document = bytes.ReplaceAll(document, []byte("data:image/jpg;base64,"+magic), []byte("data:image/png;base64,"+magic))
	return theme.Families(document)
}
