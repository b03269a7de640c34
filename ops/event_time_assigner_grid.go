package ops

import (
	"fmt"
	"math"
	"slices"
	"sort"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// gridAssigner assigns rows to tumbling and sliding windows: windows of the length width, which begin at offset +
// k*every for all integers k.
//
// If windows overlap, the rows between two neighbouring edges belong to the same windows. They form one pane, and a
// window is a sequence of panes: Krishnamurthy, Wu, Franklin: On-the-fly Sharing for Streamed Aggregation (2006).
type gridAssigner struct{ width, every, offset int64 }

// newGridAssigner returns a gridAssigner, with the offset reduced to [0, every).
func newGridAssigner(width, every, offset int64) *gridAssigner {
	return &gridAssigner{width, every, (offset%every + every) % every}
}

// phase returns the distance from the last start of a window at or before t to t.
func (w *gridAssigner) phase(t int64) int64 {
	p := t%w.every - w.offset // does not overflow: 0 <= offset < every
	for p < 0 {
		p += w.every
	}
	return p
}

func (w *gridAssigner) paneFor(e *eventWindows, g *eventGroup, t int64) (*pane, error) {
	n := len(g.panes)
	if n > 0 && g.panes[n-1].from <= t && t <= g.panes[n-1].to {
		return g.panes[n-1], nil
	}
	i := sort.Search(n, func(i int) bool { return g.panes[i].to >= t })
	if i < n && g.panes[i].from <= t {
		return g.panes[i], nil
	}
	p, err := w.newPane(t)
	if p == nil || err != nil {
		return nil, err
	}
	if err := e.reserve(w.openedBy(g, i, p, e.closedUntil)); err != nil {
		return nil, err
	}
	p.accumulators = e.newAccumulators()
	g.panes = slices.Insert(g.panes, i, p)
	e.closeQueue.update(g, w.firstEnd(g, e.closedUntil))
	return p, nil
}

// newPane returns the pane to which t belongs, without accumulators, or nil if t belongs to no window.
func (w *gridAssigner) newPane(t int64) (*pane, error) {
	phase := w.phase(t)
	if phase >= w.width {
		return nil, nil
	}
	earlier := (w.width - 1 - phase) / w.every // windows that began earlier and contain t
	last, under := subSaturated(t, phase)
	first, under2 := subSaturated(last, earlier*w.every)
	end, over := addSaturated(last, w.width)
	if under || under2 || over {
		return nil, fmt.Errorf("%w: the window's edges are not in the years 1678 to 2261", ErrOverflow)
	}
	p := &pane{from: last, first: first, last: last}
	p.to = end - 1
	if w.width > w.every {
		if edge := w.width % w.every; phase < edge {
			p.to = last + (edge - 1)
		} else {
			p.from = last + edge
			p.to, _ = addSaturated(last, w.every-1)
		}
	}
	return p, nil
}

// firstOpen returns the start of the first window of p that has not closed.
func (w *gridAssigner) firstOpen(p *pane, closed int64) int64 {
	last, under := subSaturated(closed, w.width) // no window that begins there or before is open
	if under || p.first > last {
		return p.first
	}
	next, _ := addSaturated(last, w.every-w.phase(last))
	return max(p.first, next)
}

// openedBy returns how many windows the pane p opens when it becomes the i-th pane of g: its windows that are not
// closed and that neither neighbour belongs to.
func (w *gridAssigner) openedBy(g *eventGroup, i int, p *pane, closed int64) int {
	from, to := w.firstOpen(p, closed), p.last
	if i > 0 {
		after, _ := addSaturated(g.panes[i-1].last, w.every)
		from = max(from, after)
	}
	if i < len(g.panes) {
		before, _ := subSaturated(g.panes[i].first, w.every)
		to = min(to, before)
	}
	if from > to {
		return 0
	}
	return int((to-from)/w.every) + 1
}

func (w *gridAssigner) runEnd(_ *eventGroup, p *pane, times []int64, from int, m *watermark) int {
	low, high, mark := p.from, p.to, *m
	i := from
	for ; i < len(times); i++ {
		t := times[i]
		if t < low || t > high || t < mark.mark {
			break
		}
		mark.observe(t)
	}
	*m = mark
	return i
}

func (w *gridAssigner) isLate(_ *eventGroup, t, mark int64) bool {
	phase := w.phase(t)
	start, under := subSaturated(t, phase)
	end, over := addSaturated(start, w.width)
	return phase < w.width && !under && !over && end <= mark
}

func (w *gridAssigner) closeUntil(g *eventGroup, closed, mark int64, emit func(closedWindow)) (nextEnd int64) {
	for panes := g.panes; len(panes) > 0; panes = g.panes[g.closedPanes:] {
		start := w.firstOpen(panes[0], closed)
		if start > panes[0].last {
			g.closedPanes++
			continue
		}
		end := start + w.width
		if end > mark {
			return end
		}
		n := sort.Search(len(panes), func(i int) bool { return panes[i].from >= end })
		emit(closedWindow{start, end, g, panes[:n]})
		closed = end
	}
	return 0
}

func (w *gridAssigner) firstEnd(g *eventGroup, closed int64) int64 {
	return w.firstOpen(g.panes[0], closed) + w.width
}

func (w *gridAssigner) lastEnd(g *eventGroup) int64 { return g.panes[len(g.panes)-1].last + w.width }

func (w *gridAssigner) save(dst []byte) []byte {
	return state.AppendInts(dst, w.width, w.every, w.offset)
}

func (w *gridAssigner) validPane(p *pane) bool {
	own, err := w.newPane(p.from)
	return err == nil && own != nil && own.from == p.from && own.to == p.to && own.first == p.first && own.last == p.last
}

// addSaturated returns a+b, or the smallest or largest int64 if that overflows. over says whether it does.
func addSaturated(a, b int64) (sum int64, over bool) {
	if sum = a + b; (sum < a) == (b < 0) {
		return sum, false
	}
	if b < 0 {
		return math.MinInt64, true
	}
	return math.MaxInt64, true
}

// subSaturated returns a-b, or the smallest or largest int64 if that overflows. under says whether it does.
func subSaturated(a, b int64) (difference int64, under bool) {
	if difference = a - b; (difference > a) == (b < 0) {
		return difference, false
	}
	if b < 0 {
		return math.MaxInt64, true
	}
	return math.MinInt64, true
}
