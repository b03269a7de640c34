package ops

import (
	"math"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// gapFill fills missing values from the values after them, in groups: BFill and Interpolate. Rows are held back until
// their values are decided.
type gapFill struct {
	fillConfig
	held    heldRows
	first   int    // the first row of the batch in held
	missing []bool // by column: the batch has missing values
	batch   sortedBatch
}

func newGapFill(cfg fillConfig, fields []frame.Field) *gapFill {
	return &gapFill{fillConfig: cfg, held: newHeldRows(fields), missing: make([]bool, len(fields))}
}

// gap is the missing values of a column of one group since its last value.
type gap struct {
	pending []int64 // the numbers of the rows that are not decided
	times   []int64 // of pending, for an interpolation by time
	length  int     // the number of missing values

	known bool // there has been a value; it is used by Interpolate
	value float64
	time  int64
}

// gapGroup is the gaps of one group, by column.
type gapGroup struct {
	fill *gapFill
	gaps []gap
}

func (s *gapFill) newGroup() rowState { return &gapGroup{s, make([]gap, len(s.held.fields))} }

func (s *gapFill) interpolates() bool { return s.op == "Interpolate" }

func (s *gapFill) read(b sortedBatch) error {
	s.batch, s.first = b, len(s.held.open)
	if err := s.held.addValues(b.f); err != nil {
		return err
	}
	for i := range s.held.values {
		v := &s.held.values[i]
		for _, row := range b.rows[b.grouped():] {
			v.SetMissing(s.first + row)
		}
		s.missing[i] = v.HasMissingFrom(s.first)
	}
	return nil
}

func (s *gapFill) run(group rowState, from, to int) error {
	for i := range s.held.values {
		g, v := &group.(*gapGroup).gaps[i], &s.held.values[i]
		if !s.missing[i] && g.length == 0 {
			s.observe(g, *v, to-1)
			continue
		}
		for place := from; place < to; place++ {
			if v.IsValid(s.first + s.batch.rows[place]) {
				s.close(g, v, place)
			} else {
				s.extend(g, place)
			}
		}
	}
	return nil
}

// timeOf returns the time of a row of the batch, if times are needed.
func (s *gapFill) timeOf(place int) int64 {
	if !s.byTime {
		return 0
	}
	return s.batch.times[place]
}

// observe makes the value of a row the last one of its column.
func (s *gapFill) observe(g *gap, v kernel.Vector, place int) {
	if s.interpolates() {
		g.known, g.value, g.time = true, v.Floats[s.first+s.batch.rows[place]], s.timeOf(place)
	}
	g.length = 0
}

// extend adds a row to a gap. It holds the row back if its value depends on the next one.
func (s *gapFill) extend(g *gap, place int) {
	g.length++
	switch {
	case s.maxGap > 0 && g.length > s.maxGap:
		s.giveUp(g)
		return
	case s.interpolates() && (!g.known || s.limit > 0 && g.length > s.limit):
		return
	}
	number := s.held.base + int64(s.first+s.batch.rows[place])
	s.held.hold(number)
	g.pending = append(g.pending, number)
	if s.byTime {
		g.times = append(g.times, s.timeOf(place))
	}
	if !s.interpolates() && s.limit > 0 && len(g.pending) > s.limit {
		s.held.release(g.pending[0])
		g.pending = g.pending[1:]
	}
}

// giveUp leaves the rows of a gap missing.
func (s *gapFill) giveUp(g *gap) {
	for _, number := range g.pending {
		s.held.release(number)
	}
	g.clear()
}

func (g *gap) clear() { g.pending, g.times = g.pending[:0], g.times[:0] }

// close fills a gap when the value after it has come.
func (s *gapFill) close(g *gap, v *kernel.Vector, place int) {
	row := s.first + s.batch.rows[place]
	for i, number := range g.pending {
		at := s.held.at(number)
		switch {
		case !s.interpolates():
			v.SetRow(at, *v, row)
		case s.byTime:
			v.Floats[at] = interpolate(g.value, v.Floats[row], float64(g.times[i]-g.time), float64(s.timeOf(place)-g.time))
		default:
			v.Floats[at] = interpolate(g.value, v.Floats[row], float64(i+1), float64(g.length+1))
		}
		s.held.release(number)
	}
	g.clear()
	s.observe(g, *v, place)
}

// interpolate returns the value at x on the line from (0, a) to (d, b). As in numpy's interp, an infinite end does not
// make it NaN if it can be avoided.
func interpolate(a, b, x, d float64) float64 {
	switch {
	case x == 0 || a == b:
		return a
	case x == d:
		return b
	}
	slope := (b - a) / d
	y := slope*x + a
	if math.IsNaN(y) {
		y = slope*(x-d) + b
	}
	return y
}

func (s *gapFill) commit(rowState) {}

// drop leaves the rows of a group missing that starts anew or is removed.
func (s *gapFill) drop(group rowState) {
	gaps := group.(*gapGroup).gaps
	for i := range gaps {
		s.giveUp(&gaps[i])
	}
}

// results returns the columns of the batch. Those that are emitted are in held.
func (s *gapFill) results() ([]frame.Column, error) {
	cols := make([]frame.Column, len(s.held.fields))
	for i, f := range s.held.fields {
		var err error
		if cols[i], err = s.batch.f.Column(f.Name); err != nil {
			return nil, err
		}
	}
	return cols, nil
}

func (g *gapGroup) save(dst []byte) []byte {
	first := g.fill.held.base + int64(g.fill.held.head)
	for _, x := range g.gaps {
		relative := slices.Clone(x.pending)
		for i := range relative {
			relative[i] -= first
		}
		dst = state.AppendTimes(dst, relative)
		dst = state.AppendTimes(dst, x.times)
		dst = state.AppendCount(dst, x.length)
		known := byte(0)
		if x.known {
			known = 1
		}
		dst = state.AppendInt(state.AppendFloat(append(dst, known), x.value), x.time)
	}
	return dst
}

func (g *gapGroup) load(r *state.Reader, _ int64) {
	for i := range g.gaps {
		x := &g.gaps[i]
		x.pending, x.times, x.length = r.Times(), r.Times(), int(r.Uint())
		x.known = r.Byte() != 0
		x.value, x.time = r.Float(), r.Int()
		r.Check(x.length >= len(x.pending) && (len(x.times) == len(x.pending) || !g.fill.byTime && len(x.times) == 0))
	}
}

// restore holds back the rows of a group that has been loaded, and returns whether they can be such rows.
func (g *gapGroup) restore() bool {
	h := &g.fill.held
	for i, x := range g.gaps {
		last := int64(-1)
		for _, number := range x.pending {
			if number <= last || number >= int64(len(h.open)) || h.values[i].IsValid(int(number)) {
				return false
			}
			h.hold(number)
			last = number
		}
	}
	return true
}
