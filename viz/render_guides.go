package viz

import (
	"slices"

	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/minmax"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// buildGuides fills in p.guides: axes, grid, background, colour bar and legend.
func (p *panel) buildGuides() {
	p.guides.X, p.guides.Y = p.axisGuide(0, p.settings.xLabel), p.axisGuide(1, p.settings.yLabel)
	p.guides.GridX, p.guides.GridY = p.combined[0].scale != guides.Category, p.combined[1].scale != guides.Category
	if g := p.settings.showGrid; g != nil {
		p.guides.GridX, p.guides.GridY = *g, *g
	}
	p.guides.Background = nil
	if b := p.settings.background; b != nil {
		p.guides.Background = *b
	}
	p.guides.ColorBar = nil
	for _, style := range p.styles {
		if bar := style.colorBar(); bar != nil {
			p.guides.ColorBar = bar
		}
	}
	p.guides.Legend = p.legend()
}

// axisGuide returns the guide of the i-th axis. If label is not nil, it replaces the default label. An axis without
// data reaches from 0 to 1. A time axis without data has no range, so it has no ticks.
func (p *panel) axisGuide(i int, label *string) guides.Axis {
	a := p.combined[i]
	guide := guides.Axis{Lo: p.limits[i].Lo, Hi: p.limits[i].Hi, Scale: a.scale, Categories: a.categories, Label: p.axisLabel(i),
		Zone: p.settings.zone, Origin: p.origins[i], Spacing: a.spacing,
		Format: p.axisSettings[i].format, TickCount: p.axisSettings[i].tickCount}
	if values := p.axisSettings[i].tickValues; values != nil {
		guide.Ticks = chosenTicks(values, guide)
	}
	if a.hasNoData() && a.scale == guides.Time && !minmax.IsFinite(p.fixed[i].Lo) {
		guide.Lo, guide.Hi = noRange.Lo, noRange.Hi
	}
	if label != nil {
		guide.Label = *label
	}
	return guide
}

// axisLabel returns the default label of the i-th axis: the dimension, if all charts with data have the same one, else
// "".
func (p *panel) axisLabel(i int) string {
	dim := p.combined[i].dim
	for _, a := range p.axes[i] {
		if a.dim != dim && !a.hasNoData() {
			return ""
		}
	}
	return dim
}

// legendLimit is the largest number of entries of a legend (HoloViews' legend_limit). A longer one is not drawn unless
// ShowLegend is set.
const legendLimit = 25

// legend returns the entries of the legend: the labels of the charts if there are several, and the categories of
// ColorIndex. It returns nil if there are more than legendLimit entries and ShowLegend is not set.
func (p *panel) legend() []guides.LegendEntry {
	withLabels, always := len(p.charts) > 1, false
	if show := p.settings.showLegend; show != nil {
		if withLabels = *show; !withLabels {
			return nil
		}
		always = true
	}
	var entries []guides.LegendEntry
	for i, c := range p.charts {
		style := p.styles[i]
		if label := c.labelIn(p.settings.zone); withLabels && label != "" {
			entries = append(entries, guides.LegendEntry{Label: label, Color: style.color, Key: c.kind.legendKey()})
		}
		entries = append(entries, style.legendEntries...)
	}
	if len(entries) > legendLimit && !always {
		return nil
	}
	return entries
}

// chosenTicks returns the ticks of TickValues on an axis whose guide has its scale, zone and formatter.
func chosenTicks(values []float64, guide guides.Axis) []ticks.Tick {
	sorted := slices.Sorted(slices.Values(values))
	all := []ticks.Tick{}
	switch {
	case guide.Scale == guides.Time && guide.Format == nil:
		for i, v := range sorted {
			sorted[i] = v - float64(guide.Origin)
		}
		return append(all, ticks.TimesAt(sorted, guide.Origin, guide.Zone)...)
	case guide.Format == nil:
		guide.Format = ticks.Format
	}
	for _, v := range sorted {
		all = append(all, ticks.Tick{Value: v - float64(guide.Origin), Label: guide.Format(v)})
	}
	return all
}
