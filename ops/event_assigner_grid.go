package ops

import (
	"fmt"
	"math"
	"slices"
	"sort"
)

// grid is windows of one length: those that begin at offset and at every multiple of every from there, both ways.
//
// Where windows overlap, the rows between two neighbouring edges lie in the same windows, so they make one part, and a
// window is the parts in it: Krishnamurthy, Wu, Franklin: On-the-fly Sharing for Streamed Aggregation (2006).
type grid struct{ width, every, offset int64 }

func newGrid(width, every, offset int64) *grid {
	return &grid{width, every, (offset%every + every) % every}
}

// phase is how far t lies behind the start of a window.
func (w *grid) phase(t int64) int64 {
	p := t%w.every - w.offset // offset is from 0 to every, so nothing overflows
	for p < 0 {
		p += w.every
	}
	return p
}

func (w *grid) part(e *eventWindows, g *eventGroup, t int64) (*part, error) {
	n := len(g.parts)
	if n > 0 && g.parts[n-1].from <= t && t <= g.parts[n-1].to {
		return g.parts[n-1], nil
	}
	i := sort.Search(n, func(i int) bool { return g.parts[i].to >= t })
	if i < n && g.parts[i].from <= t {
		return g.parts[i], nil
	}
	p, err := w.newPart(t)
	if p == nil || err != nil {
		return nil, err
	}
	if err := e.opens(w.added(g, i, p, e.closed)); err != nil {
		return nil, err
	}
	p.gatherers = e.newGatherers()
	g.parts = slices.Insert(g.parts, i, p)
	e.agenda.set(g, w.due(g, e.closed))
	return p, nil
}

// newPart gives the part to which t belongs, or nil where it is in no window.
func (w *grid) newPart(t int64) (*part, error) {
	phase := w.phase(t)
	if phase >= w.width {
		return nil, nil
	}
	earlier := (w.width - 1 - phase) / w.every // windows that have begun before and are not over
	last, under := minus(t, phase)
	first, under2 := minus(last, earlier*w.every)
	end, over := plus(last, w.width)
	if under || under2 || over {
		return nil, fmt.Errorf("%w: the window's edges are not in the years 1678 to 2261", ErrOverflow)
	}
	p := &part{from: last, first: first, last: last}
	p.to = end - 1
	if w.width > w.every {
		if edge := w.width % w.every; phase < edge {
			p.to = last + (edge - 1)
		} else {
			p.from = last + edge
			p.to, _ = plus(last, w.every-1)
		}
	}
	return p, nil
}

// open gives the start of the first window of p that has not closed.
func (w *grid) open(p *part, closed int64) int64 {
	last, under := minus(closed, w.width) // no window that begins there or before is open
	if under || p.first > last {
		return p.first
	}
	next, _ := plus(last, w.every-w.phase(last))
	return max(p.first, next)
}

// added is how many windows a part opens that is put before the i-th.
func (w *grid) added(g *eventGroup, i int, p *part, closed int64) int {
	from, to := w.open(p, closed), p.last
	if i > 0 {
		after, _ := plus(g.parts[i-1].last, w.every)
		from = max(from, after)
	}
	if i < len(g.parts) {
		before, _ := minus(g.parts[i].first, w.every)
		to = min(to, before)
	}
	if from > to {
		return 0
	}
	return int((to-from)/w.every) + 1
}

func (w *grid) run(_ *eventGroup, p *part, times []int64, from int, m *watermark) int {
	low, high, mark := p.from, p.to, *m
	i := from
	for ; i < len(times); i++ {
		t := times[i]
		if t < low || t > high || t < mark.mark {
			break
		}
		mark.see(t)
	}
	*m = mark
	return i
}

func (w *grid) late(_ *eventGroup, t, mark int64) bool {
	phase := w.phase(t)
	start, under := minus(t, phase)
	end, over := plus(start, w.width)
	return phase < w.width && !under && !over && end <= mark
}

func (w *grid) close(g *eventGroup, closed, mark int64, give func(closing)) (due int64) {
	for parts := g.parts; len(parts) > 0; parts = g.parts[g.done:] {
		start := w.open(parts[0], closed)
		if start > parts[0].last {
			g.done++
			continue
		}
		end := start + w.width
		if end > mark {
			return end
		}
		n := sort.Search(len(parts), func(i int) bool { return parts[i].from >= end })
		give(closing{start, end, g, parts[:n]})
		closed = end
	}
	return 0
}

func (w *grid) due(g *eventGroup, closed int64) int64 { return w.open(g.parts[0], closed) + w.width }

func (w *grid) end(g *eventGroup) int64 { return g.parts[len(g.parts)-1].last + w.width }

func (w *grid) save(dst []byte) []byte {
	return appendInts(dst, w.width, w.every, w.offset)
}

func (w *grid) fits(p *part) bool {
	own, err := w.newPart(p.from)
	return err == nil && own != nil && own.from == p.from && own.to == p.to && own.first == p.first && own.last == p.last
}

// plus and minus keep to what an int64 can hold, and say whether that has changed the result.
func plus(a, b int64) (sum int64, over bool) {
	if sum = a + b; (sum < a) == (b < 0) {
		return sum, false
	}
	if b < 0 {
		return math.MinInt64, true
	}
	return math.MaxInt64, true
}

func minus(a, b int64) (difference int64, under bool) {
	if difference = a - b; (difference > a) == (b < 0) {
		return difference, false
	}
	if b < 0 {
		return math.MaxInt64, true
	}
	return math.MinInt64, true
}
