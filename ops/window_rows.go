package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// Full emits all rows in the window after each batch: streamz' full. It keeps the index and the columns of the rows.
//
// Cost: a copy of the new rows, or of all rows if the window has ever had more than 100,000. The memory is at most four
// times that of the longest window so far.
func (w Window) Full() Table {
	return w.deriveRows("Window.Full", fmt.Sprintf("window %v full", w.span), identity)
}

// identity returns its argument.
func identity(f frame.Frame) (frame.Frame, error) { return f, nil }

// Apply calls f with all rows in the window after each batch and emits the result: streamz' apply. When the graph is
// built, f is called with the example's rows, of which there may be none; its result defines the schema. A later result
// of another schema is a frame.ErrSchema. f must not change the frame. name is the node's name, and that of f in
// errors. It panics if f is nil.
//
// Cost: that of [Window.Full], and of f, which receives the whole window each time. The cost of a reduction is
// proportional to the new rows only.
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

// deriveRows returns the Table of a function of all rows in the window.
func (w Window) deriveRows(op, label string, f batchFunc) Table {
	d := w.rows
	if d.err != nil {
		return d.brokenTable()
	}
	schema := d.example.Schema()
	if _, err := w.span.newEvictor(schema); err != nil {
		return d.fail(op, err).brokenTable()
	}
	var result *frame.Schema // of the result for the example, which is computed first
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

// windowRows holds the rows in a window.
type windowRows struct {
	evictor evictor
	evicted []int
	rows    *frame.Backlog // its last rows are those in the window
	size    int            // how many rows are in the window
	limit   int            // how many rows there can be; 0: any number
}

func newWindowRows(schema frame.Schema, s Span) *windowRows {
	w := &windowRows{limit: s.rows, rows: frame.NewBacklog(max(1, s.rows), schema)}
	w.evictor, _ = s.newEvictor(schema)
	return w
}

// take adds a batch and returns the rows in the window.
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

// reserve makes room for this number of rows. It doubles the room, so that a row is copied at most twice on average.
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
	queue := newRowQueue(w.rows.Frame().Tail(w.size))
	return queue.save(state.AppendCount(w.evictor.save(dst), w.size))
}

func (w *windowRows) load(src []byte) (rest []byte, err error) {
	r := state.NewReader(src)
	r.Load(w.evictor.load)
	queue := newRowQueue(w.rows.Frame().Slice(0, 0))
	n := r.Count()
	r.Load(func(src []byte) ([]byte, error) { return queue.load(src, n) })
	if r.Err() != nil {
		return nil, r.Err()
	}
	f, err := queue.all()
	if err == nil {
		w.rows.Clear()
		w.size = f.Len()
		err = w.reserve(w.size)
	}
	if err == nil {
		err = w.rows.Append(f)
	}
	rest, _ = r.Finish() // its error was checked above
	return rest, err
}
