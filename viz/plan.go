package viz

import "github.com/streamgage/streamgage/viz/internal/guides"

// plan finds out what is to be drawn, and where. What an element makes may depend on the size of its area, and that on
// the labels round what it makes: so it is asked again, once, if the area is not what it was told.
func (r *Renderer) plan(cells []guides.Rect) error {
	areas := make([]guides.Rect, len(cells))
	for i, p := range r.panels {
		if areas[i] = p.area; p.area.Empty() {
			areas[i] = cells[i].Inset(guides.Insets{Left: 48, Right: 20, Top: 48, Bottom: 48})
		}
	}
	for range 2 {
		if err := r.evaluate(cells, areas); err != nil {
			return err
		}
		r.align(cells)
		again := false
		for i, p := range r.panels {
			got := cells[i].Inset(p.insets)
			again = again || p.table == nil && p.element.sized() && (got.W != areas[i].W || got.H != areas[i].H)
			areas[i] = got
		}
		if !again {
			return nil
		}
	}
	return nil
}

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
			p.fit(cells[i].W, cells[i].H)
		}
	}
	if r.figure.shared && len(r.panels) > 1 {
		share(r.panels)
	}
	for _, p := range r.panels {
		if err := p.compose(); err != nil {
			return err
		}
	}
	return nil
}

// sharing is what the axes of one dimension have in common.
type sharing struct{ seen, fixed Range }

// share gives axes of one dimension, across and up alike, one range: all that each of them would show, or what is fixed
// for one of them.
func share(panels []*panel) {
	type key struct {
		dim   string
		scale guides.Scale
	}
	all := map[key]*sharing{}
	each := func(f func(p *panel, i int, s *sharing)) {
		for _, p := range panels {
			for i := range p.joined {
				a := p.joined[i]
				if p.table != nil || a.dim == "" || a.scale == guides.Category {
					continue
				}
				k := key{a.dim, a.scale}
				if all[k] == nil {
					all[k] = &sharing{none, none}
				}
				f(p, i, all[k])
			}
		}
	}
	each(func(p *panel, i int, s *sharing) {
		if !p.joined[i].empty() {
			s.seen = s.seen.union(p.bounds[i])
		}
		if f := p.fixed[i]; finite(f.Lo) {
			s.fixed.Lo = f.Lo
		}
		if f := p.fixed[i]; finite(f.Hi) {
			s.fixed.Hi = f.Hi
		}
	})
	each(func(p *panel, i int, s *sharing) {
		if p.settings.framewise && s.seen.finite() {
			p.bounds[i] = s.seen.Within(s.fixed)
		}
	})
}

// align makes the areas of plots in one row start and end at the same height, and of those in one column, at the same
// place across.
func (r *Renderer) align(cells []guides.Rect) {
	var plots []int
	for i, p := range r.panels {
		if p.insets = (guides.Insets{}); p.table == nil {
			p.insets = p.frame.Insets(cells[i].W, cells[i].H, &p.memory)
			plots = append(plots, i)
		}
	}
	for _, i := range plots {
		for _, j := range plots {
			a, b := &r.panels[i].insets, &r.panels[j].insets
			if cells[i].Y == cells[j].Y {
				a.Top, a.Bottom = max(a.Top, b.Top), max(a.Bottom, b.Bottom)
			}
			if cells[i].X == cells[j].X {
				a.Left, a.Right = max(a.Left, b.Left), max(a.Right, b.Right)
			}
		}
	}
}
