package viz

import (
	"fmt"
	"runtime/debug"

	"github.com/streamgage/streamgage/frame"
)

// DynamicMap is an element that is made anew for each drawing, of what its streams hold and of the view.
type DynamicMap struct {
	callback    func(View) (Element, error)
	publishers  []*publisher
	ignoresView bool // what make gives does not depend on the view
	overrides
}

// Dynamic shows a stream: recipe makes an element of its data each time it is drawn. It is tried at once on the rows
// that the stream holds, so that a wrong column is found when the program is built: that error is the figure's. A
// DataStream that was made without data is tried with a zero T; if the recipe cannot do with that, nothing is drawn until
// there is data.
func Dynamic[T any](s Stream[T], recipe func(T) (Element, error)) *DynamicMap {
	if s == nil || recipe == nil {
		panic("viz.Dynamic: the stream and the recipe must not be nil")
	}
	h := s.trigger()
	d := DynamicFunc(func(View) (Element, error) {
		v := s.current()
		e, err := catchPanic(func() (Element, error) { return recipe(v) })
		if version, _ := h.state(); err != nil && h.withoutData && version == 0 {
			return Overlay(), nil
		}
		return e, err
	}, s)
	d.ignoresView = true
	if d.err == nil {
		_, d.err = d.element(View{})
	}
	return d
}

// DynamicFunc is the general form: f makes the element for a view, whose Width and Height are the size, in pixels, of
// the area that shows data. It is called for each drawing; the streams say when there is something new to draw.
func DynamicFunc(f func(View) (Element, error), streams ...Trigger) *DynamicMap {
	if f == nil {
		panic("viz.DynamicFunc: the function must not be nil")
	}
	d := &DynamicMap{callback: f}
	for _, s := range streams {
		h := s.trigger()
		d.publishers = append(d.publishers, h)
		if h.err != nil && d.err == nil {
			d.err = h.err
		}
	}
	return d
}

// Map applies an operation to an element, lazily: f is called for each drawing with each of the charts that e then is,
// and with the view of the area that shows data. What f gives takes the chart's label if it has none.
func Map(e Element, f func(View, *Chart) (Element, error)) *DynamicMap {
	if e == nil || f == nil {
		panic("viz.Map: the element and the function must not be nil")
	}
	d := &DynamicMap{publishers: e.triggers()}
	d.err = e.buildError()
	d.callback = func(v View) (Element, error) {
		r, err := e.resolve(v)
		if err != nil {
			return nil, err
		}
		parts := make([]Element, len(r.charts))
		for i, c := range r.charts {
			out, err := f(v, c)
			if err != nil {
				return nil, err
			}
			parts[i] = inherit(c, out)
		}
		if len(parts) == 1 {
			return parts[0], nil
		}
		return Overlay(parts...), nil
	}
	return d
}

// carry hands the label and the plot's options on from the chart that an operation was given.
func inherit(c *Chart, out Element) Element {
	r, ok := out.(*Chart)
	if !ok {
		return out
	}
	d := *r
	d.overrides = overrides{label: c.label, opts: c.opts}.overriddenBy(r.overrides)
	return &d
}

// Relabel implements Element.
func (d *DynamicMap) Relabel(label string) Element {
	e := *d
	e.overrides = d.withLabel(label)
	return &e
}

// RedimRange implements Element.
func (d *DynamicMap) RedimRange(dim string, lo, hi float64) Element {
	e := *d
	e.overrides = d.withFixedRange(dim, Range{lo, hi})
	return &e
}

// Opts implements Element.
func (d *DynamicMap) Opts(opts ...Opt) Element {
	e := *d
	e.overrides = d.withOptions(opts)
	return &e
}

// Figure makes a figure of the element alone.
func (d *DynamicMap) Figure() *Figure { return newFigure(d) }

func (d *DynamicMap) triggers() []*publisher { return d.publishers }
func (d *DynamicMap) buildError() error      { return d.err }
func (d *DynamicMap) dependsOnView() bool    { return !d.ignoresView }

func (d *DynamicMap) resolve(v View) (resolvedPlot, error) {
	e, err := d.element(v)
	if err != nil {
		return resolvedPlot{}, err
	}
	r, err := e.resolve(v)
	if err != nil {
		return resolvedPlot{}, err
	}
	return r.override(d.overrides), nil
}

// element calls the user's function.
func (d *DynamicMap) element(v View) (Element, error) {
	e, err := catchPanic(func() (Element, error) { return d.callback(v) })
	switch {
	case err != nil:
		return nil, err
	case e == nil:
		return nil, fmt.Errorf("viz.Dynamic: %w: the function gave nil", ErrElement)
	}
	return e, e.buildError()
}

// guarded calls a user's function; its panic is an error.
func catchPanic(f func() (Element, error)) (e Element, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("viz.Dynamic: panic: %v\n%s", p, debug.Stack())
		}
	}()
	return f()
}

var _ Stream[frame.Frame] = (*DataFrameStream)(nil)
