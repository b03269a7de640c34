package ops

import (
	"context"
	"fmt"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// joinOuter is Join for Right and Outer: at the end, the rows of the table that were never matched follow.
func (d DataFrame) joinOuter(table frame.Frame, columns joinColumns, cfg joinConfig) DataFrame {
	t, err := newJoinTable(table, columns, cfg)
	if err != nil {
		return d.fail("Join", err)
	}
	schema := d.example.Schema()
	example, err := t.exampleOuter(d.example)
	if err != nil {
		return d.fail("Join", err)
	}
	joinBatch := prefixErrors("Join", t.join)
	o := &origin{}
	s := flow.Transform(d.Stream, func(_ context.Context, f frame.Frame, emit func(frame.Frame) error) error {
		out, err := joinBatch(f)
		if err != nil {
			return err
		}
		o.batch++
		return emit(out)
	}, func(_ context.Context, emit func(frame.Frame) error) error {
		out, err := t.unmatched(schema)
		if err != nil {
			return fmt.Errorf("ops.Join: %w", err)
		}
		if out.Len() == 0 {
			return nil
		}
		o.batch++
		return emit(out)
	}, flow.Name("join"))
	return d.deriveUnaligned("Join (join)", s, example, o, operator{save: t.save, load: t.load})
}

// exampleOuter returns the join of the example, without the rows that are not matched: the stream may still match them.
func (t *joinTable) exampleOuter(example frame.Frame) (frame.Frame, error) {
	out, err := t.join(example)
	clear(t.matched)
	return out, err
}

// unmatched returns the rows of the table that were never matched. schema is that of the stream's rows.
func (t *joinTable) unmatched(schema frame.Schema) (frame.Frame, error) {
	var rows []int
	for row, matched := range t.matched {
		if !matched {
			rows = append(rows, row)
		}
	}
	left, err := t.columns.rightOnly(schema, t.keys, rows)
	if err != nil {
		return left, err
	}
	return t.columns.addColumns(left, t.added, rows)
}

// save writes which rows were matched.
func (t *joinTable) save(dst []byte) []byte {
	dst = state.AppendCount(dst, len(t.matched))
	for _, matched := range t.matched {
		if matched {
			dst = append(dst, 1)
		} else {
			dst = append(dst, 0)
		}
	}
	return dst
}

func (t *joinTable) load(src []byte) (rest []byte, err error) {
	r := state.NewReader(src)
	n := r.Count()
	if n != len(t.matched) && r.Err() == nil {
		return nil, fmt.Errorf("the state's table must have %d rows, got %d", len(t.matched), n)
	}
	matched := make([]bool, n)
	for i := range matched {
		b := r.Byte()
		r.Check(b <= 1)
		matched[i] = b == 1
	}
	if r.Err() == nil {
		t.matched = matched
	}
	return r.Finish()
}
