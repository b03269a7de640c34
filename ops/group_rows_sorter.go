package ops

import (
	"math"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/group"
)

// rowSorter sorts the rows of a batch by group. Rows of one group keep their order; rows without a group are last. It
// costs O(rows), whatever the number of groups is.
type rowSorter struct {
	rows   []int    // the batch's row at each place
	places []int    // the place of each row
	sorted bool     // each row is at its place already
	runs   []rowRun // the rows of the groups, by place
	split  []rowRun // memory for splitAtPauses
	times  []int64  // memory for sortTimes
	next   []int32  // by group: the place of its next row, plus 1; all 0 between batches
}

// rowRun is the rows of one group in a batch, or those between two pauses after which the group starts anew.
type rowRun struct {
	id       int32
	from, to int  // places
	restart  bool // the rows before do not count
	group    rowState
}

// sort sorts rows by their groups, whose numbers are below limit.
func (s *rowSorter) sort(ids []int32, limit int) {
	n := len(ids)
	s.rows, s.places = slices.Grow(s.rows[:0], n)[:n], slices.Grow(s.places[:0], n)[:n]
	if short := limit - len(s.next); short > 0 {
		s.next = append(s.next, make([]int32, short)...)
	}
	s.runs = s.runs[:0]
	for _, id := range ids {
		if id == group.NoGroup {
			continue
		}
		if s.next[id] == 0 {
			s.runs = append(s.runs, rowRun{id: id})
		}
		s.next[id]++
	}
	place := 0
	for i := range s.runs {
		r := &s.runs[i]
		r.from = place
		place += int(s.next[r.id])
		r.to, s.next[r.id] = place, int32(r.from)+1
	}
	s.sorted = true
	for row, id := range ids {
		at := place
		if id == group.NoGroup {
			place++
		} else {
			at = int(s.next[id]) - 1
			s.next[id]++
		}
		s.rows[at], s.places[row] = row, at
		s.sorted = s.sorted && at == row
	}
	for i := range s.runs {
		s.next[s.runs[i].id] = 0
	}
}

// splitAtPauses splits the runs at pauses after which a group starts anew. It does nothing if groups do not expire.
func (s *rowSorter) splitAtPauses(e *expiringGroups, times []int64) {
	if e == nil {
		return
	}
	s.split = s.split[:0]
	for _, r := range s.runs {
		known, last := e.order.has(r.id), e.last[r.id]
		for place := r.from; place < r.to; place++ {
			t := times[s.rows[place]]
			if known && e.expired(t, last) {
				if place > r.from {
					s.split = append(s.split, rowRun{id: r.id, from: r.from, to: place, restart: r.restart})
				}
				r.from, r.restart = place, true
			}
			known, last = true, t
		}
		s.split = append(s.split, r)
	}
	s.runs, s.split = s.split, s.runs
}

// sortTimes returns times sorted as the rows. They are valid until the next batch.
func (s *rowSorter) sortTimes(times []int64) []int64 {
	if s.sorted || len(times) == 0 {
		return times
	}
	s.times = sortValues(s, s.times, times)
	return s.times
}

// sortValues returns values sorted as the rows, in memory of dst.
func sortValues[T any](s *rowSorter, dst, values []T) []T {
	dst = slices.Grow(dst[:0], len(values))[:len(values)]
	for place, row := range s.rows {
		dst[place] = values[row]
	}
	return dst
}

// restoreOrder returns columns of sorted rows in the order of the batch.
func (s *rowSorter) restoreOrder(cols []frame.Column) ([]frame.Column, error) {
	if s.sorted {
		return cols, nil
	}
	f, err := frame.New(cols...)
	if err != nil {
		return nil, err
	}
	f = f.Take(s.places)
	for i, c := range cols {
		if cols[i], err = f.Column(c.Name()); err != nil {
			return nil, err
		}
	}
	return cols, nil
}

// sortedBatch is a batch whose rows an operation takes sorted by group.
type sortedBatch struct {
	*rowSorter
	f     frame.Frame // the rows in their own order
	times []int64     // sorted by group; nil unless times are needed
}

func (b sortedBatch) len() int { return len(b.rows) }

// grouped returns how many rows are in groups; the others are the last.
func (b sortedBatch) grouped() int {
	if len(b.runs) == 0 {
		return 0
	}
	return b.runs[len(b.runs)-1].to
}

// sortedFrame returns columns of the batch, sorted by group.
func (b sortedBatch) sortedFrame(names []string) (frame.Frame, error) {
	cols := make([]frame.Column, len(names))
	for i, name := range names {
		var err error
		if cols[i], err = b.f.Column(name); err != nil {
			return b.f, err
		}
	}
	sorted, err := frame.New(cols...)
	if err != nil || b.sorted {
		return sorted, err
	}
	return sorted.Take(b.rows), nil
}

// missingFloats returns n missing values.
func missingFloats(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = math.NaN()
	}
	return out
}
