package viz

import "github.com/streamgage/streamgage/frame"

// Element can be drawn in one plot. It is a chart, an overlay of elements, or a DynamicMap that makes an element.
// Elements are values: the methods return changed copies. The interface is sealed.
type Element interface {
	// Relabel names the element. The label is shown in an overlay's legend, or as the title of a single plot.
	Relabel(label string) Element
	// RedimRange fixes the range of the axis that shows the dimension, in the dimension's units (times: nanoseconds
	// since the Unix epoch). An end that is infinite or NaN follows the data. A dimension that the element does not
	// have is ignored.
	RedimRange(dim string, lo, hi float64) Element
	// Opts sets options. A later option replaces an earlier one of the same kind. An unknown colour or colour map is an
	// error of the figure. Opts panics on nil.
	Opts(opts ...Opt) Element
	Drawable
	// resolve returns the charts to draw for a view.
	resolve(v View) (resolvedPlot, error)
	// triggers returns the publishers of the streams whose changes change the element.
	triggers() []*publisher
	// dependsOnView reports whether the charts may depend on the view.
	dependsOnView() bool
	// buildError returns the first mistake that was found when the element was built, or nil.
	buildError() error
}

// Drawable is the argument type of sinks: an Element or a Figure.
type Drawable interface{ Figure() *Figure }

// Recipe makes an element from rows. It must accept frames without rows and frames without columns, because a stream
// may have no data yet.
type Recipe = func(frame.Frame) (Element, error)

// resolvedPlot is an element for one view: plain charts, from bottom to top, and the options of the whole plot.
type resolvedPlot struct {
	charts    []*Chart
	overrides overrides // of the plot; each chart has its own too
}

// override applies o to the plot. A single chart takes all of o. The charts of an overlay take the fixed ranges and the
// options, but keep their labels.
func (r resolvedPlot) override(o overrides) resolvedPlot {
	charts := make([]*Chart, len(r.charts))
	single := len(r.charts) == 1
	for i, c := range r.charts {
		chartOverrides := o
		if !single {
			chartOverrides.label = ""
		}
		d := *c
		d.overrides = c.overrides.overriddenBy(chartOverrides)
		charts[i] = &d
	}
	return resolvedPlot{charts: charts, overrides: r.overrides.overriddenBy(o)}
}
