package draw

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/streamgage/streamgage/flow"
)

// box is the box that shows a node.
type box struct {
	style
	tooltip    string // a browser shows it when the pointer is on the box
	lines      []textLine
	queueFill  float64 // the filled fraction of the queue, from 0 to 1; -1 if there is no queue
	width      float64 // in px
	inputCount int
}

// textLine is one line of text in a box.
type textLine struct {
	text  string
	color string
	size  float64
	bold  bool
}

// width returns an upper bound of the line's width, in px.
func (l textLine) width() float64 {
	if l.bold {
		return textWidth(l.text, l.size) * boldFactor
	}
	return textWidth(l.text, l.size)
}

func (l textLine) height() float64 { return l.size * lineHeight }

// newBox makes the box of a node. Its size depends on the node's name and kind and, in steps, on the length of its
// counts. So the layout of the picture rarely changes while the graph runs.
func newBox(n flow.NodeInfo, d degree) box {
	b := box{style: styleOf(n, d), tooltip: tooltipOf(n), queueFill: -1, width: minBoxWidth, inputCount: d.in}
	for _, name := range wrapText(n.Name, nameSize*boldFactor, maxLineWidth, 2) {
		b.lines = append(b.lines, textLine{name, nameColor, nameSize, true})
	}
	counts := countsText(n, d)
	switch both := n.Kind + " · " + counts; {
	case n.Kind == n.Name:
		b.addText(textColor, counts, 1)
	case textWidth(both, textSize) <= maxLineWidth:
		b.addText(textColor, both, 1)
	default:
		b.addText(textColor, n.Kind, 1)
		b.addText(textColor, counts, 1)
	}
	if n.Errors > 0 {
		b.addText(errorColor, formatCount(n.Errors)+" failed", 1)
	}
	if n.Err != "" {
		b.addText(errorColor, n.Err, 3)
	}
	if n.Capacity > 0 {
		b.queueFill = min(1, max(0, float64(n.Queued)/float64(n.Capacity)))
		b.addText(textColor, fmt.Sprintf("%s of %s waiting", formatCount(n.Queued), formatCount(n.Capacity)), 1)
	}
	for _, l := range b.lines {
		b.width = max(b.width, math.Ceil((l.width()+2*padX)/widthStep)*widthStep)
	}
	return b
}

// addText adds a text, wrapped into at most maxLines lines.
func (b *box) addText(color, text string, maxLines int) {
	for _, l := range wrapText(text, textSize, maxLineWidth, maxLines) {
		b.lines = append(b.lines, textLine{l, color, textSize, false})
	}
}

// height returns the box's height in px. It is even, so that the centres of boxes in one row are on one line.
func (b *box) height() float64 {
	h := 2.0 * padY
	for _, l := range b.lines {
		h += l.height()
	}
	if b.queueFill >= 0 {
		h += barGap + barHeight
	}
	return math.Ceil(h/2) * 2
}

// countsText returns a text with the numbers of elements that entered and left a node. The text of a source has only
// the second number, and that of a sink only the first.
func countsText(n flow.NodeInfo, d degree) string {
	switch {
	case d.in == 0:
		return formatCount(n.Out) + " out"
	case d.out == 0 && n.Out == 0:
		return formatCount(n.In) + " in"
	}
	return formatCount(n.In) + " in, " + formatCount(n.Out) + " out"
}

// tooltipOf returns all information about a node, with exact counts.
func tooltipOf(n flow.NodeInfo) string {
	lines := []string{n.Name, fmt.Sprintf("%s: %d in, %d out, %d failed", n.Kind, n.In, n.Out, n.Errors)}
	if n.Capacity > 0 {
		lines = append(lines, fmt.Sprintf("%d of %d waiting", n.Queued, n.Capacity))
	}
	if busy := n.Busy.Round(time.Millisecond); busy > 0 {
		lines = append(lines, fmt.Sprintf("busy for %v", busy))
	}
	if n.Stale {
		lines = append(lines, "running: the counts are those of an earlier snapshot")
	}
	if n.Err != "" {
		lines = append(lines, n.Err)
	}
	return strings.Join(lines, "\n")
}

// formatCount formats a count in at most eight characters. A count below a million is written in full. A larger count
// is rounded down to three to five digits and has a unit.
func formatCount[N int | uint64](n N) string {
	digits := strconv.FormatUint(uint64(max(n, 0)), 10)
	groups := (len(digits) - 1) / 3
	if groups == 0 {
		return digits
	}
	head := len(digits) - 3*groups
	if groups == 1 {
		return digits[:head] + "," + digits[head:]
	}
	return digits[:head] + "." + digits[head:head+2] + " " + "MGTPE"[groups-2:groups-1]
}
