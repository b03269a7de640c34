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
	look
	tip    string // what a browser shows where the pointer rests
	lines  []line
	bar    float64 // how full the queue is, 0 to 1; -1: there is none
	width  float64
	inputs int
}

// line is one line of text in a box.
type line struct {
	text  string
	color string
	size  float64
	bold  bool
}

func (l line) width() float64 {
	if l.bold {
		return width(l.text, l.size) * boldShare
	}
	return width(l.text, l.size)
}

func (l line) height() float64 { return l.size * lineHeight }

// boxOf is a node's box. Its size changes only with what the node is called and, in steps, with the length of its counts.
func boxOf(n flow.NodeInfo, d degree) box {
	b := box{look: lookOf(n, d), tip: tip(n), bar: -1, width: narrowest, inputs: d.in}
	for _, name := range wrap(n.Name, nameSize*boldShare, widest, 2) {
		b.lines = append(b.lines, line{name, ink, nameSize, true})
	}
	switch one, counts := n.Kind+" · "+counts(n, d), counts(n, d); {
	case n.Kind == n.Name:
		b.add(text, counts, 1)
	case width(one, textSize) <= widest:
		b.add(text, one, 1)
	default:
		b.add(text, n.Kind, 1)
		b.add(text, counts, 1)
	}
	if n.Errors > 0 {
		b.add(warning, short(n.Errors)+" failed", 1)
	}
	if n.Err != "" {
		b.add(warning, n.Err, 3)
	}
	if n.Room > 0 {
		b.bar = min(1, max(0, float64(n.Queued)/float64(n.Room)))
		b.add(text, fmt.Sprintf("%s of %s waiting", short(n.Queued), short(n.Room)), 1)
	}
	for _, l := range b.lines {
		b.width = max(b.width, math.Ceil((l.width()+2*padX)/widthStep)*widthStep)
	}
	return b
}

func (b *box) add(color, words string, most int) {
	for _, l := range wrap(words, textSize, widest, most) {
		b.lines = append(b.lines, line{l, color, textSize, false})
	}
}

func (b *box) height() float64 {
	h := 2.0 * padY
	for _, l := range b.lines {
		h += l.height()
	}
	if b.bar >= 0 {
		h += barGap + barHeight
	}
	return math.Ceil(h/2) * 2 // even, so that boxes in a row have their middles on one line
}

// counts is what has passed a node, as far as it has two sides.
func counts(n flow.NodeInfo, d degree) string {
	switch {
	case d.in == 0:
		return short(n.Out) + " out"
	case d.out == 0 && n.Out == 0:
		return short(n.In) + " in"
	}
	return short(n.In) + " in, " + short(n.Out) + " out"
}

// tip is all that is known of a node, in full.
func tip(n flow.NodeInfo) string {
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
func short[N int | uint64](n N) string {
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
