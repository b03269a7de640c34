package viz

import "github.com/streamgage/streamgage/frame"

// Element is anything that can be drawn in one plot: a chart, an overlay of several, or a DynamicMap of either.
// Elements are values: the methods return changed copies. The interface is sealed.
type Element interface {
	// Relabel names the element. The label is shown in an overlay's legend, or as the title of a single plot.
	Relabel(label string) Element
	// RedimRange fixes the range of the axis that shows the dimension, in the dimension's units (times: nanoseconds
	// since the Unix epoch). An end that is infinite or NaN follows the data. A dimension that the element does not
	// have is ignored.
	RedimRange(dim string, lo, hi float64) Element
	// Opts sets options; later ones win. An unknown colour or colour map is an error of the figure. Opts panics on nil.
	Opts(opts ...Opt) Element
	Drawable
	// resolve returns the charts to draw for a view.
	resolve(v View) (resolvedPlot, error)
	// triggers returns the streams that change the element.
	triggers() []*publisher
	// dependsOnView reports whether the charts may depend on the view.
	dependsOnView() bool
	// buildError returns what was wrong with how the element was built, or nil.
	buildError() error
}

// Drawable is what sinks take: an Element or a Figure.
type Drawable interface{ Figure() *Figure }

// Recipe makes an element of rows. It must accept frames without rows and frames without columns, because a stream may
// have no data yet.
type Recipe = func(frame.Frame) (Element, error)

// resolvedPlot is an element for one view: plain charts, from bottom to top, and the options of the whole plot.
type resolvedPlot struct {
	charts    []*Chart
	overrides overrides // of the plot; each chart has its own too
}

// override applies m to the plot. A single chart takes all of m; the charts of an overlay take the fixed ranges and the
// options, but keep their labels.
func (r resolvedPlot) override(m overrides) resolvedPlot {
	charts := make([]*Chart, len(r.charts))
	single := len(r.charts) == 1
	for i, c := range r.charts {
		inner := m
		if !single {
			inner.label = ""
		}
		d := *c
		d.overrides = c.overrides.overriddenBy(inner)
		charts[i] = &d
	}
	return resolvedPlot{charts: charts, overrides: r.overrides.overriddenBy(m)}
}
