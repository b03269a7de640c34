package viz

import (
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// firstMargins are an estimate of a panel's margins, used before its first frame.
var firstMargins = guides.Margins{Left: 48, Right: 20, Top: 48, Bottom: 48}

// placePanels evaluates the panels and computes their margins. The charts of an element can depend on the size of its data
// area, and this size depends on the labels around the data. So elements are evaluated for the data areas of the
// previous frame. They are evaluated once more if the new areas differ.
func (r *Renderer) placePanels(cells []guides.Rect) error {
	areas := make([]guides.Rect, len(cells))
	for i, p := range r.panels {
		if areas[i] = p.dataArea; p.dataArea.Empty() {
			areas[i] = cells[i].Inset(firstMargins)
		}
	}
	for range 2 {
		if err := r.evaluate(cells, areas); err != nil {
			return err
		}
		r.computeMargins(cells)
		evaluateAgain := false
		for i, p := range r.panels {
			area := cells[i].Inset(p.margins)
			evaluateAgain = evaluateAgain || p.table == nil && p.element.dependsOnView() && (area.W != areas[i].W || area.H != areas[i].H)
			areas[i] = area
		}
		if !evaluateAgain {
			return nil
		}
	}
	return nil
}

// evaluate evaluates and builds all panels, for data areas of the sizes in areas.
func (r *Renderer) evaluate(cells, areas []guides.Rect) error {
	view := r.view
	if len(r.panels) > 1 {
		view.X, view.Y = Range{}, Range{}
	}
	for i, p := range r.panels {
		view.Width, view.Height = max(0, areas[i].W), max(0, areas[i].H)
		if err := p.evaluate(view, cells[i].H); err != nil {
			return err
		}
		if p.table == nil {
			p.setLimits(cells[i].W, cells[i].H)
		}
	}
	if r.figure.sharedAxes && len(r.panels) > 1 {
		shareRanges(r.panels)
	}
	for _, p := range r.panels {
		if err := p.build(); err != nil {
			return err
		}
	}
	return nil
}

// sharedRange is the common range of all axes of one dimension. limits is the union of the limits of the axes with
// data. fixed holds the ends that are fixed for one of the axes.
type sharedRange struct{ limits, fixed Range }

// shareRanges sets all axes of one dimension to the same limits: the union of their limits, with the ends that are
// fixed for one of them. An x axis and a y axis can share a range. Axes of categories and axes that are not framewise
// keep their limits.
func shareRanges(panels []*panel) {
	type key struct {
		dim   string
		scale guides.Scale
	}
	shared := map[key]*sharedRange{}
	forEachAxis := func(f func(p *panel, i int, s *sharedRange)) {
		for _, p := range panels {
			for i, a := range p.combined {
				if p.table != nil || a.dim == "" || a.scale == guides.Category {
					continue
				}
				k := key{a.dim, a.scale}
				if shared[k] == nil {
					shared[k] = &sharedRange{noRange, noRange}
				}
				f(p, i, shared[k])
			}
		}
	}
	forEachAxis(func(p *panel, i int, s *sharedRange) {
		if !p.combined[i].hasNoData() {
			s.limits = s.limits.union(p.limits[i])
		}
		if f := p.fixed[i]; minmax.IsFinite(f.Lo) {
			s.fixed.Lo = f.Lo
		}
		if f := p.fixed[i]; minmax.IsFinite(f.Hi) {
			s.fixed.Hi = f.Hi
		}
	})
	forEachAxis(func(p *panel, i int, s *sharedRange) {
		if p.settings.framewise && s.limits.finite() {
			p.limits[i] = s.limits.Override(s.fixed)
		}
	})
}

// computeMargins computes the margins of all panels. The data areas of plots in one row have the same upper and lower
// edge. Those of plots in one column have the same left and right edge.
func (r *Renderer) computeMargins(cells []guides.Rect) {
	var plots []int
	for i, p := range r.panels {
		if p.margins = (guides.Margins{}); p.table == nil {
			p.margins = p.guides.Margins(cells[i].W, cells[i].H, &p.marginState)
			plots = append(plots, i)
		}
	}
	for _, i := range plots {
		for _, j := range plots {
			a, b := &r.panels[i].margins, &r.panels[j].margins
			if cells[i].Y == cells[j].Y {
				a.Top, a.Bottom = max(a.Top, b.Top), max(a.Bottom, b.Bottom)
			}
			if cells[i].X == cells[j].X {
				a.Left, a.Right = max(a.Left, b.Left), max(a.Right, b.Right)
			}
		}
	}
}
