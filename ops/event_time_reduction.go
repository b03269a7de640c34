package ops

import (
	"container/heap"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/streamgage/streamgage/frame"
)

// eventWindows is the state of reductions over windows of event time. See docs/design/windows.md.
type eventWindows struct {
	watermark
	assigner    windowAssigner
	results     *windowResults
	rowTimes    rowTimes
	groups      groupIndex
	closeQueue  closeQueue
	closedUntil int64 // windows that end at this time or before have closed
	open        int   // the number of open windows, of all groups
	limit       int   // for open
	emptyBins   int   // of Resample and EmptyWindows: the bins without rows before open windows, of all groups

	outside    []int // the rows of the last batch that belong to no window
	outs       []output
	inputs     []inputColumn
	justClosed []closedWindow // memory of closeUpTo
	changed    []*eventGroup  // memory of closeUpTo
}

// newAccumulators returns an accumulator for each result.
func (e *eventWindows) newAccumulators() []unorderedAccumulator {
	all := make([]unorderedAccumulator, len(e.outs))
	for i, o := range e.outs {
		all[i] = o.newUnordered()
	}
	return all
}

// reserve counts n more open windows, or returns an ErrLimit.
func (e *eventWindows) reserve(n int) error {
	if n > e.limit-e.open {
		return fmt.Errorf("%w: more than %d windows are open; MaxWindows sets the limit", ErrLimit, e.limit)
	}
	e.open += n
	return nil
}

// take adds a batch. It returns the results of the windows that close, and the rows of f that are late. If it fails at
// a row, the rows before it stay added.
func (e *eventWindows) take(f frame.Frame) (out frame.Frame, late []int, err error) {
	e.outside = e.outside[:0]
	times, err := e.rowTimes.times(f)
	if err != nil {
		return out, nil, err
	}
	if err := e.groups.read(f); err != nil {
		return out, nil, err
	}
	if err := readInputs(e.inputs, e.outs, f); err != nil {
		return out, nil, err
	}
	late, err = e.add(times)
	out, closeErr := e.closeAll(e.mark)
	if err == nil {
		err = closeErr
	}
	return out, late, err
}

// add adds rows one by one, or in runs of rows of one pane.
func (e *eventWindows) add(times []int64) (late []int, err error) {
	for i := 0; i < len(times); {
		behind := times[i] < e.mark
		if behind {
			e.closeUpTo(e.mark) // so that the result is the same as for single rows; this may remove groups
		}
		g := e.groups.groupOf(i)
		if g == nil { // its key is missing
			e.observe(times[i])
			i++
			continue
		}
		if behind && e.assigner.isLate(g, times[i], e.mark) {
			late = append(late, i)
			e.groups.dropEmpty(g)
			i++
			continue
		}
		to, err := e.addRun(g, times, i)
		if errors.Is(err, ErrLimit) && e.closedUntil < e.mark {
			e.closeUpTo(e.mark) // windows that are due do not count
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

// addRun adds a row and, if there are no keys, the rows after it that belong to the same pane. It returns the first row
// that is not added.
func (e *eventWindows) addRun(g *eventGroup, times []int64, from int) (to int, err error) {
	p, err := e.assigner.paneFor(e, g, times[from])
	if err != nil {
		return from, err
	}
	e.observe(times[from])
	to = from + 1
	if p == nil {
		e.outside = append(e.outside, from)
		e.groups.dropEmpty(g)
		return to, nil
	}
	if !e.groups.keyed() {
		to = e.assigner.runEnd(g, p, times, to, &e.watermark)
	}
	for k, x := range p.accumulators {
		x.add(&e.inputs[k], times, from, to)
	}
	return to, nil
}

// closeUpTo closes the windows that end at mark or before, and adds their results in order.
func (e *eventWindows) closeUpTo(mark int64) {
	if len(e.closeQueue) == 0 || e.closeQueue[0].nextEnd > mark {
		e.closedUntil = max(e.closedUntil, mark)
		return
	}
	for len(e.closeQueue) > 0 && e.closeQueue[0].nextEnd <= mark {
		g := heap.Pop(&e.closeQueue).(*eventGroup)
		collect := func(c closedWindow) {
			if !c.skipped {
				e.justClosed = append(e.justClosed, c)
			}
			if len(c.panes) > 0 {
				e.open--
			} else {
				e.emptyBins--
			}
		}
		g.nextEnd = e.assigner.closeUntil(g, e.closedUntil, mark, collect)
		e.changed = append(e.changed, g)
	}
	e.closedUntil = max(e.closedUntil, mark)
	slices.SortFunc(e.justClosed, compareClosed)
	for _, c := range e.justClosed {
		e.results.add(c, e.newAccumulators)
	}
	for _, g := range e.changed {
		g.panes = slices.Delete(g.panes, 0, g.closedPanes)
		if g.closedPanes = 0; len(g.panes) > 0 {
			e.closeQueue.update(g, g.nextEnd)
		}
		e.groups.dropEmpty(g)
	}
	clear(e.justClosed)
	clear(e.changed)
	e.justClosed, e.changed = e.justClosed[:0], e.changed[:0]
}

// closeAll closes the windows that end at mark or before, and returns all results since the last call.
func (e *eventWindows) closeAll(mark int64) (frame.Frame, error) {
	e.closeUpTo(mark)
	return e.results.take()
}

// idle moves the watermark to the end of the last window, which closes all windows.
func (e *eventWindows) idle() (frame.Frame, error) {
	for _, g := range e.closeQueue {
		e.mark = max(e.mark, e.assigner.lastEnd(g))
	}
	return e.closeAll(e.mark)
}

// end closes all windows at the end of the stream.
func (e *eventWindows) end() (frame.Frame, error) { return e.closeAll(math.MaxInt64) }
