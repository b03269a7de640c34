package ops

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/group"
	"github.com/streamgage/streamgage/ops/internal/kernel"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// groupPlan describes reductions of groups for rows of a schema.
type groupPlan struct {
	schema  frame.Schema
	keys    []groupKey
	outs    []output
	span    *Span         // nil: over all rows so far
	expiry  time.Duration // 0: never
	maxKeys int
}

// groupedReduction is the state of reductions of groups. See docs/design/windows.md.
type groupedReduction struct {
	groupPlan
	index        *group.Index                               // numbers the groups by their keys
	readers      []func(frame.Frame) (kernel.Vector, error) // of the key columns
	inputs       []inputColumn
	accumulators []accumulator // those of group id begin at id*len(outs)
	retention    retention
	values       []kernel.Vector // the key columns of the batch
	ids          []int32         // the group number of each row of the batch
	cols         []frame.Column
}

// newState returns the state of no rows.
func (p groupPlan) newState() *groupedReduction {
	g := &groupedReduction{groupPlan: p, inputs: make([]inputColumn, len(p.outs)), values: make([]kernel.Vector, len(p.keys))}
	names, types := make([]string, len(p.keys)), make([]frame.Type, len(p.keys))
	for i, k := range p.keys {
		names[i], types[i] = k.name, k.typ
		g.readers = append(g.readers, k.reader(p.schema))
	}
	g.index = group.New(names, types)
	g.retention, _ = p.newRetention() // checked by plan
	return g
}

func (g *groupedReduction) operator() operator {
	return operator{g.take, g.save, g.load}.savableWith(g.outs)
}

// take adds a batch and returns the Table. A batch is added or refused as a whole. Before all checks have passed, only
// the index changes, and DropCreated takes its changes back.
func (g *groupedReduction) take(f frame.Frame) (frame.Frame, error) {
	if err := g.readBatch(f); err != nil {
		return f, err
	}
	g.ids = g.index.FindOrCreate(g.values, f.Len(), g.ids, g.limit())
	if err := g.retention.admit(g, f); err != nil {
		g.index.DropCreated()
		return f, err
	}
	g.addGroups(g.index.Created())
	g.push()
	g.drop(g.retention.evict(g))
	return g.result()
}

// readBatch reads the keys and the inputs of a batch.
func (g *groupedReduction) readBatch(f frame.Frame) (err error) {
	for i, read := range g.readers {
		if g.values[i], err = read(f); err != nil {
			return err
		}
	}
	return readInputs(g.inputs, g.outs, f)
}

// limit returns how many groups the index may have while a batch is added. With Expiry there may be more than MaxKeys,
// because others may expire with the batch.
func (g *groupedReduction) limit() int {
	if g.expiry > 0 {
		return math.MaxInt
	}
	return g.maxKeys
}

// checkLimit returns an ErrKeys if more than MaxKeys groups remain when leaving groups leave with the batch.
func (g *groupedReduction) checkLimit(leaving int) error {
	if g.index.Len()-leaving > g.maxKeys {
		return fmt.Errorf("%w: at most %d keys are allowed; MaxKeys sets the limit", ErrKeys, g.maxKeys)
	}
	return nil
}

// addGroups makes new accumulators, without rows, for groups.
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
	text := []byte("by")
	for _, k := range p.keys {
		text = fmt.Appendf(text, " %q", k.name)
	}
	for _, o := range p.outs {
		text = fmt.Appendf(text, " %s of %q", o.reduction.name, o.columns)
	}
	if p.span != nil {
		text = fmt.Appendf(text, " in %v", *p.span)
	}
	return string(fmt.Appendf(text, " expiring after %v", p.expiry))
}

// save writes groups in the order of their keys.
func (g *groupedReduction) save(dst []byte) []byte {
	dst = state.AppendText(dst, g.description())
	dst = state.AppendCount(dst, g.index.Len())
	for _, c := range g.index.Keys() {
		dst = appendColumn(dst, c)
	}
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

var errGroupOrder = errors.New("the state's groups are not in order")

// loadKeys reads the keys, creates a group for each, and sets ids to the groups in the order of keys.
func (g *groupedReduction) loadKeys(r *state.Reader) {
	n := r.Count()
	cols := make([]frame.Column, len(g.keys))
	for i, k := range g.keys {
		cols[i] = readColumn(r, frame.Field{Name: k.name, Type: k.typ})
		if cols[i].Len() != n {
			r.Fail(errGroupOrder)
		}
	}
	if r.Err() != nil {
		return
	}
	f, err := frame.New(cols...)
	for i, k := range g.keys {
		if err == nil {
			g.values[i], err = kernel.VectorOf(f, k.name)
		}
	}
	if err != nil {
		r.Fail(err)
		return
	}
	g.ids = g.index.FindOrCreate(g.values, n, g.ids, n)
	if !slices.Equal(g.ids, g.index.Order()) {
		r.Fail(errGroupOrder)
		return
	}
	g.addGroups(g.ids)
}
