package viz

import (
	"github.com/streamgage/streamgage/viz/internal/guides"
	"gonum.org/v1/plot"
)

// panel is one plot of a figure for one viewer, and what it keeps from frame to frame. In arrays of two, the first is of
// the x axis and the second of the y axis.
type panel struct {
	element Element

	// Kept from frame to frame.
	marginState  guides.MarginState
	dataArea     guides.Rect   // where the data was last drawn; empty before the first frame
	frozenLimits *[2]Range     // of an element that is not framewise, once it has data
	categories   categoryIndex // of the columns of ColorIndex
	layers       categoryIndex // of the charts, for their colours

	// Of this frame.
	settings settings
	charts   []*Chart
	styles   []*chartStyle // of each chart
	axes     [2][]axis     // of each chart
	combined [2]axis       // of all charts
	fixed    [2]Range      // by RedimRange or the view
	limits   [2]Range      // what the axes show
	plot     *plot.Plot
	guides   guides.Panel
	table    *guides.Table // in place of all other fields, for a table
	margins  guides.Margins
}

// evaluate finds the charts to draw, their axes and their colours. The Width and Height of v are the size of the area
// that shows data; h is the height of the whole cell.
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
	p.guides = guides.Panel{Title: title, Theme: p.settings.theme}
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

// collectAxes finds what the axes have to show.
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

// setLimits computes the limits of the axes in a cell of w by h pixels. The padding depends on the size of the cell, not
// of the data area: the latter depends on the labels, and these on the limits.
func (p *panel) setLimits(w, h int) {
	aspect := 1.0
	if w > 0 && h > 0 {
		aspect = float64(w) / float64(h)
	}
	for i, aspect := range [2]float64{aspect, 1 / aspect} {
		p.limits[i] = p.combined[i].limits(p.fixed[i], aspect)
	}
	p.freezeLimits()
}

// freezeLimits keeps the limits of the first frame that has data if the element is not framewise. Fixed ranges still
// apply.
func (p *panel) freezeLimits() {
	switch {
	case p.settings.framewise:
		p.frozenLimits = nil
	case p.frozenLimits != nil:
		for i, r := range p.frozenLimits {
			p.limits[i] = r.Override(p.fixed[i])
		}
	case !p.combined[0].hasNoData() && !p.combined[1].hasNoData():
		limits := p.limits
		p.frozenLimits = &limits
	}
}

// build makes the guides and the plot of a panel whose limits are set.
func (p *panel) build() error {
	if p.table != nil {
		return nil
	}
	p.buildGuides()
	return p.buildPlot()
}

// buildPlot makes gonum's plot, and calls the functions of WithPlot. A title, labels and ranges that these set are moved
// to the guides.
func (p *panel) buildPlot() error {
	pl := plot.New()
	pl.HideAxes()
	pl.BackgroundColor = nil
	pl.X.Padding, pl.Y.Padding = 0, 0
	for i, c := range p.charts {
		p.styles[i].xCategories = p.combined[0].categories
		plotters, err := c.kind.plotters(c, p.styles[i])
		if err != nil {
			return err
		}
		pl.Add(plotters...)
	}
	pl.X.Min, pl.X.Max = p.limits[0].Lo, p.limits[0].Hi
	pl.Y.Min, pl.Y.Max = p.limits[1].Lo, p.limits[1].Hi
	for _, f := range p.settings.plotHooks {
		f(pl)
	}
	if pl.Title.Text != "" {
		p.guides.Title, pl.Title.Text = pl.Title.Text, ""
	}
	moveAxis(&pl.X, &p.guides.X)
	moveAxis(&pl.Y, &p.guides.Y)
	p.plot = pl
	return nil
}

// moveAxis moves the label of gonum's axis to the guide, and copies its range unless the guide has none.
func moveAxis(from *plot.Axis, to *guides.Axis) {
	if from.Label.Text != "" {
		to.Label, from.Label.Text = from.Label.Text, ""
	}
	if finite(to.Lo) {
		to.Lo, to.Hi = from.Min, from.Max
	}
}

// draw draws the panel in its cell: the guides behind the data, the data, and the other guides.
func (p *panel) draw(c *guides.Canvas, cell guides.Rect) {
	if p.table != nil {
		p.table.Draw(c, cell)
		return
	}
	p.dataArea = cell.Inset(p.margins)
	p.guides.DrawBackground(c, cell, p.margins)
	if !p.dataArea.Empty() {
		p.plot.Draw(c.Sub(p.dataArea))
	}
	p.guides.DrawForeground(c, cell, p.margins)
}
