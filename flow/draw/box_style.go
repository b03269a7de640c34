package draw

import "github.com/streamgage/streamgage/flow"

// Sizes, in px.
const (
	nameSize     = 13
	textSize     = 11
	lineHeight   = 1.4 // as a multiple of the font size
	maxLineWidth = 210
	minBoxWidth  = 88
	widthStep    = 16 // the widths of boxes are multiples of it, so that a growing count rarely changes the layout
	padX, padY   = 11, 8
	cornerRadius = 6
	barHeight    = 4
	barGap       = 5 // the distance between the text and the bar
	arrowSize    = 6
	margin       = 12 // the margin around the picture
)

// The colours, which are those of package viz.
const (
	backgroundColor = "#ffffff"
	nameColor       = "#1f2328"
	textColor       = "#454c54"
	edgeColor       = "#9aa2ab"
	errorColor      = "#bd1f01"
	barBackground   = "#f3dfb5"
	barColor        = "#e08a00"
)

// style is the look of a kind of node: its CSS class in the SVG, its fill colour and its border colour.
type style struct{ class, fill, stroke string }

var (
	sourceStyle   = style{"source", "#e6f1fb", "#3f90da"}
	queueStyle    = style{"queue", "#fff5e0", "#eba12c"}
	sinkStyle     = style{"sink", "#e2f4f5", "#4fadb2"}
	joinStyle     = style{"join", "#f4ebf9", "#9d66c0"}
	operatorStyle = style{"operator", "#f6f7f8", "#bcc3ca"}
	brokenStyle   = style{"broken", "#fdeeeb", errorColor}
)

// degree is the number of edges into and out of a node.
type degree struct{ in, out int }

// styleOf returns the style of a node. A build error has precedence, then the position in the graph.
func styleOf(n flow.NodeInfo, d degree) style {
	switch {
	case n.Err != "":
		return brokenStyle
	case d.in == 0:
		return sourceStyle
	case n.Capacity > 0:
		return queueStyle
	case d.out == 0:
		return sinkStyle
	case d.in > 1:
		return joinStyle
	}
	return operatorStyle
}
