package viz

import (
	"context"
	"fmt"
	"slices"
	"sync"
)

// Figure is what sinks draw: one plot, or several in a grid.
type Figure struct {
	elements   []Element // a plot for each
	columns    int
	sharedAxes bool
	err        error
	cells      []cell
	width      int
	height     int
	publishers []*publisher // of all elements, each once

	mu            sync.Mutex
	subscriptions []*subscription
}

// cell is the place of a plot, in pixels from the top left of the figure.
type cell struct{ x, y, w, h int }

// defaultColumns returns the number of columns in which a layout puts n plots: up to three, but two for four plots.
func defaultColumns(n int) int {
	if n == 4 {
		return 2
	}
	return min(n, 3)
}

func newFigure(elements ...Element) *Figure {
	f := &Figure{elements: elements, columns: defaultColumns(len(elements)), sharedAxes: true}
	for _, e := range elements {
		for _, p := range e.triggers() {
			if !slices.Contains(f.publishers, p) {
				f.publishers = append(f.publishers, p)
			}
		}
		if err := e.buildError(); err != nil && f.err == nil {
			f.err = err
		}
	}
	f.placeCells()
	return f
}

// Layout puts plots side by side, from left to right and top to bottom, up to three in a row (four plots in a square)
// unless Cols says otherwise. Axes that show a dimension of the same name share their range unless SharedAxes says
// otherwise. It panics on nil and without parts.
func Layout(parts ...Element) *Figure {
	if len(parts) == 0 {
		panic("viz.Layout: needs at least one element")
	}
	for _, p := range parts {
		if p == nil {
			panic("viz.Layout: an element must not be nil")
		}
	}
	return newFigure(parts...)
}

// Cols sets the number of plots in a row, and returns the figure. Call it before the figure is attached or drawn. It
// panics unless n > 0.
func (f *Figure) Cols(n int) *Figure {
	if n <= 0 {
		panic(fmt.Sprintf("viz.Cols: must be positive, got %d", n))
	}
	f.columns = min(n, len(f.elements))
	f.placeCells()
	return f
}

// SharedAxes sets whether axes of one dimension share their range across the plots of a layout, and returns the figure.
// Call it before the figure is attached or drawn. Default: true.
func (f *Figure) SharedAxes(on bool) *Figure {
	f.sharedAxes = on
	return f
}

// placeCells places the plots. A column is as wide as its widest plot, and a row as high as its highest.
func (f *Figure) placeCells() {
	widths := make([]int, f.columns)
	heights := make([]int, (len(f.elements)+f.columns-1)/f.columns)
	for i, e := range f.elements {
		w, h := f.requestedSize(e)
		widths[i%f.columns] = max(widths[i%f.columns], w)
		heights[i/f.columns] = max(heights[i/f.columns], h)
	}
	f.cells = make([]cell, len(f.elements))
	for i := range f.elements {
		column, row := i%f.columns, i/f.columns
		f.cells[i] = cell{sum(widths[:column]), sum(heights[:row]), widths[column], heights[row]}
	}
	f.width, f.height = sum(widths), sum(heights)
}

func sum(v []int) int {
	total := 0
	for _, x := range v {
		total += x
	}
	return total
}

// requestedSize returns the size in pixels that an element's options ask for. Options can be set by the functions that
// make the element, so it evaluates the element; an error of this is the figure's.
func (f *Figure) requestedSize(e Element) (w, h int) {
	w, h = 600, 400
	if len(f.elements) > 1 {
		w, h = 450, 360
	}
	if f.err != nil {
		return w, h
	}
	p := panel{element: e}
	if err := p.evaluate(View{Width: w, Height: h}, h); err != nil {
		f.err = err
		return w, h
	}
	s := p.settings
	if s.width > 0 {
		w = s.width
	}
	if s.height > 0 {
		h = s.height
	}
	return w, h
}

// Figure returns f itself.
func (f *Figure) Figure() *Figure { return f }

// Err returns what is wrong with how the figure was built, or nil: an unknown column, colour or colour map, a feed with
// an error. Sinks return it.
func (f *Figure) Err() error { return f.err }

// Static reports whether the figure has no streams. Nothing changes such a figure, so its displays are never refreshed
// nor closed.
func (f *Figure) Static() bool { return len(f.publishers) == 0 }

// Size returns the figure's size in pixels.
func (f *Figure) Size() (width, height int) { return f.width, f.height }

// Attach makes d a display of the figure. d is refreshed when the data has changed, and closed when all streams have
// closed; if they have already, it is closed at once. Attach returns the figure's Err, or the error of that Close. A
// display that is not comparable cannot be detached.
func (f *Figure) Attach(d Display) error {
	if f.err != nil {
		return f.err
	}
	s := subscribe(d, f.publishers)
	f.mu.Lock()
	f.subscriptions = append(f.subscriptions, s)
	f.mu.Unlock()
	if f.Static() {
		return nil
	}
	return s.closeIfAllClosed(context.Background()) // streams that closed before subscribe did not do it
}

// Detach undoes Attach. A display that is not attached is ignored.
func (f *Figure) Detach(d Display) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.subscriptions = slices.DeleteFunc(f.subscriptions, func(s *subscription) bool {
		if s.display != d {
			return false
		}
		s.cancel()
		return true
	})
}
