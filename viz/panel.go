package viz

import (
	"strconv"

	"github.com/streamgage/streamgage/viz/internal/guides"
	"gonum.org/v1/plot"
)

// panel is one plot of a figure for one viewer, and what it remembers from frame to frame.
type panel struct {
	element Element
	memory  guides.Memory
	area    guides.Rect // where the data was drawn last
	frozen  *[2]Range      // the ranges of an element that is not framewise
	names   colorOrder     // of categories
	layers  colorOrder     // of the layers: their colours

	// Of this frame:
	settings settings
	charts   []*Chart
	axes     [2][]axis // of each chart: x, y
	joined   [2]axis
	fixed    [2]Range
	bounds   [2]Range
	paints   []*paint
	plot     *plot.Plot
	frame    guides.Panel
	table    *guides.Table
	insets   guides.Insets
}

// evaluate asks the element what there is to draw, for an area of v's size, in a cell of h pixels' height.
func (p *panel) evaluate(v View, h int) error {
	r, err := p.element.resolve(v)
	if err != nil {
		return err
	}
	p.settings, p.charts = r.mods.settings(), r.charts
	title := r.mods.label
	if p.settings.title != nil {
		title = *p.settings.title
	}
	p.frame = guides.Panel{Title: title, Theme: p.settings.theme}
	if p.table = nil; len(p.charts) == 1 {
		if _, ok := p.charts[0].kind.(table); ok {
			p.table = tableOf(p.charts[0], p.settings, title, h)
			return nil
		}
	}
	if err := p.measure(v); err != nil {
		return err
	}
	return p.colour()
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
	return nil
}

// colour gives each chart its colours: its own, or the next of the cycle.
func (p *panel) colour() error {
	p.paints = p.paints[:0]
	next := 0
	for i, c := range p.charts {
		s := c.mods.settings()
		s.theme = p.settings.theme
		if len(s.lineColor) > 0 {
			s.lineColor = s.lineColor[i%len(s.lineColor):][:1]
		}
		col, err := c.coloring(s, &p.names)
		if err != nil {
			return err
		}
		pt := &paint{settings: s, coloring: col}
		switch {
		case s.color != nil:
			pt.own = *s.color
		case len(s.lineColor) > 0 && c.kind.swatch() == guides.Line:
			pt.own = s.lineColor[0]
		default:
			name := c.group // a group keeps its colour while others come and go
			if name == "" {
				name = layerName(next)
				next++
			}
			pt.own = nth(s.theme.Cycle, p.layers.of("", name))
		}
		p.paints = append(p.paints, pt)
	}
	return nil
}

// layerName is a name for the n-th layer that has no group, which no group has.
func layerName(n int) string { return "\x00" + strconv.Itoa(n) }

// fit sets the ranges of a plot of w by h pixels. The plot's size counts, not its data's: that changes with the labels,
// and they with the ranges.
func (p *panel) fit(w, h int) {
	aspect := 1.0
	if w > 0 && h > 0 {
		aspect = float64(w) / float64(h)
	}
	for i, aspect := range [2]float64{aspect, 1 / aspect} {
		p.bounds[i] = p.joined[i].bounds(p.fixed[i], aspect)
	}
	p.freeze()
}

// freeze keeps the ranges of the first frame that has data, where axes are not to follow it. What is fixed stays so.
func (p *panel) freeze() {
	switch {
	case p.settings.framewise:
		p.frozen = nil
	case p.frozen != nil:
		for i, r := range p.frozen {
			p.bounds[i] = r.Within(p.fixed[i])
		}
	case !p.joined[0].empty() && !p.joined[1].empty():
		b := p.bounds
		p.frozen = &b
	}
}

// compose puts the plot together: the plotters, the user's additions, and what stands round them.
func (p *panel) compose() error {
	if p.table != nil {
		return nil
	}
	p.frame.X, p.frame.Y = p.side(0, p.settings.xLabel), p.side(1, p.settings.yLabel)
	p.frame.GridX, p.frame.GridY = p.joined[0].scale != guides.Category, true
	if g := p.settings.grid; g != nil {
		p.frame.GridX, p.frame.GridY = *g, *g
	}
	p.frame.Background = nil
	if b := p.settings.background; b != nil {
		p.frame.Background = *b
	}
	p.frame.ColorBar = nil
	for _, pt := range p.paints {
		if bar := pt.colorBar(); bar != nil {
			p.frame.ColorBar = bar
		}
	}
	p.frame.Legend = p.legend()
	return p.assemble()
}

// assemble makes gonum's plot. What the user's functions change in it is drawn as if options had said so.
func (p *panel) assemble() error {
	pl := plot.New()
	pl.HideAxes()
	pl.BackgroundColor = nil
	pl.X.Padding, pl.Y.Padding = 0, 0
	for i, ch := range p.charts {
		p.paints[i].categories = p.joined[0].categories
		marks, err := ch.kind.plotters(ch, p.paints[i])
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
	for _, side := range []struct {
		from *plot.Axis
		to   *guides.Axis
	}{{&pl.X, &p.frame.X}, {&pl.Y, &p.frame.Y}} {
		if side.from.Label.Text != "" {
			side.to.Label, side.from.Label.Text = side.from.Label.Text, ""
		}
		if finite(side.to.Lo) {
			side.to.Lo, side.to.Hi = side.from.Min, side.from.Max
		}
	}
	p.plot = pl
	return nil
}

// draw draws the plot in its cell.
func (p *panel) draw(c *guides.Canvas, outer guides.Rect) {
	if p.table != nil {
		p.table.Draw(c, outer)
		return
	}
	p.area = outer.Inset(p.insets)
	p.frame.Under(c, outer, p.insets)
	if !p.area.Empty() {
		p.plot.Draw(c.Sub(p.area))
	}
	p.frame.Over(c, outer, p.insets)
}
