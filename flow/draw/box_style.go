package draw

import "github.com/streamgage/streamgage/flow"

// Sizes, in px.
const (
	nameSize   = 13
	textSize   = 11
	lineHeight = 1.4 // of the size of the type
	maxLineWidth     = 210 // a line of text
	minBoxWidth  = 88  // a box
	widthStep  = 16  // boxes' widths are multiples of it, so that a count that grows seldom moves the picture
	padX, padY = 11, 8
	cornerRadius     = 6
	barHeight  = 4
	barGap     = 5 // above the bar
	arrowSize      = 6
	margin     = 12 // round the picture
)

// Colours: those of the figures in package viz.
const (
	backgroundColor   = "#ffffff"
	nameColor     = "#1f2328"
	textColor    = "#454c54"
	edgeColor    = "#9aa2ab"
	errorColor = "#bd1f01"
	barBackground   = "#f3dfb5"
	barColor   = "#e08a00"
)

// look is what tells one kind of node from another.
type style struct{ class, fill, stroke string }

var (
	sourceStyle   = style{"source", "#e6f1fb", "#3f90da"}
	queueStyle    = style{"queue", "#fff5e0", "#eba12c"}
	sinkStyle     = style{"sink", "#e2f4f5", "#4fadb2"}
	joinStyle     = style{"join", "#f4ebf9", "#9d66c0"}
	operatorStyle = style{"operator", "#f6f7f8", "#bcc3ca"}
	brokenStyle   = style{"broken", "#fdeeeb", errorColor}
)

// degree is how many edges a node has.
type degree struct{ in, out int }

func styleOf(n flow.NodeInfo, d degree) style {
	switch {
	case n.Err != "":
		return brokenStyle
	case d.in == 0:
		return sourceStyle
	case n.Room > 0:
		return queueStyle
	case d.out == 0:
		return sinkStyle
	case d.in > 1:
		return joinStyle
	}
	return operatorStyle
}
