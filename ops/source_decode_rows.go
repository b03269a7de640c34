package ops

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync/atomic"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/text"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// rowDecoding is the state of Decode.
type rowDecoding struct {
	cfg      *decodeConfig
	decoder  *frame.RowDecoder
	err      error // the build error
	origin   *origin
	elements int64        // that were counted since the start; guarded by the lock of the source's domain
	before   atomic.Int64 // the number of elements before a restored state
	number   int64        // of the last element with a row that was decoded
}

// newRowDecoding returns the state, with the columns of the options, or of the file that is followed.
func newRowDecoding(cfg *decodeConfig) *rowDecoding {
	d := &rowDecoding{cfg: cfg, origin: &origin{}}
	if cfg.path == "" {
		d.decoder, d.err = cfg.format.decode(nil)
		return d
	}
	info, err := os.Stat(cfg.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if d.decoder, d.err = cfg.format.decode(nil); d.err != nil {
			d.err = fmt.Errorf("%w; or the file must exist: %w", d.err, err)
		}
		return d
	case err == nil && !info.Mode().IsRegular():
		err = fmt.Errorf("%w, got %s", text.ErrNotRegular, cfg.path)
	}
	if err != nil {
		d.err = err
		return d
	}
	file, err := os.Open(cfg.path)
	if err != nil {
		d.err = err
		return d
	}
	defer func() { _ = file.Close() }() // nothing was written
	if d.decoder, d.err = cfg.format.decode(file); d.err != nil {
		d.err = fmt.Errorf("%s: %w", cfg.path, d.err)
	}
	return d
}

// countElement returns the number of the next element, from 1.
func (d *rowDecoding) countElement() int64 {
	d.elements++
	return d.before.Load() + d.elements
}

// rowSplitter splits elements into rows.
type rowSplitter[T any] struct {
	decoder *frame.RowDecoder
	element func(T) (e textRow, isLine bool) // returns an element's text and number, and whether elements are lines
	current textRow                          // the element
	isLine  bool
	take    func(textRow) error
	err     error                      // the first error of take
	yield   func(row string, line int) // of Split; made once, because a closure for each element costs an allocation
}

func newRowSplitter[T any](d *rowDecoding, element func(T) (textRow, bool)) *rowSplitter[T] {
	s := &rowSplitter[T]{decoder: d.decoder, element: element}
	s.yield = func(row string, line int) {
		if s.err != nil {
			return
		}
		r := textRow{text: row, number: s.current.number, line: int32(line)}
		if s.isLine && len(row) == len(s.current.text) {
			r.line = 0
		}
		s.err = s.take(r)
	}
	return s
}

// split passes the rows of an element to take, until one fails.
func (s *rowSplitter[T]) split(v T, take func(textRow) error) error {
	s.current, s.isLine = s.element(v)
	s.take, s.err = take, nil
	s.decoder.Split(s.current.text, s.yield)
	return s.err
}

// emitRows is the step of the node that splits elements.
func (s *rowSplitter[T]) emitRows(_ context.Context, v T, emit func(textRow) error) error {
	return s.split(v, emit)
}

// decodeElement returns the step of the node of EachElement, which decodes the rows of each element at once.
func decodeElement[T any](d *rowDecoding, s *rowSplitter[T]) func(context.Context, T, func(frame.Frame) error) error {
	var current context.Context
	take := func(r textRow) error { return d.take(current, &r) }
	return func(ctx context.Context, v T, emit func(frame.Frame) error) error {
		current = ctx
		err := s.split(v, take)
		return joinErrors(d.emitRows(emit), err)
	}
}

// takeBatch decodes rows and emits them.
func (d *rowDecoding) takeBatch(ctx context.Context, rows []textRow, emit func(frame.Frame) error) (err error) {
	for i := range rows {
		if err = d.take(ctx, &rows[i]); err != nil {
			break
		}
	}
	return joinErrors(d.emitRows(emit), err)
}

// take decodes a row, or applies the policy for bad rows. It returns an error if the node fails.
func (d *rowDecoding) take(ctx context.Context, r *textRow) error {
	d.number = r.number
	line := int(r.number)
	switch {
	case r.line > 0 && d.cfg.path != "":
		line += int(r.line) - 1
	case r.line > 0:
		line = int(r.line)
	}
	_, err := d.decoder.Append(r.text, line)
	if err == nil {
		return nil
	}
	if err = d.describe(r, err); d.cfg.badCount == nil && d.cfg.deadLetters == nil {
		return err
	}
	if d.cfg.badCount != nil {
		d.cfg.badCount.Add(1)
	}
	if d.cfg.deadLetters == nil {
		return nil
	}
	return flow.EmitSide(ctx, d.cfg.deadLetters,
		BadLine{Number: r.number, Line: max(1, int(r.line)), Text: strings.Clone(r.text), Err: err})
}

// describe adds the name of the function, and the file or the number of the element, to the error of a row.
func (d *rowDecoding) describe(r *textRow, err error) error {
	switch {
	case d.cfg.path != "":
		return fmt.Errorf("ops.%s: %s: %w", d.cfg.op, d.cfg.path, err)
	case r.line > 0:
		return fmt.Errorf("ops.%s: element %d: %w", d.cfg.op, r.number, err)
	}
	return fmt.Errorf("ops.%s: %w", d.cfg.op, err)
}

// emitRows emits the rows that were decoded, if there are any.
func (d *rowDecoding) emitRows(emit func(frame.Frame) error) error {
	if d.decoder.Len() == 0 {
		return nil
	}
	d.origin.batch++
	return emit(d.decoder.Take())
}

// save appends what the header has said, and the number of the last element.
func (d *rowDecoding) save(dst []byte) []byte {
	layout := d.decoder.Layout()
	dst = state.AppendCount(state.AppendInt(dst, d.number), len(layout))
	for _, part := range layout {
		dst = state.AppendText(dst, part)
	}
	return dst
}

// load reads what save has written.
func (d *rowDecoding) load(src []byte) (rest []byte, err error) {
	r := state.NewReader(src)
	number := r.Int()
	layout := make([]string, r.Count())
	for i := range layout {
		layout[i] = r.Text()
	}
	if r.Check(number >= 0); r.Err() != nil {
		return nil, r.Err()
	}
	d.number = number
	d.before.Store(number)
	if err := d.decoder.SetLayout(layout); err != nil {
		return nil, err
	}
	return r.Finish()
}
