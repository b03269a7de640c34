package ops

import (
	"fmt"
	"slices"
	"sort"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// sessionAssigner assigns rows to sessions: windows that grow as long as rows follow each other within gap. Each session
// is one pane.
type sessionAssigner struct{ gap int64 }

func (s sessionAssigner) paneFor(e *eventWindows, g *eventGroup, t int64) (*pane, error) {
	end, over := addSaturated(t, s.gap)
	if over {
		return nil, fmt.Errorf("%w: the session's end is not in the years 1678 to 2261", ErrOverflow)
	}
	i := s.firstEndingAfter(g, t)
	if i == len(g.panes) || g.panes[i].from >= end {
		if err := e.reserve(1); err != nil {
			return nil, err
		}
		p := &pane{from: t, to: t, accumulators: e.newAccumulators()}
		g.panes = slices.Insert(g.panes, i, p)
	}
	p := g.panes[i]
	p.from, p.to = min(p.from, t), max(p.to, t)
	if i+1 < len(g.panes) && g.panes[i+1].from < p.to+s.gap {
		p.merge(g.panes[i+1])
		p.to = g.panes[i+1].to
		g.panes = slices.Delete(g.panes, i+1, i+2)
		e.open--
	}
	e.closeQueue.update(g, s.firstEnd(g, e.closedUntil))
	return p, nil
}

// firstEndingAfter returns the first session of g that ends after t.
func (s sessionAssigner) firstEndingAfter(g *eventGroup, t int64) int {
	if n := len(g.panes); n > 0 && g.panes[n-1].from <= t { // the usual case needs no search
		if t < g.panes[n-1].to+s.gap {
			return n - 1
		}
		return n
	}
	return sort.Search(len(g.panes), func(i int) bool { return g.panes[i].to+s.gap > t })
}

// runEnd makes the newest session longer. The close queue then has an end that is too early. closeUntil corrects it.
func (s sessionAssigner) runEnd(g *eventGroup, p *pane, times []int64, from int, m *watermark) int {
	high := p.to
	if p == g.panes[len(g.panes)-1] {
		high, _ = addSaturated(p.to, s.gap-1)
	}
	i := from
	for ; i < len(times); i++ {
		t := times[i]
		if _, over := addSaturated(t, s.gap); t < p.from || t > high || t < m.mark || over {
			break
		}
		if t > p.to {
			p.to = t
			high, _ = addSaturated(t, s.gap-1)
		}
		m.observe(t)
	}
	return i
}

func (s sessionAssigner) isLate(g *eventGroup, t, mark int64) bool {
	end, over := addSaturated(t, s.gap)
	if over || end > mark {
		return false
	}
	i := s.firstEndingAfter(g, t)
	return i == len(g.panes) || g.panes[i].from >= end
}

func (s sessionAssigner) closeUntil(g *eventGroup, _, mark int64, emit func(closedWindow)) (nextEnd int64) {
	for _, p := range g.panes {
		end := p.to + s.gap
		if end > mark {
			return end
		}
		emit(closedWindow{from: p.from, end: end, group: g, panes: g.panes[g.closedPanes : g.closedPanes+1]})
		g.closedPanes++
	}
	return 0
}

func (s sessionAssigner) firstEnd(g *eventGroup, _ int64) int64 { return g.panes[0].to + s.gap }

func (s sessionAssigner) lastEnd(g *eventGroup) int64 { return g.panes[len(g.panes)-1].to + s.gap }

func (s sessionAssigner) save(dst []byte) []byte { return state.AppendInt(dst, s.gap) }

func (s sessionAssigner) validPane(p *pane) bool {
	_, over := addSaturated(p.to, s.gap)
	return p.from <= p.to && !over
}
