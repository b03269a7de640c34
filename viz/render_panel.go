package viz

import (
	"fmt"
	"slices"

	"gonum.org/v1/plot"

	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// panel is one plot of a figure for one viewer, with the state that it keeps from frame to frame. In arrays of two,
// element 0 belongs to the x axis and element 1 to the y axis.
type panel struct {
	element Element

	// Kept from frame to frame.
	marginState   guides.MarginState
	dataArea      guides.Rect     // the area in which the data was last drawn; empty before the first frame
	frozenLimits  *[2]Range       // the limits of an element that is not framewise; nil until it has data
	frozenOrigins [2]int64        // of frozenLimits
	categories    categoryIndex   // the values of the columns of ColorIndex
	layers        categoryIndex   // the groups and layers, which determine the colours of the charts
	held          *heldLimits     // of the y axis with YHysteresis; nil until there is data
	hookScales    [2]*ticks.Scale // the scales that functions of WithPlot have set; nil: none
	warned        bool            // a warning about values that are left out was logged

	// Of this frame.
	settings settings
	charts   []*Chart
	styles   []*chartStyle // one for each chart
	axes     [2][]axis     // one for each chart
	combined [2]axis       // the common axes of all charts
	fixed    [2]Range      // the ranges that RedimRange or the view has fixed
	origins  [2]int64      // of time axes: their values are ns after it
	scales   [2]ticks.Scale
	logView  [2]bool // the axes that were logarithmic in the view of the last evaluation
	leftOut  int     // the number of rows that have no place on logarithmic axes

	axisSettings [2]axisSettings    // of the plot and of its charts
	normalizers  [2]plot.Normalizer // other scales that functions of WithPlot have set; nil: none
	hookInverted [2]bool            // functions of WithPlot have inverted the axis
	limits       [2]Range           // the ranges that the axes show
	plot         *plot.Plot
	guides       guides.Panel
	table        *guides.Table // nil unless the panel shows a table; then charts to guides are not used
	margins      guides.Margins
}

// evaluate resolves the element into charts, and collects their axes and colours. The Width and Height of v are the
// size of the data area. h is the height of the whole cell.
func (p *panel) evaluate(v View, h int) (err error) {
	defer recovered(&err)
	if err := p.evaluateScaled(v, h); err != nil {
		return err
	}
	if p.table == nil && p.element.dependsOnView() && p.logView != p.logAxes() { // the scale is that of an element that was made
		return p.evaluateScaled(v, h)
	}
	return nil
}

// logAxes reports which axes are logarithmic.
func (p *panel) logAxes() [2]bool {
	return [2]bool{p.scales[0].Kind == ticks.Log, p.scales[1].Kind == ticks.Log}
}

// evaluateScaled evaluates the element for a view whose axes have the scales of the last evaluation.
func (p *panel) evaluateScaled(v View, h int) error {
	p.logView = p.logAxes()
	v.LogX, v.LogY = p.logView[0], p.logView[1]
	r, err := p.element.resolve(v)
	if err != nil {
		return err
	}
	p.settings, p.charts = r.overrides.settings(), slices.Clone(r.charts)
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
	p.scaleAxes()
	var err error
	if p.axes, err = chartAxes(p.charts, p.settings.invertAxes); err != nil {
		return err
	}
	for i, view := range []Range{v.X, v.Y} {
		if p.combined[i], err = combineAxes(p.axes[i]); err != nil {
			return err
		}
		p.combined[i].spacing = p.scales[i]
		if err := p.checkScale(i); err != nil {
			return err
		}
		p.fixed[i] = fixedRange(p.charts, p.axes[i], view)
	}
	p.chooseOrigins()
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
	p.hold(1 / aspect)
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
			p.limits[i] = r.since(p.origins[i] - p.frozenOrigins[i]).Override(p.fixed[i])
		}
	case !p.combined[0].hasNoData() && !p.combined[1].hasNoData():
		limits := p.limits
		p.frozenLimits, p.frozenOrigins = &limits, p.origins
	}
}

// build makes the guides and the plot of a panel whose limits are set. If rescaled is true, a function of WithPlot has set
// another scale, and the panel must be evaluated and built again.
func (p *panel) build() (rescaled bool, err error) {
	if p.table != nil {
		return false, nil
	}
	p.hookInverted, p.normalizers = [2]bool{}, [2]plot.Normalizer{}
	p.buildGuides()
	return p.buildPlot()
}

// draw draws the panel in its cell: the guides behind the data, the data, and the other guides.
// A panic of a plotter is returned as an error.
func (p *panel) draw(c *guides.Canvas, cell guides.Rect) (err error) {
	defer recovered(&err)
	if p.table != nil {
		p.table.Draw(c, cell)
		return nil
	}
	p.warnLeftOut()
	p.dataArea = cell.Inset(p.margins)
	p.guides.DrawBackground(c, cell, p.margins)
	if !p.dataArea.Empty() {
		p.plot.Draw(c.Sub(p.dataArea))
	}
	p.guides.DrawForeground(c, cell, p.margins)
	return nil
}
