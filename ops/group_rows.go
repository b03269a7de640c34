package ops

import (
	"fmt"
	"strings"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// rowsPlan describes an operation that has a result for each row, computed from the rows of the row's group.
type rowsPlan struct {
	by      keyPlan
	label   string              // what is computed, for the graph
	details string              // what is computed, so that a state is not restored into another operation
	timed   bool                // it needs the times of rows
	sorted  bool                // timed: its input is known to be sorted within each group, and is not checked
	build   func() rowOperation // returns the operation without groups
	// finish makes a batch's result of the rows and the columns that the operation has computed; nil: withKeys.
	finish func(g *groupRows, f frame.Frame, cols []frame.Column) (frame.Frame, error)
	// savableAs says which reductions must be savable; nil: none.
	savableAs []output
}

// rowOperation computes results of rows. The rows of a batch come sorted by group, and each group has a state of its own.
type rowOperation interface {
	// newGroup returns the state of a group without rows.
	newGroup() rowState
	// read takes the columns of a batch. It changes no group.
	read(b sortedBatch) error
	// run computes the results of the rows [from, to), which are of one group. It is called with ascending rows; rows without
	// a group are the last, and have no call. After an error the batch is left out: groups must be as before the batch.
	run(group rowState, from, to int) error
	// commit is called for each call of run when all of them have succeeded.
	commit(group rowState)
	// results returns the results of all rows, in the batch's own order. Those of rows without a group are missing.
	results() ([]frame.Column, error)
}

// groupDropper is a rowOperation that must know when a group is removed, or starts anew after a pause.
type groupDropper interface{ drop(group rowState) }

// rowState is the state of one group.
type rowState interface {
	save(dst []byte) []byte
	// load reads what save has written. No row is newer than now.
	load(r *state.Reader, now int64)
}

// groupRows is the state of an operation on the rows of groups.
type groupRows struct {
	rowsPlan
	groupSet
	operation rowOperation
	groups    []rowState      // by number; nil: there is no such group
	expiring  *expiringGroups // nil: groups stay
	timeIndex string          // "" if no times are needed
	newest    int64           // the time of the newest row
	sorter    rowSorter
}

// newState returns the state of no rows.
func (p rowsPlan) newState() *groupRows {
	g := &groupRows{rowsPlan: p, groupSet: p.by.newGroupSet(), operation: p.build(), newest: noTime}
	if p.timed {
		g.timeIndex, _ = timeIndex(p.by.schema, "") // checked by deriveRows
	}
	if p.by.expiry > 0 {
		g.expiring, _ = newExpiringGroups(p.by.schema, p.by.expiry) // checked by deriveRows
		g.timeIndex = g.expiring.index
	}
	return g
}

// checkRows panics for the groups of a window, whose rows come and go.
func (b groupBy) checkRows(op string) {
	if b.span != nil {
		panic(fmt.Sprintf("ops.Grouped.%s: needs the groups of a DataFrame, got those of a window of %v", op, *b.span))
	}
}

// deriveRows returns the DataFrame of an operation that plan describes.
func (b groupBy) deriveRows(op string, plan func() (rowsPlan, error)) DataFrame {
	b.checkRows(op)
	return b.deriveGroupRows("GroupBy."+op, "", plan)
}

// deriveGroupRows is deriveRows with the operator's full name. label is the node's name; "": that of a group-by.
func (b groupBy) deriveGroupRows(op, label string, plan func() (rowsPlan, error)) DataFrame {
	p, err := b.rowsPlan(plan)
	d := b.rows
	if d.err != nil {
		return d
	}
	if err != nil {
		return d.fail(op, err)
	}
	if label == "" {
		label = p.graphLabel(b)
	}
	return d.deriveStateful(op, label, func() operator {
		g := p.newState()
		return operator{g.take, g.save, g.load}.savableWith(p.savableAs)
	})
}

// graphLabel returns the name of the node.
func (p rowsPlan) graphLabel(b groupBy) string {
	return fmt.Sprintf("group by %s: %s", strings.Join(b.keys, ", "), p.label)
}

// rowsPlan returns what plan describes, with the keys. It does nothing if the DataFrame is broken.
func (b groupBy) rowsPlan(plan func() (rowsPlan, error)) (p rowsPlan, err error) {
	if b.rows.err != nil {
		return p, nil
	}
	if p, err = plan(); err == nil {
		p.by, err = b.keyPlan()
	}
	if err == nil && b.expiry > 0 {
		_, err = timeIndex(p.by.schema, "Expiry")
	}
	return p, err
}

// take adds a batch and returns the results of its rows. A batch is added or refused as a whole.
func (g *groupRows) take(f frame.Frame) (frame.Frame, error) {
	times, err := g.readBatch(f)
	if err != nil {
		return f, err
	}
	g.findGroups(f.Len())
	if err := g.compute(f, times); err != nil {
		g.index.DropCreated()
		return f, err
	}
	g.commit(times)
	cols, err := g.operation.results()
	if err != nil {
		return f, err
	}
	if g.finish != nil {
		return g.finish(g, f, cols)
	}
	return g.withKeys(f, cols)
}

// readBatch takes the keys of a batch and returns its times, if they are needed.
func (g *groupRows) readBatch(f frame.Frame) (times []int64, err error) {
	if err = g.readKeys(f); err == nil && g.timeIndex != "" {
		if g.sorted {
			times, _, err = timesOf(f, g.timeIndex)
		} else {
			times, err = sortedTimes(f, g.timeIndex, g.newest)
		}
	}
	return times, err
}

// compute computes the results of a batch whose groups are known.
func (g *groupRows) compute(f frame.Frame, times []int64) error {
	if err := g.admit(times); err != nil {
		return err
	}
	g.sorter.sort(g.ids, g.index.IDLimit())
	g.sorter.splitAtPauses(g.expiring, times)
	if err := g.operation.read(sortedBatch{&g.sorter, f, g.sorter.sortTimes(times)}); err != nil {
		return err
	}
	if short := g.index.IDLimit() - len(g.groups); short > 0 {
		g.groups = append(g.groups, make([]rowState, short)...)
	}
	for i := range g.sorter.runs {
		r := &g.sorter.runs[i]
		if r.group = g.groups[r.id]; r.restart || r.group == nil {
			r.group = g.operation.newGroup()
		}
		if err := g.operation.run(r.group, r.from, r.to); err != nil {
			return fmt.Errorf("%w, in group %s", err, g.index.FormatKey(r.id))
		}
	}
	return nil
}

// admit returns an error if there are too many groups.
func (g *groupRows) admit(times []int64) error {
	if g.expiring != nil {
		return g.expiring.check(&g.groupSet, times)
	}
	return g.checkLimit(0)
}

// commit makes the groups of a batch those of the state, and removes the groups that expire.
func (g *groupRows) commit(times []int64) {
	dropper, _ := g.operation.(groupDropper)
	for i := range g.sorter.runs {
		r := &g.sorter.runs[i]
		if old := g.groups[r.id]; r.restart && dropper != nil && old != nil {
			dropper.drop(old)
		}
		g.operation.commit(r.group)
		g.groups[r.id], r.group = r.group, nil
	}
	if len(times) > 0 {
		g.newest = times[len(times)-1]
	}
	if g.expiring == nil {
		return
	}
	g.expiring.advance(times)
	gone := g.expiring.expire()
	for _, id := range gone {
		if dropper != nil {
			dropper.drop(g.groups[id])
		}
		g.groups[id] = nil
	}
	g.index.Drop(gone)
}

// withKeys returns the result of a batch: its index, its keys, and the columns that have been computed.
func (g *groupRows) withKeys(f frame.Frame, cols []frame.Column) (frame.Frame, error) {
	all := make([]frame.Column, 0, 1+len(g.keys)+len(cols))
	index, indexed := f.Schema().Index()
	if indexed {
		c, err := f.Column(index.Name)
		if err != nil {
			return f, err
		}
		all = append(all, c)
	}
	for i, k := range g.keys {
		switch {
		case indexed && k.name == index.Name:
		case k.computed:
			all = append(all, g.values[i].Column(k.name))
		default:
			c, err := f.Column(k.name)
			if err != nil {
				return f, err
			}
			all = append(all, c)
		}
	}
	return frame.New(append(all, cols...)...)
}

// description says what is computed.
func (p rowsPlan) description() string {
	return fmt.Sprintf("%s: %s expiring after %v", p.by.description(), p.details, p.by.expiry)
}

// save writes the groups in the order of their keys.
func (g *groupRows) save(dst []byte) []byte {
	dst = g.saveKeys(state.AppendText(dst, g.description()))
	dst = state.AppendInt(dst, g.newest)
	for _, id := range g.index.Order() {
		dst = g.groups[id].save(dst)
	}
	if g.expiring != nil {
		dst = g.expiring.saveTimes(&g.groupSet, dst)
	}
	return dst
}

func (g *groupRows) load(src []byte) (rest []byte, err error) {
	r, loaded := state.NewReader(src), g.newState()
	if description := r.Text(); description != g.description() {
		return nil, fmt.Errorf("the state has groups %s, the graph has %s", description, g.description())
	}
	loaded.loadKeys(r)
	loaded.newest = r.Int()
	loaded.groups = make([]rowState, loaded.index.IDLimit())
	for _, id := range loaded.ids {
		loaded.groups[id] = loaded.operation.newGroup()
		loaded.groups[id].load(r, loaded.newest)
		if r.Err() != nil {
			return nil, r.Err()
		}
	}
	if loaded.expiring != nil {
		loaded.expiring.loadTimes(&loaded.groupSet, r)
		r.Check(!loaded.expiring.started || loaded.expiring.now == loaded.newest)
	}
	if r.Err() == nil {
		*g = *loaded
	}
	return r.Finish()
}
