package viz

import (
	"fmt"

	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/minmax"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// firstMargins are an estimate of a panel's margins, used before its first frame.
var firstMargins = guides.Margins{Left: 48, Right: 20, Top: 48, Bottom: 48}

// placePanels evaluates the panels and computes their margins. The charts of an element can depend on the size of its data
// area, and this size depends on the labels around the data. So elements are evaluated for the data areas of the
// previous frame. They are evaluated once more if the new areas differ. A panic of a user's function is returned as an error.
func (r *Renderer) placePanels(cells []guides.Rect) (err error) {
	defer recovered(&err)
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
	for range 3 { // again, if a function of WithPlot has set a scale for the first time
		if rescaled, err := r.evaluatePanels(view, cells, areas); !rescaled || err != nil {
			return err
		}
	}
	return fmt.Errorf("viz.WithPlot: %w: X.Scale and Y.Scale must not change from call to call", ErrOption)
}

// evaluatePanels evaluates and builds all panels once. If rescaled is true, it must be called again.
func (r *Renderer) evaluatePanels(view View, cells, areas []guides.Rect) (rescaled bool, err error) {
	for i, p := range r.panels {
		view.Width, view.Height = max(0, areas[i].W), max(0, areas[i].H)
		if err := p.evaluate(view, cells[i].H); err != nil {
			return false, err
		}
		if p.table == nil {
			p.setLimits(cells[i].W, cells[i].H)
		}
	}
	if r.figure.sharedAxes && len(r.panels) > 1 {
		shareRanges(r.panels)
	}
	for _, p := range r.panels {
		again, err := p.build()
		if err != nil {
			return false, err
		}
		rescaled = rescaled || again
	}
	return rescaled, nil
}

// sharedRange is the common range of all axes of one dimension. limits is the union of the limits of the axes with
// data. fixed holds the ends that are fixed for one of the axes.
// Times are in ns after the origin, which is that of the first of these axes.
type sharedRange struct {
	limits, fixed Range
	origin        *int64
}

// shareRanges sets all axes of one dimension to the same limits: the union of their limits, with the ends that are
// fixed for one of them. An x axis and a y axis can share a range. Axes of categories and axes that are not framewise
// keep their limits.
func shareRanges(panels []*panel) {
	type key struct {
		dim     string
		scale   guides.Scale
		spacing ticks.Scale
	}
	shared := map[key]*sharedRange{}
	forEachAxis := func(f func(p *panel, i int, s *sharedRange)) {
		for _, p := range panels {
			for i, a := range p.combined {
				if p.table != nil || a.dim == "" || a.scale == guides.Category {
					continue
				}
				k := key{a.dim, a.scale, a.spacing}
				if shared[k] == nil {
					shared[k] = &sharedRange{limits: noRange, fixed: noRange}
				}
				f(p, i, shared[k])
			}
		}
	}
	forEachAxis(func(p *panel, i int, s *sharedRange) {
		if s.origin == nil {
			s.origin = &p.origins[i]
		}
		difference := *s.origin - p.origins[i]
		if !p.combined[i].hasNoData() {
			s.limits = s.limits.union(p.limits[i].since(difference))
		}
		f := p.fixed[i].since(difference)
		if minmax.IsFinite(f.Lo) {
			s.fixed.Lo = f.Lo
		}
		if minmax.IsFinite(f.Hi) {
			s.fixed.Hi = f.Hi
		}
	})
	forEachAxis(func(p *panel, i int, s *sharedRange) {
		if p.settings.framewise && s.limits.finite() {
			p.limits[i] = s.limits.Override(s.fixed).since(p.origins[i] - *s.origin)
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
