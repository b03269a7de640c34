package guides

import (
	"cmp"
	"slices"

	"github.com/streamgage/streamgage/viz/internal/ticks"
)

const (
	yTickSpacing, xTickSpacing = 52, 90 // px: the desired distance between ticks
	yTimeSpacing               = 40     // px: the smallest distance between ticks of a vertical time axis

)

// horizontalTicks chooses the ticks of a horizontal axis that is px pixels long. They are ordered from left to right. turned is
// the length of turned names of categories, in px, or 0.
func (a Axis) horizontalTicks(px float64, turned int) []ticks.Tick {
	all := a.ascendingTicks(px, turned)
	if a.Lo > a.Hi {
		slices.Reverse(all)
	}
	return all
}

// ascendingTicks returns the ticks of a horizontal axis in ascending order of their values.
func (a Axis) ascendingTicks(px float64, turned int) []ticks.Tick {
	switch {
	case a.Ticks != nil:
		return a.chosenTicks()
	case a.Scale == Time:
		return a.format(a.timeTicks(px, labelWidth))
	case a.Scale == Category:
		return a.horizontalCategoryTicks(px, turned)
	}
	measure := labelWidth
	if a.Format != nil { // labels that are too close are left out when they are drawn
		measure = func(string) float64 { return 0 }
	}
	return a.format(a.Spacing.FitNumbers(a.Lo, a.Hi, px, a.tickSpacing(px, xTickSpacing), measure))
}

// verticalTicks chooses the ticks of a vertical axis that is px pixels long, in ascending order of their values. A
// colour bar also has a vertical axis.
func (a Axis) verticalTicks(px float64) []ticks.Tick {
	switch {
	case a.Ticks != nil:
		return a.chosenTicks()
	case a.Scale == Time:
		spacing := a.tickSpacing(px, yTimeSpacing)
		return a.format(a.timeTicks(px, func(string) float64 { return max(spacing-ticks.MinLabelGap, 1) }))
	case a.Scale == Category:
		return a.verticalCategoryTicks(px)
	}
	return a.format(a.Spacing.Numbers(a.Lo, a.Hi, px, a.tickSpacing(px, yTickSpacing)))
}

// tickSpacing returns the desired distance between ticks, in px: that of TickCount, or else the default.
func (a Axis) tickSpacing(px, byDefault float64) float64 {
	if a.TickCount > 0 {
		return max(px/float64(a.TickCount), minCategoryHeight)
	}
	return byDefault
}

// timeTicks returns the ticks of a time axis.
func (a Axis) timeTicks(px float64, measure func(string) float64) []ticks.Tick {
	if a.TickCount > 0 {
		least, spacing := measure, a.tickSpacing(px, xTickSpacing)
		measure = func(s string) float64 { return max(least(s), spacing-ticks.MinLabelGap-1) }
	}
	return ticks.Times(a.Lo, a.Hi, px, a.Origin, a.Zone, measure)
}

// format replaces the labels by those of a.Format.
func (a Axis) format(all []ticks.Tick) []ticks.Tick {
	if a.Format == nil {
		return all
	}
	for i := range all {
		if !all[i].Minor {
			all[i].Label, all[i].SecondLine = a.Format(all[i].Value+float64(a.Origin)), ""
		}
	}
	return all
}

// chosenTicks returns those of a.Ticks that are on the axis, in ascending order.
func (a Axis) chosenTicks() []ticks.Tick {
	lo, hi := min(a.Lo, a.Hi), max(a.Lo, a.Hi)
	all := []ticks.Tick{}
	for _, t := range a.Ticks {
		if t.Value >= lo && t.Value <= hi && a.Spacing.Holds(t.Value) {
			all = append(all, t)
		}
	}
	slices.SortStableFunc(all, func(a, b ticks.Tick) int { return cmp.Compare(a.Value, b.Value) })
	return all
}

// position returns the distance, in px, of the value v from the end at Lo of an axis that is px pixels long. If Lo
// equals Hi, it is the middle of the axis.
func (a Axis) position(v float64, px int) float64 {
	switch {
	case a.Normalize == nil:
		return a.Spacing.Fraction(a.Lo, a.Hi, v) * float64(px)
	case a.Lo > a.Hi:
		return (1 - a.Normalize(a.Hi, a.Lo, v)) * float64(px)
	}
	return a.Normalize(a.Lo, a.Hi, v) * float64(px)
}
