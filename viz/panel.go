package viz

import (
	"github.com/streamgage/streamgage/viz/internal/furniture"
	"gonum.org/v1/plot"
)

// panel is one plot of a figure for one viewer, and what it remembers from frame to frame.
type panel struct {
	element Element
	memory  furniture.Memory
	area    furniture.Rect // where the data was drawn last
	frozen  *[2]Range      // the ranges of an element that is not framewise

	// Of this frame:
	settings settings
	charts   []*Chart
	axes     [2][]axis // of each chart: x, y
	joined   [2]axis
	fixed    [2]Range
	bounds   [2]Range
	paints   []*paint
	frame    furniture.Panel
	table    *furniture.Table
	insets   furniture.Insets
}

// evaluate asks the element what there is to draw, for an area of w by h pixels.
func (p *panel) evaluate(v View, w, h int) error {
	r, err := p.element.resolve(View{Width: w, Height: h, Ratio: v.Ratio, X: v.X, Y: v.Y})
	if err != nil {
		return err
	}
	p.settings, p.charts = r.mods.settings(), r.charts
	title := r.mods.label
	if p.settings.title != nil {
		title = *p.settings.title
	}
	p.frame = furniture.Panel{Title: title, Theme: p.settings.theme}
	if p.table = nil; len(p.charts) == 1 {
		if _, ok := p.charts[0].kind.(table); ok {
			p.table = tableOf(p.charts[0], p.settings, title)
			return nil
		}
	}
	return p.measure(v)
}

// measure finds what the axes have to show.
func (p *panel) measure(v View) error {
	p.axes = [2][]axis{}
	for _, c := range p.charts {
		x, y := c.kind.axes(c)
		p.axes[0], p.axes[1] = append(p.axes[0], x), append(p.axes[1], y)
	}
	for i, view := range []Range{v.X, v.Y} {
		var err error
		if p.joined[i], err = join(p.axes[i]); err != nil {
			return err
		}
		p.fixed[i] = fixedFor(p.charts, p.axes[i], view)
	}
	return p.colour()
}

// colour gives each chart its colours: its own, or the next of the cycle.
func (p *panel) colour() error {
	p.paints = p.paints[:0]
	next := 0
	for _, c := range p.charts {
		s := c.mods.settings()
		s.theme = p.settings.theme
		col, err := c.coloring(s)
		if err != nil {
			return err
		}
		pt := &paint{settings: s, coloring: col}
		switch {
		case s.color != nil:
			pt.own = *s.color
		case len(s.lineColor) > 0 && c.kind.swatch() == furniture.Line:
			pt.own = s.lineColor[0]
		default:
			pt.own = nth(s.theme.Cycle, next)
			next++
		}
		p.paints = append(p.paints, pt)
	}
	return nil
}

// fit sets the ranges, for an area of w by h pixels, and with them what stands round it.
func (p *panel) fit(w, h int) {
	aspect := 1.0
	if w > 0 && h > 0 {
		aspect = float64(w) / float64(h)
	}
	x, y := p.joined[0], p.joined[1]
	p.bounds = [2]Range{x.bounds(p.fixed[0], aspect), y.bounds(p.fixed[1], 1)}
	p.freeze()
	p.frame.X = p.side(0, p.settings.xLabel)
	p.frame.Y = p.side(1, p.settings.yLabel)
	p.frame.GridX, p.frame.GridY = x.scale != furniture.Category, true
	if g := p.settings.grid; g != nil {
		p.frame.GridX, p.frame.GridY = *g, *g
	}
	if b := p.settings.background; b != nil {
		p.frame.Background = *b
	}
	p.frame.ColorBar, p.frame.Legend = nil, nil
	for _, pt := range p.paints {
		if bar := pt.colorBar(); bar != nil {
			p.frame.ColorBar = bar
		}
	}
	p.frame.Legend = p.legend()
}

// freeze keeps the ranges of the first frame that has data, where axes are not to follow it.
func (p *panel) freeze() {
	switch {
	case p.settings.framewise:
		p.frozen = nil
	case p.frozen != nil:
		p.bounds = *p.frozen
	case !p.joined[0].empty() && !p.joined[1].empty():
		b := p.bounds
		p.frozen = &b
	}
}

// side describes an axis to the furniture.
func (p *panel) side(i int, label *string) furniture.Axis {
	a := p.joined[i]
	out := furniture.Axis{Lo: p.bounds[i].Lo, Hi: p.bounds[i].Hi, Scale: a.scale, Categories: a.categories, Label: p.dimLabel(i)}
	if a.empty() && !finite(p.fixed[i].Lo) {
		out.Lo, out.Hi = none.Lo, none.Hi // nothing to put ticks at
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
	if p.joined[i].scale == furniture.Time && name == "index" {
		return ""
	}
	return name
}

// legend lists the charts that have labels, if there are several, and the colours of categories.
func (p *panel) legend() []furniture.Entry {
	on := len(p.charts) > 1
	if l := p.settings.legend; l != nil {
		on = *l
		if !on {
			return nil
		}
	}
	var entries []furniture.Entry
	for i, c := range p.charts {
		if on && c.label != "" {
			entries = append(entries, furniture.Entry{Label: c.label, Color: p.paints[i].own, Shape: c.kind.swatch()})
		}
		entries = append(entries, p.paints[i].legend(p.paints[i].settings)...)
	}
	return entries
}

// draw draws the plot in its cell.
func (p *panel) draw(c *furniture.Canvas, outer furniture.Rect) error {
	if p.table != nil {
		p.table.Draw(c, outer)
		return nil
	}
	p.area = inner(outer, p.insets)
	pl := plot.New()
	pl.HideAxes()
	pl.BackgroundColor = nil
	pl.X.Padding, pl.Y.Padding = 0, 0
	for i, ch := range p.charts {
		pt := p.paints[i]
		pt.x, pt.y, pt.categories, pt.width, pt.height = p.bounds[0], p.bounds[1], p.joined[0].categories, p.area.W, p.area.H
		marks, err := ch.kind.plotters(ch, pt)
		if err != nil {
			return err
		}
		pl.Add(marks...)
	}
	pl.X.Min, pl.X.Max = p.bounds[0].Lo, p.bounds[0].Hi
	pl.Y.Min, pl.Y.Max = p.bounds[1].Lo, p.bounds[1].Hi
	for _, f := range p.settings.plot {
		f(pl)
	}
	if pl.Title.Text != "" {
		p.frame.Title, pl.Title.Text = pl.Title.Text, ""
	}
	p.frame.Under(c, outer, p.insets)
	if p.area.W > 0 && p.area.H > 0 {
		pl.Draw(c.Sub(p.area))
	}
	p.frame.Over(c, outer, p.insets)
	return nil
}

func inner(outer furniture.Rect, in furniture.Insets) furniture.Rect {
	return furniture.Rect{X: outer.X + in.Left, Y: outer.Y + in.Top, W: outer.W - in.Left - in.Right, H: outer.H - in.Top - in.Bottom}
}
