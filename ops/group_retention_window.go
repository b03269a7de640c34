package ops

import (
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/group"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// windowGroups is the retention of the rows in a window. A group is removed with its last row.
type windowGroups struct {
	evictor        evictor
	evicted        []int
	leaving        int     // how many rows leave with the batch
	rows           []int32 // the group of each row in the window, oldest first, from head on
	head           int     // the index of the oldest row in rows
	size           []int   // by group: its rows in the window
	leavingByGroup []int   // by group: its rows that leave with the batch; all 0 between batches
	touched        []int32 // the groups with rows that leave, each once
	removed        []int32 // memory for the groups to remove
}

func (m *windowGroups) admit(g *groupedReduction, f frame.Frame) (err error) {
	if err = g.checkLimit(0); err != nil {
		return err
	}
	if m.evicted, err = m.evictor.evict(f, m.evicted); err != nil {
		return err
	}
	m.leaving = sum(m.evicted)
	return nil
}

func (m *windowGroups) evict(g *groupedReduction) []int32 {
	m.enter(g.ids, g.index.IDLimit())
	m.touched = m.touched[:0]
	for _, id := range m.rows[m.head : m.head+m.leaving] {
		if id == group.NoGroup {
			continue
		}
		if m.leavingByGroup[id] == 0 {
			m.touched = append(m.touched, id)
		}
		m.leavingByGroup[id]++
	}
	m.head += m.leaving
	m.removed = m.removed[:0]
	for _, id := range m.touched {
		n := m.leavingByGroup[id]
		m.leavingByGroup[id] = 0
		if m.size[id] -= n; m.size[id] == 0 {
			m.removed = append(m.removed, id)
			continue
		}
		for _, r := range g.accumulatorsOf(id) {
			r.pop(n)
		}
	}
	return m.removed
}

// enter adds the rows of a batch.
func (m *windowGroups) enter(ids []int32, idLimit int) {
	if short := idLimit - len(m.size); short > 0 {
		m.size = append(m.size, make([]int, short)...)
		m.leavingByGroup = append(m.leavingByGroup, make([]int, short)...)
	}
	if m.head > len(m.rows)/2 { // copies less than one row for each row removed
		m.rows = m.rows[:copy(m.rows, m.rows[m.head:])]
		m.head = 0
	}
	m.rows = append(m.rows, ids...)
	for _, id := range ids {
		if id != group.NoGroup {
			m.size[id]++
		}
	}
}

// save writes each row of the window as the position of its group in the order of keys, from 1; 0 is no group.
func (m *windowGroups) save(g *groupedReduction, dst []byte) []byte {
	place := make([]uint64, g.index.IDLimit())
	for i, id := range g.index.Order() {
		place[id] = uint64(i) + 1
	}
	dst = m.evictor.save(dst)
	rows := m.rows[m.head:]
	dst = state.AppendCount(dst, len(rows))
	for _, id := range rows {
		if id == group.NoGroup {
			dst = append(dst, 0)
		} else {
			dst = state.AppendUint(dst, place[id])
		}
	}
	return dst
}

func (m *windowGroups) load(g *groupedReduction, r *state.Reader) {
	r.Load(m.evictor.load)
	ids := make([]int32, r.Count())
	order := g.index.Order()
	for i := range ids {
		place := r.Uint()
		if place > uint64(len(order)) {
			r.Fail(errGroupOrder)
			return
		}
		ids[i] = group.NoGroup
		if place > 0 {
			ids[i] = order[place-1]
		}
	}
	m.enter(ids, g.index.IDLimit())
	r.Check(len(ids) == m.evictor.len())
	for _, id := range order {
		r.Check(m.size[id] > 0)
		for _, x := range g.accumulatorsOf(id) {
			r.Check(x.hasRows(m.size[id]))
		}
	}
}
