package viz

import "github.com/streamgage/streamgage/viz/internal/guides"

// side describes an axis to the furniture. Without data it is one from 0 to 1; a time axis has nothing to put ticks at
// then.
func (p *panel) side(i int, label *string) guides.Axis {
	a := p.joined[i]
	out := guides.Axis{Lo: p.bounds[i].Lo, Hi: p.bounds[i].Hi, Scale: a.scale, Categories: a.categories, Label: p.dimLabel(i)}
	if a.empty() && a.scale == guides.Time && !finite(p.fixed[i].Lo) {
		out.Lo, out.Hi = none.Lo, none.Hi
	}
	if label != nil {
		out.Label = *label
	}
	return out
}

// dimLabel is what an axis is called: the dimension, where all charts agree on it. A time axis called just "index"
// explains itself.
func (p *panel) dimLabel(i int) string {
	name := p.joined[i].dim
	for _, a := range p.axes[i] {
		if a.dim != name && !a.empty() {
			return ""
		}
	}
	if p.joined[i].scale == guides.Time && name == "index" {
		return ""
	}
	return name
}

// mostEntries is how many entries a legend has at most: with more it would tell nothing (HoloViews' legend_limit).
const mostEntries = 25

// legend lists the charts that have labels, if there are several, and the colours of categories.
func (p *panel) legend() []guides.Entry {
	on := len(p.charts) > 1
	if l := p.settings.legend; l != nil {
		if on = *l; !on {
			return nil
		}
	}
	var entries []guides.Entry
	for i, c := range p.charts {
		if on && c.label != "" {
			entries = append(entries, guides.Entry{Label: c.label, Color: p.paints[i].own, Shape: c.kind.swatch()})
		}
		entries = append(entries, p.paints[i].entries...)
	}
	if len(entries) > mostEntries {
		return nil
	}
	return entries
}
