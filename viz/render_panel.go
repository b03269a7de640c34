package viz

import (
	"strconv"

	"github.com/streamgage/streamgage/viz/internal/furniture"
	"gonum.org/v1/plot"
)

// panel is one plot of a figure for one viewer, and what it remembers from frame to frame.
type panel struct {
	element      Element
	memory       furniture.Memory
	dataArea     furniture.Rect // where the data was drawn last
	frozenLimits *[2]Range      // the ranges of an element that is not framewise
	categories   categoryIndex  // of categories
	layers       categoryIndex  // of the layers: their colours

	// Of this frame:
	settings settings
	charts   []*Chart
	axes     [2][]axis // of each chart: x, y
	combined [2]axis
	fixed    [2]Range
	limits   [2]Range
	styles   []*chartStyle
	plot     *plot.Plot
	guides   furniture.Panel
	table    *furniture.Table
	margins  furniture.Insets
}

// evaluate asks the element what there is to draw, for an area of v's size, in a cell of h pixels' height.
func (p *panel) evaluate(v View, h int) error {
	r, err := p.element.resolve(v)
	if err != nil {
		return err
	}
	p.settings, p.charts = r.overrides.settings(), r.charts
	title := r.overrides.label
	if p.settings.title != nil {
		title = *p.settings.title
	}
	p.guides = furniture.Panel{Title: title, Theme: p.settings.theme}
	if p.table = nil; len(p.charts) == 1 {
		if _, ok := p.charts[0].kind.(table); ok {
			p.table = newTableGuide(p.charts[0], p.settings, title, h)
			return nil
		}
	}
	if err := p.collectAxes(v); err != nil {
		return err
	}
	return p.assignColors()
}

// measure finds what the axes have to show.
func (p *panel) collectAxes(v View) error {
	p.axes = [2][]axis{}
	for _, c := range p.charts {
		x, y := c.kind.axes(c)
		p.axes[0], p.axes[1] = append(p.axes[0], x), append(p.axes[1], y)
	}
	for i, view := range []Range{v.X, v.Y} {
		var err error
		if p.combined[i], err = combineAxes(p.axes[i]); err != nil {
			return err
		}
		p.fixed[i] = fixedRange(p.charts, p.axes[i], view)
	}
	return nil
}

// colour gives each chart its colours: its own, or the next of the cycle.
func (p *panel) assignColors() error {
	p.styles = p.styles[:0]
	next := 0
	for i, c := range p.charts {
		s := c.overrides.settings()
		s.theme = p.settings.theme
		if len(s.lineColors) > 0 {
			s.lineColors = s.lineColors[i%len(s.lineColors):][:1]
		}
		col, err := c.encodeColors(s, &p.categories)
		if err != nil {
			return err
		}
		pt := &chartStyle{settings: s, colorEncoding: col}
		switch {
		case s.fillColor != nil:
			pt.color = *s.fillColor
		case len(s.lineColors) > 0 && c.kind.legendShape() == furniture.Line:
			pt.color = s.lineColors[0]
		default:
			name := c.group // a group keeps its colour while others come and go
			if name == "" {
				name = layerKey(next)
				next++
			}
			pt.color = cyclic(s.theme.Cycle, p.layers.indexOf("", name))
		}
		p.styles = append(p.styles, pt)
	}
	return nil
}

// layerKey is a name for the n-th layer that has no group, which no group has.
func layerKey(n int) string { return "\x00" + strconv.Itoa(n) }

// fit sets the ranges of a plot of w by h pixels. The plot's size counts, not its data's: that changes with the labels,
// and they with the ranges.
func (p *panel) setLimits(w, h int) {
	aspect := 1.0
	if w > 0 && h > 0 {
		aspect = float64(w) / float64(h)
	}
	for i, aspect := range [2]float64{aspect, 1 / aspect} {
		p.limits[i] = p.combined[i].limits(p.fixed[i], aspect)
	}
	p.keepFirstLimits()
}

// freeze keeps the ranges of the first frame that has data, where axes are not to follow it. What is fixed stays so.
func (p *panel) keepFirstLimits() {
	switch {
	case p.settings.framewise:
		p.frozenLimits = nil
	case p.frozenLimits != nil:
		for i, r := range p.frozenLimits {
			p.limits[i] = r.Override(p.fixed[i])
		}
	case !p.combined[0].hasNoData() && !p.combined[1].hasNoData():
		b := p.limits
		p.frozenLimits = &b
	}
}

// compose puts the plot together: the plotters, the user's additions, and what stands round them.
func (p *panel) build() error {
	if p.table != nil {
		return nil
	}
	p.guides.X, p.guides.Y = p.axisGuide(0, p.settings.xLabel), p.axisGuide(1, p.settings.yLabel)
	p.guides.GridX, p.guides.GridY = p.combined[0].scale != furniture.Category, true
	if g := p.settings.showGrid; g != nil {
		p.guides.GridX, p.guides.GridY = *g, *g
	}
	p.guides.Background = nil
	if b := p.settings.background; b != nil {
		p.guides.Background = *b
	}
	p.guides.ColorBar = nil
	for _, pt := range p.styles {
		if bar := pt.colorBar(); bar != nil {
			p.guides.ColorBar = bar
		}
	}
	p.guides.Legend = p.legendEntries()
	return p.buildPlot()
}

// assemble makes gonum's plot. What the user's functions change in it is drawn as if options had said so.
func (p *panel) buildPlot() error {
	pl := plot.New()
	pl.HideAxes()
	pl.BackgroundColor = nil
	pl.X.Padding, pl.Y.Padding = 0, 0
	for i, ch := range p.charts {
		p.styles[i].xCategories = p.combined[0].categories
		marks, err := ch.kind.plotters(ch, p.styles[i])
		if err != nil {
			return err
		}
		pl.Add(marks...)
	}
	pl.X.Min, pl.X.Max = p.limits[0].Lo, p.limits[0].Hi
	pl.Y.Min, pl.Y.Max = p.limits[1].Lo, p.limits[1].Hi
	for _, f := range p.settings.plotHooks {
		f(pl)
	}
	if pl.Title.Text != "" {
		p.guides.Title, pl.Title.Text = pl.Title.Text, ""
	}
	for _, side := range []struct {
		from *plot.Axis
		to   *furniture.Axis
	}{{&pl.X, &p.guides.X}, {&pl.Y, &p.guides.Y}} {
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
func (p *panel) draw(c *furniture.Canvas, outer furniture.Rect) {
	if p.table != nil {
		p.table.Draw(c, outer)
		return
	}
	p.dataArea = outer.Inset(p.margins)
	p.guides.Under(c, outer, p.margins)
	if !p.dataArea.Empty() {
		p.plot.Draw(c.Sub(p.dataArea))
	}
	p.guides.Over(c, outer, p.margins)
}
