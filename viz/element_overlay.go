package viz

import "slices"

// overlay draws several elements in one plot, the first at the bottom.
type overlay struct {
	parts []Element
	overrides
}

// Overlay draws elements on top of one another, the first at the bottom, on common axes. If parts share a stream, a
// change of the stream draws the plot once. The legend lists the parts that have labels. A part whose colour is not set
// takes the next colour of the cycle. An overlay without parts is an empty plot: a recipe can return it if there is no
// data. Overlay panics on nil.
func Overlay(parts ...Element) Element {
	for _, p := range parts {
		if p == nil {
			panic("viz.Overlay: an element must not be nil")
		}
	}
	return &overlay{parts: parts}
}

// Relabel sets the title of the plot.
func (o *overlay) Relabel(label string) Element {
	p := *o
	p.overrides = o.withLabel(label)
	return &p
}

func (o *overlay) RedimRange(dim string, lo, hi float64) Element {
	p := *o
	p.overrides = o.withFixedRange(dim, Range{lo, hi})
	return &p
}

func (o *overlay) Opts(opts ...Opt) Element {
	p := *o
	p.overrides = o.withOptions(opts)
	return &p
}

func (o *overlay) Figure() *Figure { return newFigure(o) }

func (o *overlay) triggers() []*publisher {
	var all []*publisher
	for _, p := range o.parts {
		all = append(all, p.triggers()...)
	}
	return all
}

func (o *overlay) dependsOnView() bool { return slices.ContainsFunc(o.parts, Element.dependsOnView) }

func (o *overlay) buildError() error {
	for _, p := range o.parts {
		if err := p.buildError(); err != nil {
			return err
		}
	}
	return o.err
}

func (o *overlay) resolve(v View) (resolvedPlot, error) {
	var all resolvedPlot
	for _, p := range o.parts {
		r, err := p.resolve(v)
		if err != nil {
			return resolvedPlot{}, err
		}
		all.charts = append(all.charts, r.charts...)
		r.overrides.label = "" // a part's label is its legend entry, not the plot's title
		all.overrides = all.overrides.overriddenBy(r.overrides)
	}
	return all.override(overrides{label: o.label, fixedRanges: o.fixedRanges, opts: o.opts}), nil
}
