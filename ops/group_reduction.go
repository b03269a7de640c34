package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/group"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// groupPlan describes reductions of groups.
type groupPlan struct {
	by   keyPlan
	outs []output
	span *Span // nil: over all rows so far
}

// groupedReduction is the state of reductions of groups. See docs/design/windows.md.
type groupedReduction struct {
	groupPlan
	groupSet
	inputs       []inputColumn
	accumulators []accumulator // those of group id begin at id*len(outs)
	retention    retention
	cols         []frame.Column
}

// newState returns the state of no rows.
func (p groupPlan) newState() *groupedReduction {
	g := &groupedReduction{groupPlan: p, groupSet: p.by.newGroupSet(), inputs: make([]inputColumn, len(p.outs))}
	g.retention, _ = p.newRetention() // checked by plan
	return g
}

func (g *groupedReduction) operator() operator {
	return operator{g.take, g.save, g.load}.savableWith(g.outs)
}

// take adds a batch and returns the Table. A batch is added or refused as a whole: all that can refuse it is checked
// before anything changes but the index, which DropCreated restores.
func (g *groupedReduction) take(f frame.Frame) (frame.Frame, error) {
	if err := g.readKeys(f); err != nil {
		return f, err
	}
	if err := readInputs(g.inputs, g.outs, f); err != nil {
		return f, err
	}
	g.findGroups(f.Len())
	if err := g.retention.admit(g, f); err != nil {
		g.index.DropCreated()
		return f, err
	}
	g.addGroups(g.index.Created())
	g.push()
	g.drop(g.retention.evict(g))
	return g.result()
}

// addGroups gives groups accumulators without rows.
func (g *groupedReduction) addGroups(ids []int32) {
	if short := g.index.IDLimit()*len(g.outs) - len(g.accumulators); short > 0 {
		g.accumulators = append(g.accumulators, make([]accumulator, short)...)
	}
	for _, id := range ids {
		accumulators := g.accumulatorsOf(id)
		for i, o := range g.outs {
			accumulators[i] = o.newAccumulator(g.span != nil)
		}
	}
}

// accumulatorsOf returns the accumulators of a group.
func (g *groupedReduction) accumulatorsOf(id int32) []accumulator {
	from := int(id) * len(g.outs)
	return g.accumulators[from : from+len(g.outs)]
}

// push adds the batch's rows, in runs of rows of one group.
func (g *groupedReduction) push() {
	for i := range g.outs {
		in := &g.inputs[i]
		for from := 0; from < len(g.ids); {
			id, to := g.ids[from], from+1
			for to < len(g.ids) && g.ids[to] == id {
				to++
			}
			if id != group.NoGroup {
				g.accumulators[int(id)*len(g.outs)+i].push(in, from, to)
			}
			from = to
		}
	}
}

// drop removes groups.
func (g *groupedReduction) drop(ids []int32) {
	for _, id := range ids {
		clear(g.accumulatorsOf(id))
	}
	g.index.Drop(ids)
}

// result returns the Table.
func (g *groupedReduction) result() (frame.Frame, error) {
	g.cols = append(g.cols[:0], g.index.Keys()...)
	order := g.index.Order()
	for i := range g.outs {
		out := newResultColumn(&g.outs[i], len(order))
		for _, id := range order {
			if err := g.accumulators[int(id)*len(g.outs)+i].appendResult(out); err != nil {
				return frame.Frame{}, fmt.Errorf("%w, in group %s", err, g.index.FormatKey(id))
			}
		}
		g.cols = append(g.cols, out.column())
	}
	return frame.New(g.cols...)
}

// description names the keys and the reductions. A state with another description is not loaded.
func (p groupPlan) description() string {
	text := []byte(p.by.description())
	for _, o := range p.outs {
		text = fmt.Appendf(text, " %s of %q", o.reduction.name, o.columns)
	}
	if p.span != nil {
		text = fmt.Appendf(text, " in %v", *p.span)
	}
	return string(fmt.Appendf(text, " expiring after %v", p.by.expiry))
}

// save writes groups in the order of their keys.
func (g *groupedReduction) save(dst []byte) []byte {
	dst = state.AppendText(dst, g.description())
	dst = g.saveKeys(dst)
	for _, id := range g.index.Order() {
		for _, r := range g.accumulatorsOf(id) {
			dst = r.save(dst)
		}
	}
	return g.retention.save(g, dst)
}

func (g *groupedReduction) load(src []byte) (rest []byte, err error) {
	r, loaded := state.NewReader(src), g.newState()
	if description := r.Text(); description != g.description() {
		return nil, fmt.Errorf("the state has groups %s, the graph has %s", description, g.description())
	}
	if loaded.loadKeys(r); r.Err() != nil {
		return nil, r.Err()
	}
	loaded.addGroups(loaded.ids)
	for _, id := range loaded.ids {
		for _, x := range loaded.accumulatorsOf(id) {
			r.Load(x.load)
		}
	}
	if r.Err() == nil {
		loaded.retention.load(loaded, r)
	}
	if r.Err() == nil {
		*g = *loaded
	}
	return r.Finish()
}
