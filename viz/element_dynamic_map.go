package viz

import (
	"fmt"
	"runtime/debug"
)

// DynamicMap is an element that is made again for each drawing, from the data of its streams and from the view.
type DynamicMap struct {
	callback    func(View) (Element, error)
	publishers  []*publisher
	ignoresView bool // the callback's element does not depend on the view
	overrides
}

// Dynamic makes an element that shows a stream. It calls recipe with the stream's data for each drawing. It also calls
// recipe once before it returns, with the stream's current data. An error of this call, such as a wrong column, is the
// figure's error. If the stream is a DataStream without initial data, this call gets the zero T. An error for the zero
// T is ignored, and nothing is drawn until there is data. Dynamic panics if the stream or the recipe is nil.
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

// DynamicFunc is the general form of Dynamic. It calls f for each drawing, and f makes the element for a view. The
// Width and Height of this view are the size, in pixels, of the area that shows data. The figure is drawn when one of
// the streams changes. DynamicFunc panics if f or a stream is nil.
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

// Map applies an operation to an element when the element is drawn. For each drawing it calls f with the view and with
// each of the charts that e consists of at that time. The Width and Height of this view are the size, in pixels, of the
// area that shows data. If f returns a chart without a label, that chart gets the label of the chart that was passed to
// f. Map panics if e or f is nil.
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

// inherit copies the label and the options of c to the result of an operation on c, if the result is a chart. A label
// or option that the result sets itself has precedence.
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

// element calls the callback. It returns the error of the callback, or the build error of its element.
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

// catchPanic calls a user's function. If f panics, it returns the panic as an error with the stack.
func catchPanic(f func() (Element, error)) (e Element, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("viz.Dynamic: panic: %v\n%s", p, debug.Stack())
		}
	}()
	return f()
}
