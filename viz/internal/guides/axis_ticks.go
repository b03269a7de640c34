package guides

import (
	"math"
	"slices"

	"github.com/streamgage/streamgage/viz/internal/minmax"
	"github.com/streamgage/streamgage/viz/internal/theme"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

const (
	yTickSpacing, xTickSpacing = 52, 90 // px: the desired distance between ticks

	// The smallest size, in px, for the name of a category. If categories are narrower, only every n-th one is named.
	minCategoryWidth, minCategoryHeight = 36, 16
)

// horizontalTicks chooses the ticks of a horizontal axis that is px pixels long. They are ordered from left to right.
func (a Axis) horizontalTicks(px float64) []ticks.Tick {
	all := a.ascendingTicks(px)
	if a.Lo > a.Hi {
		slices.Reverse(all)
	}
	return all
}

// ascendingTicks returns the ticks of a horizontal axis in ascending order of their values.
func (a Axis) ascendingTicks(px float64) []ticks.Tick {
	switch a.Scale {
	case Time:
		return ticks.Times(a.Lo, a.Hi, px, a.Zone, labelWidth)
	case Category:
		return a.categoryTicks(px, minCategoryWidth, true)
	}
	return ticks.FitNumbers(a.Lo, a.Hi, px, xTickSpacing, labelWidth)
}

// verticalTicks chooses the ticks of a vertical axis that is px pixels long, in ascending order of their values. A
// colour bar also has a vertical axis.
func (a Axis) verticalTicks(px float64) []ticks.Tick {
	switch a.Scale {
	case Time:
		return ticks.Times(a.Lo, a.Hi, px, a.Zone, func(string) float64 { return yTickSpacing - ticks.MinLabelGap })
	case Category:
		return a.categoryTicks(px, minCategoryHeight, false)
	}
	return ticks.Numbers(a.Lo, a.Hi, px, yTickSpacing)
}

// categoryTicks returns a tick for each category on an axis that is px pixels long. If a category has less than minSize
// px, only every n-th category has a tick, with the smallest n for which n categories have minSize px. On a horizontal
// axis, a name is truncated to the width of n categories.
func (a Axis) categoryTicks(px, minSize float64, horizontal bool) []ticks.Tick {
	categorySize := px / math.Abs(a.Hi-a.Lo)
	if !minmax.IsFinite(categorySize) || categorySize <= 0 {
		return nil
	}
	n := max(1, int(math.Ceil(min(minSize/categorySize, 1e9))))
	width := math.Inf(1)
	if horizontal {
		width = categorySize*float64(n) - theme.LabelGap
	}
	lo, hi := min(a.Lo, a.Hi), max(a.Lo, a.Hi)
	var all []ticks.Tick
	for i := 0; i < len(a.Categories); i += n {
		if v := float64(i); v >= lo && v <= hi {
			all = append(all, ticks.Tick{Value: v, Label: truncate(a.Categories[i], width, theme.LabelSize, theme.Regular)})
		}
	}
	return all
}

// position returns the distance, in px, of the value v from the end at Lo of an axis that is px pixels long. If Lo
// equals Hi, it is the middle of the axis.
func (a Axis) position(v float64, px int) float64 {
	if a.Lo == a.Hi {
		return float64(px) / 2
	}
	// The halves are subtracted, because Hi-Lo can overflow.
	return (v/2 - a.Lo/2) / (a.Hi/2 - a.Lo/2) * float64(px)
}
