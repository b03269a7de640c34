package viz

import "github.com/streamgage/streamgage/viz/internal/furniture"

// plan finds out what is to be drawn, and where. What an element makes may depend on the size of its area, and that on
// the labels round what it makes: so it is asked again, once, if the area is not what it was told.
func (r *Renderer) layOut(cells []furniture.Rect) error {
	areas := make([]furniture.Rect, len(cells))
	for i, p := range r.panels {
		if areas[i] = p.dataArea; p.dataArea.Empty() {
			areas[i] = cells[i].Inset(furniture.Insets{Left: 48, Right: 20, Top: 48, Bottom: 48})
		}
	}
	for range 2 {
		if err := r.evaluate(cells, areas); err != nil {
			return err
		}
		r.alignMargins(cells)
		again := false
		for i, p := range r.panels {
			got := cells[i].Inset(p.margins)
			again = again || p.table == nil && p.element.dependsOnView() && (got.W != areas[i].W || got.H != areas[i].H)
			areas[i] = got
		}
		if !again {
			return nil
		}
	}
	return nil
}

func (r *Renderer) evaluate(cells, areas []furniture.Rect) error {
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

// sharing is what the axes of one dimension have in common.
type sharedRange struct{ dataRange, fixedRange Range }

// share gives axes of one dimension, across and up alike, one range: all that each of them would show, or what is fixed
// for one of them.
func shareRanges(panels []*panel) {
	type key struct {
		dim   string
		scale furniture.Scale
	}
	all := map[key]*sharedRange{}
	each := func(f func(p *panel, i int, s *sharedRange)) {
		for _, p := range panels {
			for i := range p.combined {
				a := p.combined[i]
				if p.table != nil || a.dim == "" || a.scale == furniture.Category {
					continue
				}
				k := key{a.dim, a.scale}
				if all[k] == nil {
					all[k] = &sharedRange{noRange, noRange}
				}
				f(p, i, all[k])
			}
		}
	}
	each(func(p *panel, i int, s *sharedRange) {
		if !p.combined[i].hasNoData() {
			s.dataRange = s.dataRange.union(p.limits[i])
		}
		if f := p.fixed[i]; finite(f.Lo) {
			s.fixedRange.Lo = f.Lo
		}
		if f := p.fixed[i]; finite(f.Hi) {
			s.fixedRange.Hi = f.Hi
		}
	})
	each(func(p *panel, i int, s *sharedRange) {
		if p.settings.framewise && s.dataRange.finite() {
			p.limits[i] = s.dataRange.Override(s.fixedRange)
		}
	})
}

// align makes the areas of plots in one row start and end at the same height, and of those in one column, at the same
// place across.
func (r *Renderer) alignMargins(cells []furniture.Rect) {
	var plots []int
	for i, p := range r.panels {
		if p.margins = (furniture.Insets{}); p.table == nil {
			p.margins = p.guides.Insets(cells[i].W, cells[i].H, &p.memory)
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
