package viz

import (
	"fmt"

	"gonum.org/v1/plot"

	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// panel is one plot of a figure for one viewer, with the state that it keeps from frame to frame. In arrays of two,
// element 0 belongs to the x axis and element 1 to the y axis.
type panel struct {
	element Element

	// Kept from frame to frame.
	marginState  guides.MarginState
	dataArea     guides.Rect   // the area in which the data was last drawn; empty before the first frame
	frozenLimits *[2]Range     // the limits of an element that is not framewise; nil until it has data
	categories   categoryIndex // the values of the columns of ColorIndex
	layers       categoryIndex // the groups and layers, which determine the colours of the charts

	// Of this frame.
	settings settings
	charts   []*Chart
	styles   []*chartStyle // one for each chart
	axes     [2][]axis     // one for each chart
	combined [2]axis       // the common axes of all charts
	fixed    [2]Range      // the ranges that RedimRange or the view has fixed
	limits   [2]Range      // the ranges that the axes show
	plot     *plot.Plot
	guides   guides.Panel
	table    *guides.Table // nil unless the panel shows a table; then charts to guides are not used
	margins  guides.Margins
}

// evaluate resolves the element into charts, and collects their axes and colours. The Width and Height of v are the
// size of the data area. h is the height of the whole cell.
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

// collectAxes collects the axes of all charts, combines them, and determines the fixed ranges.
func (p *panel) collectAxes(v View) error {
	p.axes = [2][]axis{}
	if err := p.checkZones(); err != nil {
		return err
	}
	var err error
	if p.axes, err = chartAxes(p.charts, p.settings.invertAxes); err != nil {
		return err
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

// checkZones sets the zone of the plot: that of its charts. It returns an error if these have different ones.
func (p *panel) checkZones() error {
	for _, c := range p.charts {
		zone := c.overrides.settings().zone
		if zone == nil {
			continue
		}
		if was := p.settings.zone; was != nil && was.String() != zone.String() {
			return fmt.Errorf("viz.Overlay: %w: its parts must have one TimeZone, got %v and %v; set one for the overlay", ErrOption, was, zone)
		}
		p.settings.zone = zone
	}
	return nil
}

// setLimits computes the limits of the axes in a cell of w by h pixels. The padding depends on the size of the cell and
// not on that of the data area, because the data area depends on the labels, and the labels depend on the limits.
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

// buildPlot makes gonum's plot and calls the functions of WithPlot. A title, a label or a range that such a function
// sets is moved to the guides.
func (p *panel) buildPlot() error {
	gonumPlot := plot.New()
	gonumPlot.HideAxes()
	gonumPlot.BackgroundColor = nil
	gonumPlot.X.Padding, gonumPlot.Y.Padding = 0, 0
	for i, c := range p.charts {
		plotters, err := p.chartPlotters(c, p.styles[i])
		if err != nil {
			return err
		}
		gonumPlot.Add(plotters...)
	}
	gonumPlot.X.Min, gonumPlot.X.Max = p.limits[0].Lo, p.limits[0].Hi
	gonumPlot.Y.Min, gonumPlot.Y.Max = p.limits[1].Lo, p.limits[1].Hi
	for _, hook := range p.settings.plotHooks {
		hook(gonumPlot)
	}
	if gonumPlot.Title.Text != "" {
		p.guides.Title, gonumPlot.Title.Text = gonumPlot.Title.Text, ""
	}
	moveAxis(&gonumPlot.X, &p.guides.X)
	moveAxis(&gonumPlot.Y, &p.guides.Y)
	p.plot = gonumPlot
	return nil
}

// moveAxis moves the label of gonum's axis to the guide. It copies the range too, unless the guide has no range.
func moveAxis(from *plot.Axis, to *guides.Axis) {
	if from.Label.Text != "" {
		to.Label, from.Label.Text = from.Label.Text, ""
	}
	if minmax.IsFinite(to.Lo) {
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
