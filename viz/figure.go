package viz

import (
	"context"
	"fmt"
	"slices"
	"sync"
)

// Figure is one plot, or several plots in a grid. Sinks draw figures.
type Figure struct {
	elements   []Element // one for each plot
	columns    int
	sharedAxes bool
	err        error
	cells      []cell
	width      int
	height     int
	publishers []*publisher // of all elements, without duplicates

	mu            sync.Mutex
	subscriptions []*subscription
}

// cell is the rectangle of a plot, in pixels from the top left of the figure.
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

// Layout arranges plots in a grid, from left to right and top to bottom. A row has up to three plots, and four plots
// make a square; Cols changes this. Axes that show a dimension of the same name share their range, unless SharedAxes is
// set to false. Layout panics on nil and without parts.
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

// SharedAxes sets whether axes of one dimension have the same range in all plots of a layout, and returns the figure.
// Call it before the figure is attached or drawn. Default: true.
func (f *Figure) SharedAxes(on bool) *Figure {
	f.sharedAxes = on
	return f
}

// placeCells computes the cells of the plots. A column is as wide as its widest plot, and a row is as high as its
// highest plot.
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

// requestedSize returns the size in pixels that an element's options request. The functions that make the element can
// set options, so requestedSize evaluates the element. An error of the evaluation becomes the figure's error.
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

// Err returns the first mistake that was found when the figure was built, or nil. Examples are an unknown column,
// colour or colour map, and a feed with an error. Sinks return this error.
func (f *Figure) Err() error { return f.err }

// Static reports whether the figure has no streams. Such a figure never changes, so its displays are neither refreshed
// nor closed.
func (f *Figure) Static() bool { return len(f.publishers) == 0 }

// Size returns the figure's size in pixels.
func (f *Figure) Size() (width, height int) { return f.width, f.height }

// Attach makes d a display of the figure. d is refreshed when the data has changed, and closed when all streams have
// closed. If all streams have closed before, Attach closes d. Attach returns the figure's Err, or the error of closing
// d. A display whose type is not comparable cannot be detached.
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
	return s.closeIfAllClosed(context.Background()) // streams that closed before the subscription have not closed d
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
