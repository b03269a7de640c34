package ops

import (
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// JoinLatest is [DataFrame.Join] with a table that changes: each batch is joined with the latest version of it. A new
// version replaces the one before as a whole.
//
// Batches that come before the first version wait for it. At most [Bound] of them wait, by default 10. After that, Emit
// waits; if the table comes from the same source, the batch fails with a flow.ErrFull. If no version ever comes, the
// batches are dropped at the end. If rows and table come from the same source, a batch is joined with the version that
// was computed from the same batch.
//
// It takes Left, Inner, Suffix, ByKey and Bound. It emits a batch for each batch, but counts as a source of its own: it
// cannot be combined with d. Cost: that of Join, with an index of each version.
func (d DataFrame) JoinLatest(t Table, on string, opts ...JoinOption) DataFrame {
	cfg := configureJoin("JoinLatest", defaultJoinBatches, slices.Insert(opts[:len(opts):len(opts)], 0, ByKey(on)))
	if t.Stream == nil {
		panic("ops.JoinLatest: the table must not be the zero Table")
	}
	if d.err != nil {
		return d
	}
	if t.err != nil {
		return d.broken(t.err)
	}
	schema := t.example.Schema()
	columns, err := newJoinColumns(d.example.Schema(), schema, cfg)
	if err != nil {
		return d.fail("JoinLatest", err)
	}
	index := func(f frame.Frame) (*joinTable, error) {
		if err := schema.Check(f); err != nil {
			return nil, fmt.Errorf("ops.JoinLatest: the table: %w", err)
		}
		return newJoinTable(f, columns, cfg)
	}
	o := &origin{}
	joinBatch := func(p flow.Pair[frame.Frame, *joinTable]) (frame.Frame, error) {
		out, err := p.Second.join(p.First)
		if err != nil {
			return out, fmt.Errorf("ops.JoinLatest: %w", err)
		}
		o.batch++
		return out, nil
	}
	first, err := index(t.example)
	if err != nil {
		return d.broken(err)
	}
	example, err := joinBatch(flow.Pair[frame.Frame, *joinTable]{First: d.example, Second: first})
	if err != nil {
		return d.broken(err)
	}
	tables := flow.TryMap(t.Stream, index, flow.Name("index"))
	pairs := flow.ZipLatest(d.Stream, tables, flow.Bound(cfg.bound), flow.GlitchFree(), flow.Name("latest table"))
	s := flow.TryMap(pairs, joinBatch, flow.Name("join latest"))
	return d.deriveUnaligned("JoinLatest", s, example, o, operator{}, t.states)
}
