package ops

import (
	"container/heap"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/streamgage/streamgage/frame"
)

// eventWindows is the state of reductions over windows of event time.
type eventWindows struct {
	watermark
	layout layout
	table  *closedWindows
	clock  rowClock
	groups groupIndex
	agenda agenda
	closed int64 // windows that end by then have closed
	open   int   // windows, of all groups
	limit  int

	outs     []output
	readings []reading
	closing  []closing
	touched  []*eventGroup
}

func (e *eventWindows) newGatherers() []gatherer {
	all := make([]gatherer, len(e.outs))
	for i, o := range e.outs {
		all[i] = o.gatherer()
	}
	return all
}

// opens counts n more open windows.
func (e *eventWindows) opens(n int) error {
	if n > e.limit-e.open {
		return fmt.Errorf("%w: more than %d windows are open; MaxWindows sets the limit", ErrLimit, e.limit)
	}
	e.open += n
	return nil
}

// take adds a batch, and gives the windows that close, and which rows have come too late. Where it fails at a row, the
// rows before are in.
func (e *eventWindows) take(f frame.Frame) (out frame.Frame, late []int, err error) {
	times, err := e.clock.times(f)
	if err != nil {
		return out, nil, err
	}
	if err := e.groups.read(f); err != nil {
		return out, nil, err
	}
	for i, o := range e.outs {
		if err := e.readings[i].read(o, f); err != nil {
			return out, nil, err
		}
	}
	late, err = e.add(times)
	out, closeErr := e.closeAll(e.mark)
	if err == nil {
		err = closeErr
	}
	return out, late, err
}

func (e *eventWindows) add(times []int64) (late []int, err error) {
	for i := 0; i < len(times); {
		behind := times[i] < e.mark
		if behind {
			e.closeUpTo(e.mark) // as if each row came on its own; it may forget groups
		}
		g := e.groups.of(i)
		if g == nil { // its key is missing
			e.see(times[i])
			i++
			continue
		}
		if behind && e.layout.late(g, times[i], e.mark) {
			late = append(late, i)
			e.groups.dropEmpty(g)
			i++
			continue
		}
		to, err := e.addRun(g, times, i)
		if errors.Is(err, ErrLimit) && e.closed < e.mark {
			e.closeUpTo(e.mark) // what is due does not count
			continue
		}
		if err != nil {
			e.groups.dropEmpty(g)
			return late, fmt.Errorf("row %d: %w", i, err)
		}
		i = to
	}
	return late, nil
}

// addRun adds a row, and those behind it that go the same way.
func (e *eventWindows) addRun(g *eventGroup, times []int64, from int) (to int, err error) {
	p, err := e.layout.part(e, g, times[from])
	if err != nil {
		return from, err
	}
	e.see(times[from])
	to = from + 1
	if p == nil {
		e.groups.dropEmpty(g)
		return to, nil
	}
	if !e.groups.keyed() {
		to = e.layout.run(g, p, times, to, &e.watermark)
	}
	for k, x := range p.gatherers {
		x.add(&e.readings[k], times, from, to)
	}
	return to, nil
}

// closeUpTo closes the windows that end by mark: their results go to the table, in order.
func (e *eventWindows) closeUpTo(mark int64) {
	if len(e.agenda) == 0 || e.agenda[0].due > mark {
		e.closed = max(e.closed, mark)
		return
	}
	for len(e.agenda) > 0 && e.agenda[0].due <= mark {
		g := heap.Pop(&e.agenda).(*eventGroup)
		g.due = e.layout.close(g, e.closed, mark, func(c closing) { e.closing = append(e.closing, c) })
		e.touched = append(e.touched, g)
	}
	e.closed = max(e.closed, mark)
	slices.SortFunc(e.closing, compareClosings)
	for _, c := range e.closing {
		e.table.put(c, e.newGatherers)
	}
	e.open -= len(e.closing)
	for _, g := range e.touched {
		g.parts = slices.Delete(g.parts, 0, g.done)
		if g.done = 0; len(g.parts) > 0 {
			e.agenda.set(g, g.due)
		}
		e.groups.dropEmpty(g)
	}
	clear(e.closing)
	clear(e.touched)
	e.closing, e.touched = e.closing[:0], e.touched[:0]
}

// closeAll closes windows and gives the rows of all that have closed.
func (e *eventWindows) closeAll(mark int64) (frame.Frame, error) {
	e.closeUpTo(mark)
	return e.table.take()
}

// idle closes all open windows, as if time had passed.
func (e *eventWindows) idle() (frame.Frame, error) {
	for _, g := range e.agenda {
		e.mark = max(e.mark, e.layout.end(g))
	}
	return e.closeAll(e.mark)
}

func (e *eventWindows) end() (frame.Frame, error) { return e.closeAll(math.MaxInt64) }
