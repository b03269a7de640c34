package ops

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// gridMethod says which row a point of a grid of times gets.
type gridMethod int

const (
	gridExact    gridMethod = iota // the row of that time
	gridForward                    // the last row at or before it
	gridBackward                   // the first row at or after it
	gridNearest                    // the nearer one of both; at the same distance, the one after
	gridUnion                      // none: the rows themselves are emitted between the points
)

// gridPlan describes the points of a grid for rows of a schema.
type gridPlan struct {
	schema   frame.Schema
	index    string
	keys     []string
	bins     binAssigner // its windows begin at the points
	after    bool        // the grid begins and ends after the first and the last row, not before
	maxEmpty int
	method   gridMethod
	limit    int    // points in sequence that get the same row, of another time; 0: no limit
	flag     string // of gridUnion: the column that is true for points of the grid
}

// gridFill computes the points of a grid of times from sorted rows, for each group.
type gridFill struct {
	gridPlan
	batch   sortedBatch
	frames  []frame.Frame // a missing row, the batch, and rows of batches before
	points  []gridPoint
	missing frame.Frame
}

// gridPoint is a row of the results.
type gridPoint struct {
	time   int64
	row    rowRef // in frames
	key    rowRef // a row of the group
	onGrid bool
}

// The first frames of a gridFill.
const (
	missingFrame = iota
	batchFrame
	carriedFrames
)

// gridGroup is the grid of one group, and as it is after the batch in progress.
type gridGroup struct {
	fill          *gridFill
	current, next gridState
}

// gridState is how far a grid is.
type gridState struct {
	started bool
	grid    gridAssigner
	next    int64       // the next point
	last    int64       // the time of the last row
	row     frame.Frame // the last row
	ref     rowRef      // where the last row is in frames; frame 0: nowhere yet
	used    int         // how many points of another time the last row has
}

func (p gridPlan) newFill() *gridFill {
	var cols []frame.Column
	for _, f := range p.schema.Fields() {
		c := missingColumn(f, 1)
		if f.Index {
			c = c.AsIndex()
		}
		cols = append(cols, c)
	}
	return &gridFill{gridPlan: p, missing: frame.Must(frame.New(cols...))}
}

func (s *gridFill) newGroup() rowState { return &gridGroup{fill: s} }

func (s *gridFill) read(b sortedBatch) error {
	s.begin(b.f)
	s.batch = b
	return nil
}

// begin starts the results of a batch.
func (s *gridFill) begin(f frame.Frame) {
	s.frames, s.points = append(s.frames[:0], s.missing, f), s.points[:0]
}

// carry adds the last row of a group to frames.
func (s *gridFill) carry(g *gridState) {
	if g.ref = (rowRef{}); g.started {
		s.frames = append(s.frames, g.row)
		g.ref = rowRef{len(s.frames) - 1, 0}
	}
}

func (s *gridFill) run(group rowState, from, to int) error {
	g := group.(*gridGroup)
	g.next = g.current
	n := &g.next
	s.carry(n)
	for place := from; place < to; place++ {
		t, ref := s.batch.times[place], rowRef{batchFrame, s.batch.rows[place]}
		if err := s.start(n, t); err != nil {
			return err
		}
		if gap, _ := subSaturated(t, n.next); gap/s.bins.width > int64(s.maxEmpty+s.batch.len()-len(s.points)) {
			return fmt.Errorf("%w: more than %d times without rows would be emitted; MaxEmptyBins sets the limit", ErrLimit, s.maxEmpty)
		}
		s.addUntil(n, t, ref)
		n.last, n.ref, n.used = t, ref, 0
	}
	return nil
}

// start sets the first point of a grid for its first row. It checks that the points around a row of time t are times.
func (s *gridFill) start(n *gridState, t int64) error {
	_, over := addSaturated(t, s.bins.width)
	first, under := t, false
	if !n.started {
		n.grid = *s.bins.grid(t)
		if first, under = subSaturated(t, n.grid.phase(t)); s.after {
			first, under = s.ceil(n, t)
		}
	}
	if over || under {
		return fmt.Errorf("%w: the grid's times are not in the years 1678 to 2261", ErrOverflow)
	}
	if !n.started {
		n.started, n.next = true, first
	}
	return nil
}

// ceil returns the first point of a grid at or after t.
func (s *gridFill) ceil(n *gridState, t int64) (point int64, over bool) {
	phase := n.grid.phase(t)
	if phase == 0 {
		return t, false
	}
	return addSaturated(t, s.bins.width-phase)
}

// addUntil adds the points that a row decides: those before it, and with BFill and Nearest also the one of its time.
func (s *gridFill) addUntil(n *gridState, t int64, ref rowRef) {
	switch s.method {
	case gridExact, gridForward, gridUnion:
		for n.next < t {
			s.add(n, s.before(n), ref)
		}
		if s.method == gridUnion {
			s.points = append(s.points, gridPoint{t, ref, ref, n.next == t})
			if n.next == t {
				n.next += s.bins.width
			}
		}
	default:
		for n.next <= t {
			s.add(n, s.between(n, t, ref), ref)
		}
	}
}

// add adds the next point.
func (s *gridFill) add(n *gridState, row, key rowRef) {
	s.points = append(s.points, gridPoint{n.next, row, key, true})
	n.next += s.bins.width
}

// before returns the row for the next point, which is not before the last row and before the row after it.
func (s *gridFill) before(n *gridState) rowRef {
	switch {
	case n.ref == (rowRef{}) || s.method == gridUnion:
		return rowRef{}
	case n.last == n.next:
		return n.ref
	case s.method == gridForward && (s.limit == 0 || n.used < s.limit):
		n.used++
		return n.ref
	}
	return rowRef{}
}

// between returns the row for the next point, which is after the last row and not after the row ref of time t.
func (s *gridFill) between(n *gridState, t int64, ref rowRef) rowRef {
	if s.method == gridNearest {
		if n.ref != (rowRef{}) && n.next-n.last < t-n.next {
			return n.ref
		}
		return ref
	}
	if distance := (t - n.next + s.bins.width - 1) / s.bins.width; s.limit > 0 && distance > int64(s.limit) {
		return rowRef{}
	}
	return ref
}

func (s *gridFill) commit(group rowState) {
	g := group.(*gridGroup)
	g.current = g.next
	if c := &g.current; c.ref.frame == batchFrame {
		c.row = s.batch.f.Take([]int{c.ref.row})
	}
}

// end adds the remaining points of a group at the end of the stream: up to the last row or, if the grid ends after it, one
// more.
func (s *gridFill) end(group rowState) {
	n := &group.(*gridGroup).current
	s.carry(n)
	last := n.last
	if s.after {
		if at, over := s.ceil(n, last); !over {
			last = at
		}
	}
	for n.next <= last {
		row := s.before(n)
		if s.method == gridNearest {
			row = n.ref
		}
		s.add(n, row, n.ref)
	}
}

func (s *gridFill) results() ([]frame.Column, error) { return nil, nil }

// result returns the points as rows, sorted by time.
func (s *gridFill) result() (frame.Frame, error) {
	if len(s.keys) > 0 {
		slices.SortStableFunc(s.points, func(a, b gridPoint) int { return cmp.Compare(a.time, b.time) })
	}
	times, rows, keys := make([]int64, len(s.points)), make([]rowRef, len(s.points)), make([]rowRef, len(s.points))
	onGrid := make([]bool, len(s.points))
	for i, p := range s.points {
		times[i], rows[i], keys[i], onGrid[i] = p.time, p.row, p.key, p.onGrid
	}
	cols := []frame.Column{frame.Nanos(s.index, times).AsIndex()}
	for _, f := range dataFields(s.schema) {
		from := rows
		if slices.Contains(s.keys, f.Name) {
			from = keys
		}
		c, err := takeColumn(f, s.frames, from)
		if err != nil {
			return frame.Frame{}, err
		}
		cols = append(cols, c)
	}
	if s.flag != "" {
		cols = append(cols, frame.Col(s.flag, onGrid))
	}
	return frame.New(cols...)
}

func (g *gridGroup) save(dst []byte) []byte {
	c := &g.current
	dst = state.AppendInts(dst, c.grid.offset, c.next, c.last, int64(c.used))
	return appendFrame(dst, c.row)
}

func (g *gridGroup) load(r *state.Reader, now int64) {
	c, width := &g.current, g.fill.bins.width
	offset := r.Int()
	c.started, c.grid = true, *newGridAssigner(width, width, g.fill.bins.shifted(0, offset))
	c.next, c.last, c.used = r.Int(), r.Int(), int(r.Int())
	f, err := readFrame(r, g.fill.schema)
	if err != nil {
		r.Fail(err)
		return
	}
	distance, over := subSaturated(c.next, c.last)
	_, beyond := addSaturated(c.last, width)
	r.Check(f.Len() == 1 && c.last <= now && !over && !beyond && distance >= 0 && distance <= width && c.grid.phase(c.next) == 0)
	c.row = f
}
