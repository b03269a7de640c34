package ops

import (
	"errors"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/window"
)

// windowResults collects the results of closed windows, one row each.
type windowResults struct {
	startColumn, endColumn string // the columns' names; empty: there are none
	index                  bool   // the first result is the index
	keys                   []keyColumn
	outs                   []output

	starts, ends []int64
	keyResults   []*resultColumn
	results      []*resultColumn
	empty        []unorderedAccumulator // those of a window without rows; nil: none has closed yet
	err          error
}

// reset makes the results empty.
func (c *windowResults) reset() {
	c.starts, c.ends, c.err = nil, nil, nil
	c.keyResults, c.results = nil, nil
	for _, k := range c.keys {
		o := k.output()
		c.keyResults = append(c.keyResults, newResultColumn(&o, 0))
	}
	for i := range c.outs {
		c.results = append(c.results, newResultColumn(&c.outs[i], 0))
	}
}

// add appends a row with the results of a window. A result that does not fit its type is missing, and take then returns
// an error.
func (c *windowResults) add(w closedWindow, newAccumulators func() []unorderedAccumulator) {
	c.starts, c.ends = append(c.starts, w.from), append(c.ends, w.end)
	for i := range c.keys {
		c.fail(c.keys[i].appendResult(c.keyResults[i], w.group.key[i]))
	}
	var accumulators []unorderedAccumulator
	switch len(w.panes) {
	case 0:
		if c.empty == nil {
			c.empty = newAccumulators()
		}
		accumulators = c.empty
	case 1:
		accumulators = w.panes[0].accumulators
	default:
		merged := &pane{accumulators: newAccumulators()}
		for _, p := range w.panes {
			merged.merge(p)
		}
		accumulators = merged.accumulators
	}
	for i, a := range accumulators {
		if err := a.appendResult(c.results[i]); err != nil {
			c.fail(errors.Join(err, c.results[i].appendInt(0, window.Missing)))
		}
	}
}

// fail records the first error.
func (c *windowResults) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// take returns the rows added since the last take; if there are none, a frame without rows.
func (c *windowResults) take() (frame.Frame, error) {
	var cols []frame.Column
	if c.startColumn != "" {
		cols = append(cols, frame.Nanos(c.startColumn, c.starts).AsIndex())
	}
	if c.endColumn != "" {
		cols = append(cols, frame.Nanos(c.endColumn, c.ends))
	}
	for _, r := range c.keyResults {
		cols = append(cols, r.column())
	}
	for i, r := range c.results {
		col := r.column()
		if i == 0 && c.index {
			col = col.AsIndex()
		}
		cols = append(cols, col)
	}
	f, err := frame.New(cols...)
	err = errors.Join(c.err, err)
	c.reset()
	return f, err
}
