package guides

import (
	"math"
	"slices"
	"strings"

	"github.com/streamgage/streamgage/viz/internal/minmax"
	"github.com/streamgage/streamgage/viz/internal/theme"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

const (
	// The smallest size, in px, for the name of a category. If categories are narrower, only every n-th one is named.
	minCategoryWidth, minCategoryHeight = 36, 16

	minElidedWidth  = 72   // px: horizontal names are elided only if this much remains, else they are turned
	maxSparseWidth  = 60   // px: names up to this width are not turned where only every n-th category is named
	minTurnedLength = 36   // px: turned names are used only if there is so much space for them
	maxTurnedLength = 130  // px
	maxMeasured     = 2000 // names are measured up to this number
)

// naming is how the names of an axis of categories are drawn.
type naming struct {
	stride int // every stride-th category is named
	turned int // the length of names that are turned by a right angle, in px; 0: names are horizontal
}

// chooseNaming chooses how the names of a horizontal axis are drawn. size is the width of a category and room the greatest
// length of turned names, in px. Names that fit are horizontal. Names that do not are elided if enough of them remains, else
// turned, so that all have a place. Very many short names are horizontal, every n-th one.
func (a Axis) chooseNaming(size, room float64) naming {
	widest := 0.0
	for i := 0; i < len(a.Categories); i += 1 + len(a.Categories)/maxMeasured {
		widest = max(widest, labelWidth(a.Categories[i]))
	}
	switch needed := widest + theme.LabelGap; {
	case needed <= size, size-theme.LabelGap >= minElidedWidth:
		return naming{stride: 1}
	case size < minCategoryWidth && widest <= maxSparseWidth:
		return naming{stride: every(max(needed, minCategoryWidth), size)}
	case room >= minTurnedLength:
		return naming{stride: every(minCategoryHeight, size), turned: int(math.Ceil(min(widest, room)))}
	}
	return naming{stride: every(minCategoryWidth, size)}
}

// every returns the smallest number of categories of this size that are px pixels long.
func every(px, size float64) int { return max(1, int(math.Ceil(min(px/size, 1e9)))) }

// categorySize returns the size of a category on an axis that is px pixels long, or 0 if it has none.
func (a Axis) categorySize(px float64) float64 {
	size := px / math.Abs(a.Hi-a.Lo)
	if !minmax.IsFinite(size) || size <= 0 {
		return 0
	}
	return size
}

// categoryTicks returns a tick for each named category. Names are elided to width px.
func (a Axis) categoryTicks(stride int, width float64) []ticks.Tick {
	lo, hi := min(a.Lo, a.Hi), max(a.Lo, a.Hi)
	var all []ticks.Tick
	for i := 0; i < len(a.Categories); i += stride {
		if v := float64(i); v >= lo && v <= hi {
			all = append(all, ticks.Tick{Value: v, Label: a.Categories[i]})
		}
	}
	elideLabels(all, width)
	return all
}

// horizontalCategoryTicks returns the ticks of a horizontal axis that is px pixels long.
func (a Axis) horizontalCategoryTicks(px float64, turned int) []ticks.Tick {
	size := a.categorySize(px)
	if size == 0 {
		return nil
	}
	if turned > 0 {
		return a.categoryTicks(every(minCategoryHeight, size), float64(turned))
	}
	stride := a.chooseNaming(size, 0).stride
	return a.categoryTicks(stride, size*float64(stride)-theme.LabelGap)
}

// verticalCategoryTicks returns the ticks of a vertical axis that is px pixels long. The names are elided when they are drawn.
func (a Axis) verticalCategoryTicks(px float64) []ticks.Tick {
	size := a.categorySize(px)
	if size == 0 {
		return nil
	}
	return a.categoryTicks(every(minCategoryHeight, size), math.Inf(1))
}

// elideLabels shortens the labels that are wider than width px. It elides the middle, or else the part that leaves the most
// labels different.
func elideLabels(all []ticks.Tick, width float64) {
	names := make([]string, len(all))
	tooWide := false
	for i, t := range all {
		names[i] = t.Label
		tooWide = tooWide || labelWidth(t.Label) > width
	}
	if !tooWide {
		return
	}
	for i, label := range elide(names, width) {
		all[i].Label = label
	}
}

// elide shortens the names that are wider than width px. It tries to elide the middle, the beginning, and what all of them
// begin and end with, and takes the first way that leaves the most names different.
func elide(names []string, width float64) []string {
	var long []string
	for _, name := range names {
		if labelWidth(name) > width {
			long = append(long, name)
		}
	}
	prefix, suffix := commonEnds(long)
	ways := []func(runes []rune, n int) string{
		func(r []rune, n int) string { return string(r[:(n+1)/2]) + ellipsis + string(r[len(r)-n/2:]) },
		func(r []rune, n int) string { return ellipsis + string(r[len(r)-n:]) },
		func(r []rune, n int) string { return part(r, n, prefix, len(r)-suffix) },
	}
	var best []string
	different := -1
	for _, way := range ways {
		short := make([]string, len(names))
		seen := make(map[string]bool, len(names))
		for i, name := range names {
			short[i] = shorten(name, width, way)
			seen[short[i]] = true
		}
		if len(seen) > different {
			best, different = short, len(seen)
		}
	}
	return best
}

// part returns n characters: those between from and to, or else what fits before and after them too.
func part(r []rune, n, from, to int) string {
	extra := n - (to - from)
	if extra < 0 {
		return ellipsis + string(r[from:from+n]) + ellipsis
	}
	before := min(extra/2, from)
	after := min(extra-before, len(r)-to)
	from, to = from-before, to+after
	text := string(r[from:to])
	if from > 0 {
		text = ellipsis + text
	}
	if to < len(r) {
		text += ellipsis
	}
	return text
}

// shorten applies a way of eliding to a name that is wider than width px. It keeps as many characters as fit.
func shorten(name string, width float64, way func(r []rune, n int) string) string {
	if labelWidth(name) <= width {
		return name
	}
	runes := []rune(name)
	lo, hi := 0, len(runes)-1 // the most characters that fit: a binary search, because measuring a long text is slow
	for lo < hi {
		if n := (lo + hi + 1) / 2; labelWidth(way(runes, n)) <= width {
			lo = n
		} else {
			hi = n - 1
		}
	}
	if lo == 0 {
		return truncate(name, width, theme.LabelSize, theme.Regular)
	}
	return strings.ReplaceAll(way(runes, lo), " "+ellipsis, ellipsis)
}

// commonEnds returns the numbers of characters with which all names begin and end.
func commonEnds(names []string) (prefix, suffix int) {
	if len(names) < 2 {
		return 0, 0
	}
	first := []rune(names[0])
	prefix, suffix = len(first), len(first)
	for _, name := range names[1:] {
		runes := []rune(name)
		prefix = min(prefix, commonLength(first, runes))
		slices.Reverse(runes)
		reversed := slices.Clone(first)
		slices.Reverse(reversed)
		suffix = min(suffix, commonLength(reversed, runes))
	}
	shortest := len(first)
	for _, name := range names {
		shortest = min(shortest, len([]rune(name)))
	}
	return prefix, min(suffix, shortest-prefix)
}

// commonLength returns the number of characters with which both begin.
func commonLength(a, b []rune) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
