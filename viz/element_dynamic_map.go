package viz

import (
	"fmt"
	"runtime/debug"
)

// DynamicMap is an element that is made anew for each drawing, from the data of its streams and from the view.
type DynamicMap struct {
	callback    func(View) (Element, error)
	publishers  []*publisher
	ignoresView bool // the callback's element does not depend on the view
	overrides
}

// Dynamic shows a stream: it calls recipe with the stream's data for each drawing. It also calls recipe at once, with
// the rows that the stream holds, so that a wrong column is found when the program is built: this error is the figure's.
// A DataStream without initial data is tried with a zero T; if the recipe returns an error for that, nothing is drawn
// until there is data. Dynamic panics if the stream or the recipe is nil.
func Dynamic[T any](s Stream[T], recipe func(T) (Element, error)) *DynamicMap {
	if s == nil || recipe == nil {
		panic("viz.Dynamic: the stream and the recipe must not be nil")
	}
	p := s.trigger()
	d := DynamicFunc(func(View) (Element, error) {
		v := s.current()
		e, err := catchPanic(func() (Element, error) { return recipe(v) })
		if version, _ := p.state(); err != nil && p.noInitialData && version == 0 {
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
// the area that shows data. f is called for each drawing; the figure is drawn when one of the streams changes.
// DynamicFunc panics if f or a stream is nil.
func DynamicFunc(f func(View) (Element, error), streams ...Trigger) *DynamicMap {
	if f == nil {
		panic("viz.DynamicFunc: the function must not be nil")
	}
	d := &DynamicMap{callback: f}
	for _, s := range streams {
		if s == nil {
			panic("viz.DynamicFunc: a stream must not be nil")
		}
		p := s.trigger()
		d.publishers = append(d.publishers, p)
		if p.err != nil && d.err == nil {
			d.err = p.err
		}
	}
	return d
}

// Map applies an operation to an element, lazily: for each drawing it calls f with each of the charts that e consists of
// then, and with the view, whose Width and Height are the size of the area that shows data. If the element that f returns
// is a chart without a label, it takes the label of the chart that f was called with. Map panics if e or f is nil.
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
			result, err := f(v, c)
			if err != nil {
				return nil, err
			}
			parts[i] = inherit(c, result)
		}
		if len(parts) == 1 {
			return parts[0], nil
		}
		return Overlay(parts...), nil
	}
	return d
}

// inherit passes the label and the options of a chart on to what an operation made of it, if that is a chart. What the
// result sets itself wins.
func inherit(c *Chart, result Element) Element {
	r, ok := result.(*Chart)
	if !ok {
		return result
	}
	d := *r
	d.overrides = overrides{label: c.label, opts: c.opts}.overriddenBy(r.overrides)
	d.err = r.err
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

// element calls the callback. An element that was built wrongly is an error.
func (d *DynamicMap) element(v View) (Element, error) {
	e, err := catchPanic(func() (Element, error) { return d.callback(v) })
	switch {
	case err != nil:
		return nil, err
	case e == nil:
		return nil, fmt.Errorf("viz.Dynamic: %w: the function returned nil", ErrElement)
	}
	return e, e.buildError()
}

// catchPanic calls a function of the user's, and returns its panic as an error with the stack.
func catchPanic(f func() (Element, error)) (e Element, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("viz.Dynamic: panic: %v\n%s", p, debug.Stack())
		}
	}()
	return f()
}
