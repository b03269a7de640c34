package ops

import (
	"fmt"
	"sort"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// binAssigner assigns rows to the bins of a Resample, or to windows with EmptyWindows: tumbling windows of which also those
// without rows close, between the first and the last one with rows of each group.
//
// The starts and the width of bins are positions, as those of the grid. For Resample positions are times.
type binAssigner struct {
	windows                 *gridAssigner // of EmptyWindows; nil: the grid of a group depends on its first row
	width, offset           int64
	closedRight, labelRight bool
	origin                  binOrigin
	maxEmpty                int
}

// binSequence is the bins of one group. A bin that is closed at its right end is (start, end]: that is [start+1, end+1) in
// nanoseconds, the window that grid has.
type binSequence struct {
	grid    *gridAssigner
	started bool  // a bin has been emitted
	next    int64 // the position at which the bin after the last one that has been emitted starts
}

// sequence returns the bins of a group, whose first row has the time t if it has none yet.
func (b *binAssigner) sequence(g *eventGroup, t int64) *binSequence {
	if g.bins != nil {
		return g.bins
	}
	return &binSequence{grid: b.grid(t)}
}

// grid returns the windows of a group whose first row has the time t.
func (b *binAssigner) grid(t int64) *gridAssigner {
	if b.windows != nil {
		return b.windows
	}
	offset := b.shifted(b.shifted(0, b.origin.of(t)), b.offset)
	if b.closedRight {
		offset = b.shifted(offset, 1)
	}
	return newGridAssigner(b.width, b.width, offset)
}

// shifted returns phase + by, modulo the width; phase is in [0, width).
func (b *binAssigner) shifted(phase, by int64) int64 {
	if by %= b.width; by < 0 {
		by += b.width
	}
	if phase >= b.width-by {
		return phase - (b.width - by)
	}
	return phase + by
}

func (b *binAssigner) paneFor(e *eventWindows, g *eventGroup, t int64) (*pane, error) {
	bins := b.sequence(g, t)
	if n := len(g.panes); n > 0 && g.panes[n-1].from <= t && t <= g.panes[n-1].to {
		return g.panes[n-1], nil
	}
	if g.bins == nil && len(e.groups.byKey) > e.limit {
		return nil, fmt.Errorf("%w: more than %d keys; MaxWindows sets the limit", ErrLimit, e.limit)
	}
	p, err := bins.grid.newPane(t)
	if err != nil {
		return nil, err
	}
	more := b.moreEmpty(bins, g.panes, p)
	if e.emptyBins+more > b.maxEmpty {
		return nil, fmt.Errorf("%w: more than %d bins without rows would be emitted; MaxEmptyBins sets the limit", ErrLimit, b.maxEmpty)
	}
	open := len(g.panes)
	if p, err = bins.grid.paneFor(e, g, t); err != nil {
		return nil, err
	}
	if g.bins = bins; len(g.panes) > open {
		e.emptyBins += more
		e.closeQueue.update(g, b.firstEnd(g, e.closedUntil))
	}
	return p, nil
}

// moreEmpty returns how many bins without rows there are more when p is added; -1 if it is one of them.
func (b *binAssigner) moreEmpty(bins *binSequence, panes []*pane, p *pane) int {
	i := sort.Search(len(panes), func(i int) bool { return panes[i].first > p.first })
	before, after := int64(0), int64(0)
	known := true
	switch {
	case i > 0:
		before = panes[i-1].first + b.width
	case bins.started:
		before = bins.next
	default:
		known = false
	}
	switch {
	case i < len(panes) && known:
		return -1
	case i < len(panes):
		after = panes[i].first
		return b.binsBetween(p.first+b.width, after)
	case known:
		return b.binsBetween(before, p.first)
	}
	return 0
}

// binsBetween returns how many bins there are from one time to another.
func (b *binAssigner) binsBetween(from, to int64) int {
	n, over := subSaturated(to, from)
	n /= b.width
	if over || n > int64(b.maxEmpty) {
		return b.maxEmpty + 1
	}
	return int(n)
}

// emptyBins returns how many bins without rows there are before the last pane of a group.
func (b *binAssigner) emptyBins(g *eventGroup) (n int) {
	if g.bins == nil {
		return 0
	}
	for i, p := range g.panes {
		switch {
		case i > 0:
			n += b.binsBetween(g.panes[i-1].first+b.width, p.first)
		case g.bins.started:
			n += b.binsBetween(g.bins.next, p.first)
		}
	}
	return n
}

func (b *binAssigner) runEnd(_ *eventGroup, p *pane, times []int64, from int, m *watermark) int {
	return (&gridAssigner{}).runEnd(nil, p, times, from, m)
}

func (b *binAssigner) isLate(g *eventGroup, t, mark int64) bool {
	return b.sequence(g, t).grid.isLate(g, t, mark)
}

func (b *binAssigner) closeUntil(g *eventGroup, closed, mark int64, emit func(closedWindow)) (nextEnd int64) {
	for panes := g.panes; len(panes) > 0; panes = g.panes[g.closedPanes:] {
		start := b.nextStart(g, panes)
		from, _ := g.bins.grid.time(start)
		end, _ := g.bins.grid.time(start + b.width)
		if end > mark {
			return end
		}
		c := closedWindow{from: b.label(from), end: end, group: g, skipped: from == end}
		if panes[0].first == start {
			c.panes = panes[:1]
			g.closedPanes++
		}
		emit(c)
		g.bins.started, g.bins.next = true, start+b.width
	}
	return 0
}

// label returns the time of a bin in the results.
func (b *binAssigner) label(start int64) int64 {
	if b.closedRight {
		start, _ = subSaturated(start, 1)
	}
	if b.labelRight {
		start, _ = addSaturated(start, b.width)
	}
	return start
}

// nextStart returns the start of the next bin to emit.
func (b *binAssigner) nextStart(g *eventGroup, panes []*pane) int64 {
	if g.bins.started {
		return g.bins.next
	}
	return panes[0].first
}

func (b *binAssigner) firstEnd(g *eventGroup, _ int64) int64 {
	end, _ := g.bins.grid.time(b.nextStart(g, g.panes) + b.width)
	return end
}

func (b *binAssigner) lastEnd(g *eventGroup) int64 { return g.bins.grid.lastEnd(g) }

// save writes windows as their grid does, with a negative step.
func (b *binAssigner) save(dst []byte) []byte {
	if b.windows != nil {
		w := *b.windows
		w.every = -w.every
		return w.save(dst)
	}
	return state.AppendText(dst, b.String())
}

// String describes the bins in saved states.
func (b binAssigner) String() string {
	return fmt.Sprintf("bins of %d from %v, offset %d, closedRight %v, labelRight %v",
		b.width, b.origin, b.offset%b.width, b.closedRight, b.labelRight)
}

func (b *binAssigner) validPane(p *pane) bool {
	if b.windows != nil {
		return b.windows.validPane(p)
	}
	return p.first == p.from && p.last == p.from && p.to-p.from == b.width-1
}

func (s *binSequence) save() []int64 {
	return []int64{s.grid.offset, int64(boolToInt(s.started)), s.next}
}

// load reads the bins of a group, whose panes have been read. All emitted bins have ended at the watermark mark or before.
func (b *binAssigner) load(r *state.Reader, g *eventGroup, mark int64) {
	offset, started, next := r.Int(), r.Int(), r.Int()
	s := &binSequence{grid: b.windows, started: started != 0, next: next}
	if s.grid == nil {
		s.grid = newGridAssigner(b.width, b.width, b.shifted(0, offset))
	}
	for _, p := range g.panes {
		r.Check(s.grid.validPane(p) && (!s.started || p.first >= s.next))
	}
	ended, held := s.grid.time(next)
	r.Check(!s.started || s.grid.phase(s.next) == 0 && held && ended <= mark)
	if r.Err() == nil {
		g.bins = s
	}
}
