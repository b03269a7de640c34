package viz

import "github.com/streamgage/streamgage/viz/internal/furniture"

// side describes an axis to the furniture. Without data it is one from 0 to 1; a time axis has nothing to put ticks at
// then.
func (p *panel) axisGuide(i int, label *string) furniture.Axis {
	a := p.combined[i]
	out := furniture.Axis{Lo: p.limits[i].Lo, Hi: p.limits[i].Hi, Scale: a.scale, Categories: a.categories, Label: p.axisLabel(i)}
	if a.hasNoData() && a.scale == furniture.Time && !finite(p.fixed[i].Lo) {
		out.Lo, out.Hi = noRange.Lo, noRange.Hi
	}
	if label != nil {
		out.Label = *label
	}
	return out
}

// axisLabel is what an axis is called: the dimension, where all charts agree on it. A time axis called just "index"
// explains itself.
func (p *panel) axisLabel(i int) string {
	name := p.combined[i].dim
	for _, a := range p.axes[i] {
		if a.dim != name && !a.hasNoData() {
			return ""
		}
	}
	if p.combined[i].scale == furniture.Time && name == "index" {
		return ""
	}
	return name
}

// legendLimit is how many entries a legend has at most: with more it would tell nothing (HoloViews' legend_limit).
const legendLimit = 25

// legend lists the charts that have labels, if there are several, and the colours of categories.
func (p *panel) legendEntries() []furniture.Entry {
	on := len(p.charts) > 1
	if l := p.settings.showLegend; l != nil {
		if on = *l; !on {
			return nil
		}
	}
	var entries []furniture.Entry
	for i, c := range p.charts {
		if on && c.label != "" {
			entries = append(entries, furniture.Entry{Label: c.label, Color: p.styles[i].color, Shape: c.kind.legendShape()})
		}
		entries = append(entries, p.styles[i].legendEntries...)
	}
	if len(entries) > legendLimit {
		return nil
	}
	return entries
}
