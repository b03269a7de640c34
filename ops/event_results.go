package ops

import (
	"errors"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/window"
)

// closedWindows makes frames of windows that have closed, a row each.
type closedWindows struct {
	start, end string // the columns' names; empty: there are none
	index      bool   // the first result is the index instead
	keys       []keyColumn
	outs       []output

	starts, ends []int64
	keyResults   []*results
	results      []*results
	err          error
}

func (c *closedWindows) reset() {
	c.starts, c.ends, c.err = nil, nil, nil
	c.keyResults, c.results = nil, nil
	for _, k := range c.keys {
		o := k.output()
		c.keyResults = append(c.keyResults, newResults(&o, 0))
	}
	for i := range c.outs {
		c.results = append(c.results, newResults(&c.outs[i], 0))
	}
}

// put adds a window. A result that does not fit its type is missing, and take fails.
func (c *closedWindows) put(w closing, fresh func() []gatherer) {
	c.starts, c.ends = append(c.starts, w.from), append(c.ends, w.end)
	for i := range c.keys {
		c.note(c.keys[i].put(c.keyResults[i], w.group.key[i]))
	}
	all := w.parts[0].gatherers
	if len(w.parts) > 1 {
		whole := &part{gatherers: fresh()}
		for _, p := range w.parts {
			whole.join(p)
		}
		all = whole.gatherers
	}
	for i, g := range all {
		if err := g.put(c.results[i]); err != nil {
			c.note(errors.Join(err, c.results[i].putInt(0, window.Missing)))
		}
	}
}

func (c *closedWindows) note(err error) {
	if c.err == nil {
		c.err = err
	}
}

// take gives the rows put since the last take; of none it gives the empty frame.
func (c *closedWindows) take() (frame.Frame, error) {
	var cols []frame.Column
	if c.start != "" {
		cols = append(cols, frame.Nanos(c.start, c.starts).AsIndex(), frame.Nanos(c.end, c.ends))
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
