package ops

import (
	"fmt"
	"strings"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/group"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// Tail returns the last n rows of each group so far, with all their columns, in the order of arrival: pandas'
// d.groupby("sensor").tail(n) of all rows so far. Which rows are the last ones changes with each batch, so the result is a
// [Table]: it emits all of them after each batch. ([Grouped.Head] emits new rows only: the first rows of a group stay the
// first.) Rows with a missing key are left out. [Grouped.Expiry] and [Grouped.MaxKeys] work as for [DataFrame.GroupBy].
//
// It panics if n is negative, and for groups of a window. Cost: about 50 ns for each new row and each row of the result.
// It keeps the rows of the result.
func (g Grouped) Tail(n int) Table {
	if n < 0 {
		panic(fmt.Sprintf("ops.Grouped.Tail: n must not be negative, got %d", n))
	}
	b := g.by
	b.checkRows("Tail")
	d := b.rows
	if d.err != nil {
		return d.brokenTable()
	}
	p, err := b.keyPlan()
	index := ""
	if err == nil && b.expiry > 0 {
		index, err = timeIndex(p.schema, "Expiry")
	}
	if err != nil {
		return d.fail("GroupBy.Tail", err).brokenTable()
	}
	label := fmt.Sprintf("group by %s: tail %d", strings.Join(b.keys, ", "), n)
	return d.deriveTable("GroupBy.Tail", label, func() operator {
		t := &groupTail{groupSet: p.newGroupSet(), n: n, timeIndex: index, newest: noTime, rows: d.example.Empty()}
		return operator{t.take, t.save, t.load}
	})
}

// groupTail is the state of a Tail: the last rows of each group.
type groupTail struct {
	groupSet
	n         int
	timeIndex string // of the times, for Expiry; "": not needed
	newest    int64
	rows      frame.Frame
	groups    []int32       // of rows
	found     []tailOfGroup // by group, while a batch is taken
}

// tailOfGroup is how many rows of a group have been found, from the last one backwards.
type tailOfGroup struct {
	rows int
	time int64 // of the last row that was found
	over bool  // the rows before do not count: there was a pause
}

func (t *groupTail) take(f frame.Frame) (frame.Frame, error) {
	if err := t.readKeys(f); err != nil {
		return f, err
	}
	newest := t.newest
	if t.timeIndex != "" {
		times, err := sortedTimes(f, t.timeIndex, t.newest)
		if err != nil {
			return f, err
		}
		if len(times) > 0 {
			newest = times[len(times)-1]
		}
	}
	t.findGroups(f.Len())
	out, groups, err := t.last(f, newest)
	if err != nil {
		t.index.DropCreated()
		return f, err
	}
	t.rows, t.groups, t.newest = out, groups, newest
	return out, nil
}

// last returns the last rows of each group after a batch, and their groups. It removes the groups without such rows.
func (t *groupTail) last(f frame.Frame, newest int64) (out frame.Frame, groups []int32, err error) {
	if t.expiry == 0 {
		if err := t.checkLimit(0); err != nil {
			return f, nil, err
		}
	}
	all, err := frame.Concat([]frame.Frame{t.rows, f})
	if err != nil {
		return f, nil, err
	}
	ids := append(t.groups[:len(t.groups):len(t.groups)], t.ids...)
	var times []int64
	if t.timeIndex != "" {
		if times, err = all.Times(t.timeIndex); err != nil {
			return f, nil, err
		}
	}
	t.found = make([]tailOfGroup, t.index.IDLimit())
	keep := make([]bool, len(ids))
	n, live := 0, 0
	for i := len(ids) - 1; i >= 0; i-- {
		if ids[i] == group.NoGroup {
			continue
		}
		g := &t.found[ids[i]]
		if times != nil {
			later := newest
			if g.rows > 0 {
				later = g.time
			}
			g.over = g.over || uint64(later-times[i]) >= uint64(t.expiry)
			g.time = times[i]
		}
		if keep[i] = !g.over && g.rows < t.n; keep[i] {
			if n++; g.rows == 0 {
				live++
			}
			g.rows++
		}
	}
	if live > t.maxKeys {
		return f, nil, fmt.Errorf("%w: at most %d keys are allowed; MaxKeys sets the limit", ErrKeys, t.maxKeys)
	}
	rows := make([]int, 0, n)
	for i, k := range keep {
		if k {
			rows, groups = append(rows, i), append(groups, ids[i])
		}
	}
	t.dropGroups(ids)
	return all.Take(rows), groups, nil
}

// dropGroups removes the groups that have no rows any more.
func (t *groupTail) dropGroups(ids []int32) {
	var gone []int32
	for _, id := range ids {
		if id != group.NoGroup && t.found[id].rows == 0 {
			gone = append(gone, id)
			t.found[id].rows = -1 // so that it is listed once
		}
	}
	t.index.Drop(gone)
}

func (t *groupTail) save(dst []byte) []byte {
	return appendFrame(state.AppendInt(state.AppendText(dst, t.description()), t.newest), t.rows)
}

func (t *groupTail) load(src []byte) (rest []byte, err error) {
	r := state.NewReader(src)
	if description := r.Text(); description != t.description() {
		return nil, fmt.Errorf("the state has groups %s, the graph has %s", description, t.description())
	}
	newest := r.Int()
	f, err := readFrame(r, t.schema)
	if err != nil {
		return nil, err
	}
	loaded := *t
	loaded.groupSet = t.newGroupSet()
	if _, err := loaded.take(f); err != nil {
		return nil, err
	}
	r.Check(loaded.rows.Len() == f.Len() && loaded.newest <= newest)
	if loaded.newest = newest; r.Err() == nil {
		*t = loaded
	}
	return r.Finish()
}
