package ops

import (
	"encoding/binary"
	"fmt"
	"slices"
	"sort"
)

// sessions is windows that go on as long as rows follow each other within gap.
type sessions struct{ gap int64 }

func (s sessions) part(e *eventWindows, g *eventGroup, t int64) (*part, error) {
	end, over := plus(t, s.gap)
	if over {
		return nil, fmt.Errorf("%w: the session's end is not in the years 1678 to 2261", ErrOverflow)
	}
	i := s.after(g, t)
	if i == len(g.parts) || g.parts[i].from >= end {
		if err := e.opens(1); err != nil {
			return nil, err
		}
		p := &part{from: t, to: t, gatherers: e.newGatherers()}
		g.parts = slices.Insert(g.parts, i, p)
	}
	p := g.parts[i]
	p.from, p.to = min(p.from, t), max(p.to, t)
	if i+1 < len(g.parts) && g.parts[i+1].from < p.to+s.gap {
		p.join(g.parts[i+1])
		p.to = g.parts[i+1].to
		g.parts = slices.Delete(g.parts, i+1, i+2)
		e.open--
	}
	e.agenda.set(g, s.due(g, e.closed))
	return p, nil
}

// after gives the first session of g that ends after t.
func (s sessions) after(g *eventGroup, t int64) int {
	if n := len(g.parts); n > 0 && g.parts[n-1].from <= t { // the usual case
		if t < g.parts[n-1].to+s.gap {
			return n - 1
		}
		return n
	}
	return sort.Search(len(g.parts), func(i int) bool { return g.parts[i].to+s.gap > t })
}

// run lets the newest session grow. When it ends may then be later than the agenda says, which close finds out.
func (s sessions) run(g *eventGroup, p *part, times []int64, from int, m *watermark) int {
	high := p.to
	if p == g.parts[len(g.parts)-1] {
		high, _ = plus(p.to, s.gap-1)
	}
	i := from
	for ; i < len(times); i++ {
		t := times[i]
		if _, over := plus(t, s.gap); t < p.from || t > high || t < m.mark || over {
			break
		}
		if t > p.to {
			p.to = t
			high, _ = plus(t, s.gap-1)
		}
		m.see(t)
	}
	return i
}

func (s sessions) late(g *eventGroup, t, mark int64) bool {
	end, over := plus(t, s.gap)
	if over || end > mark {
		return false
	}
	i := s.after(g, t)
	return i == len(g.parts) || g.parts[i].from >= end
}

func (s sessions) close(g *eventGroup, _, mark int64, give func(closing)) (due int64) {
	for _, p := range g.parts {
		end := p.to + s.gap
		if end > mark {
			return end
		}
		give(closing{p.from, end, g, g.parts[g.done : g.done+1]})
		g.done++
	}
	return 0
}

func (s sessions) due(g *eventGroup, _ int64) int64 { return g.parts[0].to + s.gap }

func (s sessions) end(g *eventGroup) int64 { return g.parts[len(g.parts)-1].to + s.gap }

func (s sessions) save(dst []byte) []byte { return binary.AppendVarint(dst, s.gap) }

func (s sessions) fits(p *part) bool {
	_, over := plus(p.to, s.gap)
	return p.from <= p.to && !over
}
