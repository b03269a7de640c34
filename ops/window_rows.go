package ops

import (
	"encoding/binary"
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

// Full gives all rows in the window after each batch: streamz' full. The index and the columns are those of the rows.
//
// Cost: a copy of the new rows, and, where the window has had more than 100,000, of all. It has room for up to four times
// the rows of the greatest window so far.
func (w Window) Full() Table {
	return w.deriveRows("Window.Full", fmt.Sprintf("window %v full", w.span), identity)
}

func identity(f frame.Frame) (frame.Frame, error) { return f, nil }

// Apply gives f of all rows in the window after each batch: streamz' apply. What f gives for the example's rows, of which
// there may be none, tells the schema; another later is a frame.ErrSchema. f must not change the frame. name is the
// node's, and what messages call f. It panics if f is nil.
//
// Cost: that of [Window.Full], and of f, which sees the whole window each time. Reductions cost what the new rows cost.
func (w Window) Apply(name string, f func(frame.Frame) (frame.Frame, error)) Table {
	if f == nil {
		panic("ops.Window.Apply: the function must not be nil")
	}
	return w.deriveRows("Window.Apply", name, func(in frame.Frame) (frame.Frame, error) {
		out, err := f(in)
		if err != nil {
			return out, fmt.Errorf("%s: %w", name, err)
		}
		return out, nil
	})
}

// whole derives the Table of a function of all rows in the window.
func (w Window) deriveRows(op, label string, f batchFunc) Table {
	d := w.rows
	if d.err != nil {
		return d.brokenTable()
	}
	schema := d.example.Schema()
	if _, err := w.span.newEvictor(schema); err != nil {
		return d.fail(op, err).brokenTable()
	}
	var result *frame.Schema // that of the example, which is tried first
	return d.deriveTable(op, label, func() operator {
		rows := newWindowRows(schema, w.span)
		take := func(in frame.Frame) (frame.Frame, error) {
			in, err := rows.take(in)
			if err != nil {
				return in, err
			}
			out, err := f(in)
			if err != nil {
				return out, err
			}
			if result == nil {
				s := out.Schema()
				result = &s
			}
			return out, result.Check(out)
		}
		return operator{take, rows.save, rows.load}
	})
}

// windowRows are the rows in a window.
type windowRows struct {
	evictor evictor
	evicted []int
	rows    *frame.Backlog // the last of which are in the window
	size    int            // how many of them
	limit   int            // how many there can be; 0: there is no saying
}

func newWindowRows(schema frame.Schema, s Span) *windowRows {
	w := &windowRows{limit: s.rows, rows: frame.NewBacklog(max(1, s.rows), schema)}
	w.evictor, _ = s.newEvictor(schema)
	return w
}

func (w *windowRows) take(f frame.Frame) (_ frame.Frame, err error) {
	if w.evicted, err = w.evictor.evict(f, w.evicted); err != nil {
		return f, err
	}
	if err := w.reserve(w.size + f.Len()); err != nil {
		return f, err
	}
	w.size += f.Len() - sum(w.evicted)
	if err := w.rows.Append(f); err != nil {
		return f, err
	}
	return w.rows.Frame().Tail(w.size), nil
}

// room makes place for so many rows, with as much to spare: a row moves twice at most, on average.
func (w *windowRows) reserve(rows int) error {
	if w.limit > 0 || rows <= w.rows.Cap() {
		return nil
	}
	grown := frame.NewBacklog(2*rows, w.rows.Schema())
	for _, span := range w.rows.Spans() {
		if err := grown.Append(span); err != nil {
			return err
		}
	}
	w.rows = grown
	return nil
}

func (w *windowRows) save(dst []byte) []byte {
	p := newRowQueue(w.rows.Frame().Tail(w.size))
	return p.save(binary.AppendUvarint(w.evictor.save(dst), uint64(w.size)))
}

func (w *windowRows) load(src []byte) (rest []byte, err error) {
	r := stateReader{src: src}
	r.load(w.evictor.load)
	p := newRowQueue(w.rows.Frame().Slice(0, 0))
	n := r.count()
	r.load(func(src []byte) ([]byte, error) { return p.load(src, n) })
	if r.err != nil {
		return nil, r.err
	}
	f, err := p.all()
	if err == nil {
		w.rows.Clear()
		w.size = f.Len()
		err = w.reserve(w.size)
	}
	if err == nil {
		err = w.rows.Append(f)
	}
	return r.src, err
}
