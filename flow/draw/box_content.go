package draw

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/streamgage/streamgage/flow"
)

// box is a node as it is drawn.
type box struct {
	style
	tooltip    string // what a browser shows where the pointer rests
	lines  []textLine
	queueFill    float64 // how full the queue is, 0 to 1; -1: there is none
	width  float64
	inputCount int
}

// line is one line of text in a box.
type textLine struct {
	text  string
	color string
	size  float64
	bold  bool
}

func (l textLine) width() float64 {
	if l.bold {
		return textWidth(l.text, l.size) * boldFactor
	}
	return textWidth(l.text, l.size)
}

func (l textLine) height() float64 { return l.size * lineHeight }

// newBox is a node's box. Its size changes only with what the node is called and, in steps, with the length of its counts.
func newBox(n flow.NodeInfo, d degree) box {
	b := box{style: styleOf(n, d), tooltip: tooltipOf(n), queueFill: -1, width: minBoxWidth, inputCount: d.in}
	for _, name := range wrapText(n.Name, nameSize*boldFactor, maxLineWidth, 2) {
		b.lines = append(b.lines, textLine{name, nameColor, nameSize, true})
	}
	switch one, counts := n.Kind+" · "+countsText(n, d), countsText(n, d); {
	case n.Kind == n.Name:
		b.addText(textColor, counts, 1)
	case textWidth(one, textSize) <= maxLineWidth:
		b.addText(textColor, one, 1)
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
	if n.Room > 0 {
		b.queueFill = min(1, max(0, float64(n.Queued)/float64(n.Room)))
		b.addText(textColor, fmt.Sprintf("%s of %s waiting", formatCount(n.Queued), formatCount(n.Room)), 1)
	}
	for _, l := range b.lines {
		b.width = max(b.width, math.Ceil((l.width()+2*padX)/widthStep)*widthStep)
	}
	return b
}

func (b *box) addText(color, words string, maxLines int) {
	for _, l := range wrapText(words, textSize, maxLineWidth, maxLines) {
		b.lines = append(b.lines, textLine{l, color, textSize, false})
	}
}

func (b *box) height() float64 {
	h := 2.0 * padY
	for _, l := range b.lines {
		h += l.height()
	}
	if b.queueFill >= 0 {
		h += barGap + barHeight
	}
	return math.Ceil(h/2) * 2 // even, so that boxes in a row have their middles on one line
}

// counts is what has passed a node, as far as it has two sides.
func countsText(n flow.NodeInfo, d degree) string {
	switch {
	case d.in == 0:
		return formatCount(n.Out) + " out"
	case d.out == 0 && n.Out == 0:
		return formatCount(n.In) + " in"
	}
	return formatCount(n.In) + " in, " + formatCount(n.Out) + " out"
}

// tip is all that is known of a node, in full.
func tooltipOf(n flow.NodeInfo) string {
	lines := []string{n.Name, fmt.Sprintf("%s: %d in, %d out, %d failed", n.Kind, n.In, n.Out, n.Errors)}
	if n.Room > 0 {
		lines = append(lines, fmt.Sprintf("%d of %d waiting", n.Queued, n.Room))
	}
	if busy := n.Busy.Round(time.Millisecond); busy > 0 {
		lines = append(lines, fmt.Sprintf("busy for %v", busy))
	}
	if n.Stale {
		lines = append(lines, "at work: the counts are those of an earlier look")
	}
	if n.Err != "" {
		lines = append(lines, n.Err)
	}
	return strings.Join(lines, "\n")
}

// short is a count in at most seven characters: all its digits below a million, else three or four of them.
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
