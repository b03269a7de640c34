package ops

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/group"
	"github.com/streamgage/streamgage/ops/internal/kernel"
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
	index        *group.Index                               // gives keys a number, the group's id
	readers      []func(frame.Frame) (kernel.Vector, error) // of the keys
	inputs       []inputColumn
	accumulators []accumulator // those of group id begin at id*len(outs)
	retention    retention
	values       []kernel.Vector // the keys
	ids          []int32         // the group of each row
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

// take adds a batch and returns the Table. A batch is added or refused as a whole: all that can refuse it is checked
// before anything changes but the index, which Undo restores.
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

// readBatch takes the keys and the inputs of a batch.
func (g *groupedReduction) readBatch(f frame.Frame) (err error) {
	for i, read := range g.readers {
		if g.values[i], err = read(f); err != nil {
			return err
		}
	}
	return readInputs(g.inputs, g.outs, f)
}

// limit returns how many groups the index may have before groups are removed. With Expiry a batch may have more groups
// than MaxKeys, because others may expire with it.
func (g *groupedReduction) limit() int {
	if g.expiry > 0 {
		return math.MaxInt
	}
	return g.maxKeys
}

// checkLimit returns an ErrKeys if there are more than MaxKeys groups after so many leave with the batch.
func (g *groupedReduction) checkLimit(leaving int) error {
	if g.index.Len()-leaving > g.maxKeys {
		return fmt.Errorf("%w: at most %d keys are allowed; MaxKeys sets the limit", ErrKeys, g.maxKeys)
	}
	return nil
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

// description says what is computed, so that a state is not restored into another grouping.
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
	dst = appendText(dst, g.description())
	dst = binary.AppendUvarint(dst, uint64(g.index.Len()))
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
	r, loaded := stateReader{src: src}, g.newState()
	if description := r.text(); description != g.description() {
		return nil, fmt.Errorf("the state has groups %s, the graph has %s", description, g.description())
	}
	if loaded.loadKeys(&r); r.err != nil {
		return nil, r.err
	}
	for _, id := range loaded.ids {
		for _, x := range loaded.accumulatorsOf(id) {
			r.load(x.load)
		}
	}
	if r.err == nil {
		loaded.retention.load(loaded, &r)
	}
	if r.err == nil {
		*g = *loaded
	}
	return r.src, r.err
}

// loadKeys makes the groups, and sets ids to them, in order.
func (g *groupedReduction) loadKeys(r *stateReader) {
	n := r.count()
	cols := make([]frame.Column, len(g.keys))
	for i, k := range g.keys {
		cols[i] = r.column(frame.Field{Name: k.name, Type: k.typ})
		if cols[i].Len() != n {
			r.fail(errGroupOrder)
		}
	}
	if r.err != nil {
		return
	}
	f, err := frame.New(cols...)
	for i, k := range g.keys {
		if err == nil {
			g.values[i], err = kernel.VectorOf(f, k.name)
		}
	}
	if err != nil {
		r.fail(err)
		return
	}
	g.ids = g.index.FindOrCreate(g.values, n, g.ids, n)
	if !slices.Equal(g.ids, g.index.Order()) {
		r.fail(errGroupOrder)
		return
	}
	g.addGroups(g.ids)
}
