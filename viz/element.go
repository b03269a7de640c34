package viz

import (
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/frame"
)

// Element is anything that can be drawn in one plot: a chart, an overlay of several, or a DynamicMap of either.
// Elements are values: the methods give changed copies. Sealed.
type Element interface {
	// Relabel names the element: in an overlay's legend, or as a single plot's title.
	Relabel(label string) Element
	// RedimRange fixes the range of the axis that shows the dimension, in its units (times: nanoseconds since the Unix
	// epoch). An infinite or NaN end follows the data. A dimension that the element does not have is left alone.
	RedimRange(dim string, lo, hi float64) Element
	// Opts sets options; later ones win. What is wrong with one is an error of the figure.
	Opts(opts ...Opt) Element
	Drawable
	// resolve says what there is to draw for a view.
	resolve(v View) (resolvedPlot, error)
	// triggers are the streams that change the element.
	triggers() []*publisher
	// sized tells whether what it draws may depend on the view.
	dependsOnView() bool
	// problem is what was wrong with how it was built.
	buildError() error
}

// Drawable is what sinks take: an Element or a Figure.
type Drawable interface{ Figure() *Figure }

// Recipe makes an element of rows. It must accept frames without rows, and frames without columns, for a stream may
// have no data yet.
type Recipe = func(frame.Frame) (Element, error)

// resolved is an element for one view: plain charts, from bottom to top, and the options of the plot.
type resolvedPlot struct {
	charts    []*Chart
	overrides overrides // of the whole, on top of the charts' own
}

// mods is what Relabel, RedimRange and Opts have set.
type overrides struct {
	label       string
	fixedRanges map[string]Range
	opts        []Opt
	err         error
}

func (m overrides) withLabel(label string) overrides {
	m.label = label
	return m
}

func (m overrides) withFixedRange(dim string, r Range) overrides {
	fixed := map[string]Range{dim: r}
	for k, v := range m.fixedRanges {
		if k != dim {
			fixed[k] = v
		}
	}
	m.fixedRanges = fixed
	return m
}

func (m overrides) withOptions(opts []Opt) overrides {
	m.opts = append(slices.Clip(m.opts), opts...)
	var s settings
	for _, o := range opts {
		if o == nil {
			m.err = fmt.Errorf("viz.Opts: %w: nil", ErrOption)
		} else if err := o.apply(&s); err != nil && m.err == nil {
			m.err = err
		}
	}
	return m
}

// over puts outer on top of m: what outer sets wins.
func (m overrides) overriddenBy(outer overrides) overrides {
	if outer.label != "" {
		m.label = outer.label
	}
	for dim, r := range outer.fixedRanges {
		m = m.withFixedRange(dim, r)
	}
	m.opts = append(slices.Clip(m.opts), outer.opts...)
	return m
}

// settings reads the options.
func (m overrides) settings() settings {
	s := defaults()
	for _, o := range m.opts {
		_ = o.apply(&s) // checked by with
	}
	return s
}

// apply puts mods on top of what an element resolved to: a single chart takes them as its own, an overlay's charts take
// the ranges and the options.
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
