package viz

import (
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/minmax"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// heldLimits are the limits that an axis with hysteresis keeps.
type heldLimits struct {
	limits  Range
	spacing ticks.Scale
}

// hold keeps the limits of the last frame on the y axis of an element with YHysteresis, while the data fits into them and
// fills enough of them.
func (p *panel) hold(aspect float64) {
	share := p.settings.hysteresis
	for _, c := range p.charts {
		share = max(share, c.overrides.settings().hysteresis)
	}
	a, fixed := p.combined[yAxis], p.fixed[yAxis]
	switch {
	case share == 0 || a.scale != guides.Number || a.hasNoData():
		return
	case minmax.IsFinite(fixed.Lo) && minmax.IsFinite(fixed.Hi): // a viewer who zooms out again sees what was held
		return
	}
	wanted := a.limits(noRange, aspect)
	if h := p.held; h == nil || h.spacing != a.spacing || !h.fits(a, wanted, share) {
		p.held = &heldLimits{wanted, a.spacing}
	}
	p.limits[yAxis] = p.held.limits.Override(fixed)
}

// fits reports whether the data is inside the limits, and the limits that it needs are at least the share of them.
func (h *heldLimits) fits(a axis, wanted Range, share float64) bool {
	if a.dataRange.Lo < h.limits.Lo || a.dataRange.Hi > h.limits.Hi {
		return false
	}
	span := func(r Range) float64 { return a.spacing.Transform(r.Hi) - a.spacing.Transform(r.Lo) }
	return span(wanted) >= share*span(h.limits)
}
