package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// deriveGapFill returns the DataFrame of BFill or Interpolate, for groups or, without keys, for all rows. Its batches are
// not those of its input.
func (b groupBy) deriveGapFill(op string, cfg fillConfig, name string, chosen func() ([]frame.Field, error)) DataFrame {
	p, err := b.rowsPlan(func() (rowsPlan, error) {
		fields, err := chosen()
		label := cfg.label(name)
		return rowsPlan{
			label: label, details: fmt.Sprintf("%s max gap %d of %s", label, cfg.maxGap, fieldNames(fields)), timed: cfg.byTime,
			sorted: cfg.wholeRows,
			build:  func() rowOperation { return newGapFill(cfg, fields) },
			finish: finishGapFill,
		}, err
	})
	d := b.rows
	if err == nil && d.err == nil && cfg.byTime {
		_, err = timeIndex(p.by.schema, "ByTime")
	}
	if err != nil {
		return d.fail(op, err)
	}
	label := p.label
	if len(b.keys) > 0 {
		label = p.graphLabel(b)
	}
	return d.deriveEvent(op, label, eventConfig{}, func() eventOperator {
		o := gapFillOperator{p.newState(), d.example.Empty(), cfg.maxRows}
		o.initialize()
		return eventOperator{take: o.take, end: o.end, save: o.save, load: o.load}
	})
}

// finishGapFill adds the rows of a batch to those that are held back, and returns the rows that are decided.
func finishGapFill(g *groupRows, f frame.Frame, cols []frame.Column) (frame.Frame, error) {
	held := &g.operation.(*gapFill).held
	if len(g.keys) > 0 && !g.operation.(*gapFill).wholeRows {
		var err error
		if f, err = g.withKeys(f, cols); err != nil {
			return f, err
		}
	}
	held.addRows(f)
	return held.take()
}

// gapFillOperator is BFill or Interpolate in a graph.
type gapFillOperator struct {
	*groupRows
	empty   frame.Frame // an input without rows
	maxRows int
}

func (o gapFillOperator) held() *heldRows { return &o.operation.(*gapFill).held }

// initialize sets the columns of the rows that are held back.
func (o gapFillOperator) initialize() { _, _ = o.groupRows.take(o.empty) } // does not fail: there are no rows

func (o gapFillOperator) take(f frame.Frame) (out frame.Frame, late []int, err error) {
	var before []byte // the state, if the batch may have to be refused
	if o.held().len()+f.Len() > o.maxRows {
		before = o.save(nil)
	}
	out, err = o.groupRows.take(f)
	if n := o.held().len(); err == nil && n > o.maxRows {
		if _, err = o.load(before); err == nil {
			err = fmt.Errorf("%w: %d rows would be held back; MaxRows sets the limit, which is %d", ErrLimit, n, o.maxRows)
		}
		return frame.Frame{}, nil, err
	}
	if err != nil {
		return frame.Frame{}, nil, err
	}
	return out, nil, nil
}

func (o gapFillOperator) end() (frame.Frame, error) { return o.held().takeAll() }

func (o gapFillOperator) save(dst []byte) []byte {
	f, err := o.held().current()
	if err != nil {
		panic(err) // does not happen: all rows have one schema
	}
	return o.groupRows.save(appendFrame(dst, f))
}

func (o gapFillOperator) load(src []byte) (rest []byte, err error) {
	schema := o.held().rows.frames[0].Schema()
	r := state.NewReader(src)
	f, err := readFrame(r, schema)
	if err != nil {
		return nil, err
	}
	r.Load(o.groupRows.load)
	if r.Err() != nil {
		return nil, r.Err()
	}
	o.initialize()
	held := o.held()
	held.addRows(f)
	if err := held.addValues(f); err != nil {
		return nil, err
	}
	for _, g := range o.groups {
		if g != nil {
			r.Check(g.(*gapGroup).restore())
		}
	}
	return r.Finish()
}
