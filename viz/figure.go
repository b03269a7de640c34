package viz

import (
	"context"
	"fmt"
	"slices"
	"sync"
)

// Figure is one plot, or several in a grid: what sinks draw.
type Figure struct {
	elements   []Element
	columns    int
	sharedAxes bool
	err        error
	cells      []cell
	width      int
	height     int
	publishers []*publisher

	mu            sync.Mutex
	subscriptions []*subscription
}

// cell is the place of a part, in pixels from the top left.
type cell struct{ x, y, w, h int }

// columns is how many of n plots a layout has in a row unless told otherwise: all, up to three, but four stand in a
// square.
func defaultColumns(n int) int {
	if n == 4 {
		return 2
	}
	return min(n, 3)
}

func newFigure(parts ...Element) *Figure {
	f := &Figure{elements: parts, columns: defaultColumns(len(parts)), sharedAxes: true}
	for _, p := range parts {
		for _, h := range p.triggers() {
			if !slices.Contains(f.publishers, h) {
				f.publishers = append(f.publishers, h)
			}
		}
		if err := p.buildError(); err != nil && f.err == nil {
			f.err = err
		}
	}
	f.placeCells()
	return f
}

// Layout puts plots side by side, up to three in a row (and four in a square) unless Cols says otherwise, from left to
// right and top to bottom. Axes that show a dimension of the same name share their range. It panics on nil, and without parts.
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

// Cols sets how many plots stand in a row, and returns the figure; it is for building one, before it is attached or
// drawn. It panics unless n > 0.
func (f *Figure) Cols(n int) *Figure {
	if n <= 0 {
		panic(fmt.Sprintf("viz.Cols: must be positive, got %d", n))
	}
	f.columns = min(n, len(f.elements))
	f.placeCells()
	return f
}

// SharedAxes says whether axes of one dimension share their range across the plots of a layout, and returns the figure;
// it is for building one. Default: true.
func (f *Figure) SharedAxes(on bool) *Figure {
	f.sharedAxes = on
	return f
}

// arrange gives every part its place: columns as wide as their widest plot, rows as high as their highest.
func (f *Figure) placeCells() {
	widths := make([]int, f.columns)
	heights := make([]int, (len(f.elements)+f.columns-1)/f.columns)
	for i, p := range f.elements {
		w, h := f.requestedSize(p)
		widths[i%f.columns] = max(widths[i%f.columns], w)
		heights[i/f.columns] = max(heights[i/f.columns], h)
	}
	f.cells = make([]cell, len(f.elements))
	for i := range f.elements {
		f.cells[i] = cell{sum(widths[:i%f.columns]), sum(heights[:i/f.columns]), widths[i%f.columns], heights[i/f.columns]}
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

// requestedSize is the size that a part's options ask for. Those that its function sets are known only by calling it, which
// also finds out whether the part can be drawn.
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

// Figure is f itself.
func (f *Figure) Figure() *Figure { return f }

// Err is what is wrong with how the figure was built: an unknown column, a bad option, a broken feed. Sinks return it.
func (f *Figure) Err() error { return f.err }

// Static tells whether nothing changes the figure: it has no streams, so a display is never refreshed nor closed.
func (f *Figure) Static() bool { return len(f.publishers) == 0 }

// Size is the figure's size in pixels.
func (f *Figure) Size() (width, height int) { return f.width, f.height }

// Attach makes d show the figure: it is refreshed when the data has changed, and closed when all streams have; at once,
// if they have already. It returns Err, or what that Close returns. A display that is not comparable cannot be detached.
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
	return s.closeIfAllClosed(context.Background()) // those that closed before s was among their subscribers did not tell it
}

// Detach ends what Attach began.
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
