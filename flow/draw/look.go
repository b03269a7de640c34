package draw

import "github.com/streamgage/streamgage/flow"

// Sizes, in px.
const (
	nameSize   = 13
	textSize   = 11
	lineHeight = 1.4 // of the size of the type
	widest     = 210 // a line of text
	narrowest  = 88  // a box
	widthStep  = 16  // boxes' widths are multiples of it, so that a count that grows seldom moves the picture
	padX, padY = 11, 8
	corner     = 6
	barHeight  = 4
	barGap     = 5 // above the bar
	arrow      = 6
	margin     = 12 // round the picture
)

// Colours: those of the figures in package viz.
const (
	paper   = "#ffffff"
	ink     = "#1f2328"
	text    = "#454c54"
	wire    = "#9aa2ab"
	warning = "#bd1f01"
	track   = "#f3dfb5"
	level   = "#e08a00"
)

// look is what tells one kind of node from another.
type look struct{ class, fill, stroke string }

var (
	sourceLook   = look{"source", "#e6f1fb", "#3f90da"}
	queueLook    = look{"queue", "#fff5e0", "#eba12c"}
	sinkLook     = look{"sink", "#e2f4f5", "#4fadb2"}
	joinLook     = look{"join", "#f4ebf9", "#9d66c0"}
	operatorLook = look{"operator", "#f6f7f8", "#bcc3ca"}
	brokenLook   = look{"broken", "#fdeeeb", warning}
)

// degree is how many edges a node has.
type degree struct{ in, out int }

func lookOf(n flow.NodeInfo, d degree) look {
	switch {
	case n.Err != "":
		return brokenLook
	case d.in == 0:
		return sourceLook
	case n.Room > 0:
		return queueLook
	case d.out == 0:
		return sinkLook
	case d.in > 1:
		return joinLook
	}
	return operatorLook
}
