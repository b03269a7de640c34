package ops

import (
	"fmt"
	"math"
	"slices"
	"sort"

	"github.com/streamgage/streamgage/internal/zone"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// gridAssigner assigns rows to tumbling and sliding windows: windows of the length width, which begin at offset +
// k*every for all integers k. All of these are positions on a scale of local time. Without a scale positions are times.
//
// If windows overlap, the rows between two neighbouring edges belong to the same windows. They form one pane, and a
// window is a sequence of panes: Krishnamurthy, Wu, Franklin: On-the-fly Sharing for Streamed Aggregation (2006).
type gridAssigner struct {
	width, every, offset int64
	scale                *zone.Scale // nil: positions are times
	scaleName            string      // names the scale in a saved state
}

// newGridAssigner returns a gridAssigner, with the offset reduced to [0, every).
func newGridAssigner(width, every, offset int64) *gridAssigner {
	if offset %= every; offset < 0 {
		offset += every
	}
	return &gridAssigner{width: width, every: every, offset: offset}
}

// position returns the position of t. It is saturated, and false, if int64 cannot hold it.
func (w *gridAssigner) position(t int64) (int64, bool) {
	if w.scale == nil {
		return t, true
	}
	return w.scale.At(t)
}

// time returns the first time at or beyond a position. It is saturated, and false, if int64 cannot hold it.
func (w *gridAssigner) time(position int64) (int64, bool) {
	if w.scale == nil {
		return position, true
	}
	return w.scale.First(position)
}

// phase returns the distance from the last start of a window at or before the position t to t.
func (w *gridAssigner) phase(t int64) int64 {
	p := t%w.every - w.offset // does not overflow: 0 <= offset < every
	for p < 0 {
		p += w.every
	}
	return p
}

func (w *gridAssigner) paneFor(e *eventWindows, g *eventGroup, t int64) (*pane, error) {
	found, i := g.paneAt(t)
	if found != nil {
		return found, nil
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
	at, held := w.position(t)
	if !held {
		return nil, errWindowEdges
	}
	phase := w.phase(at)
	if phase >= w.width {
		return nil, nil
	}
	earlier := (w.width - 1 - phase) / w.every // windows that began earlier and contain t
	last, under := subSaturated(at, phase)
	first, under2 := subSaturated(last, earlier*w.every)
	end, over := addSaturated(last, w.width)
	if under || under2 || over {
		return nil, errWindowEdges
	}
	p := &pane{first: first, last: last}
	from, to := last, end-1 // positions
	if w.width > w.every {
		if edge := w.width % w.every; phase < edge {
			to = last + (edge - 1)
		} else {
			from = last + edge
			to, _ = addSaturated(last, w.every-1)
		}
	}
	if w.scale == nil {
		p.from, p.to = from, to
		return p, nil
	}
	return p, w.setTimes(p, from, to, end)
}

// setTimes sets the times of a pane from their positions. end is the position at which its last window ends.
func (w *gridAssigner) setTimes(p *pane, from, to, end int64) error {
	_, found := w.time(p.first)
	begin, found2 := w.time(from)
	next, found3 := w.time(to + 1)
	if _, found4 := w.time(end); !found || !found2 || !found3 || !found4 {
		return errWindowEdges
	}
	p.from, p.to = begin, next-1
	return nil
}

// errWindowEdges is the error of a row whose windows begin or end at times that int64 cannot hold.
var errWindowEdges = fmt.Errorf("%w: the window's edges are not in the years 1678 to 2261", ErrOverflow)

// firstOpen returns the start of the first window of p that has not closed.
func (w *gridAssigner) firstOpen(p *pane, closed int64) int64 {
	at, _ := w.position(closed)
	last, under := subSaturated(at, w.width) // no window that begins there or before is open
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
	at, held := w.position(t)
	phase := w.phase(at)
	if !held || phase >= w.width {
		return false
	}
	start, under := subSaturated(at, phase)
	last, over := addSaturated(start, w.width)
	end, found := w.time(last)
	return !under && !over && found && end <= mark
}

func (w *gridAssigner) closeUntil(g *eventGroup, closed, mark int64, emit func(closedWindow)) (nextEnd int64) {
	next := int64(math.MinInt64) // local windows may end at the same time, so closed alone does not say which one is next
	for panes := g.panes; len(panes) > 0; panes = g.panes[g.closedPanes:] {
		start := max(w.firstOpen(panes[0], closed), next)
		if start > panes[0].last {
			g.closedPanes++
			continue
		}
		end, _ := w.time(start + w.width)
		if end > mark {
			return end
		}
		n := sort.Search(len(panes), func(i int) bool { return panes[i].from >= end })
		from, _ := w.time(start)
		emit(closedWindow{from: from, end: end, group: g, panes: panes[:n]})
		next = start + w.every
	}
	return 0
}

func (w *gridAssigner) firstEnd(g *eventGroup, closed int64) int64 {
	end, _ := w.time(w.firstOpen(g.panes[0], closed) + w.width)
	return end
}

func (w *gridAssigner) lastEnd(g *eventGroup) int64 {
	end, _ := w.time(g.panes[len(g.panes)-1].last + w.width)
	return end
}

// save writes the width of windows of local time as a negative number, followed by the scale's name.
func (w *gridAssigner) save(dst []byte) []byte {
	if w.scale == nil {
		return state.AppendInts(dst, w.width, w.every, w.offset)
	}
	return state.AppendText(state.AppendInts(dst, -w.width, w.every, w.offset), w.scaleName)
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
