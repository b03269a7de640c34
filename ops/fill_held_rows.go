package ops

import (
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// heldRows are rows that are held back until each of their values is decided. Rows are numbered in their order, from 0.
type heldRows struct {
	fields []frame.Field
	rows   rowQueue        // as they came; the values of fields are those in values
	values []kernel.Vector // by column
	open   []int32         // by row: how many of its values are not decided
	base   int64           // the number of the first row of values and open
	head   int             // the first row in values and open that is still held
}

func newHeldRows(fields []frame.Field) heldRows {
	return heldRows{fields: fields, values: make([]kernel.Vector, len(fields))}
}

// len returns how many rows are held.
func (h *heldRows) len() int { return len(h.open) - h.head }

// at returns the row of a number in values and open.
func (h *heldRows) at(number int64) int { return int(number - h.base) }

// addValues adds the values of a batch, all of them decided.
func (h *heldRows) addValues(f frame.Frame) error {
	columns, err := columnVectors(f, namesOf(h.fields))
	if err != nil {
		return err
	}
	for i, v := range columns {
		h.values[i].Append(v)
	}
	h.open = append(h.open, make([]int32, f.Len())...)
	return nil
}

// addRows adds the rows of a batch whose values have been added.
func (h *heldRows) addRows(f frame.Frame) {
	if h.rows.frames == nil {
		h.rows = newRowQueue(f)
		return
	}
	h.rows.push(f)
}

// hold and release count the values of a row that are not decided.
func (h *heldRows) hold(number int64)    { h.open[h.at(number)]++ }
func (h *heldRows) release(number int64) { h.open[h.at(number)]-- }

// take removes the first rows, up to one that is not decided, and returns them.
func (h *heldRows) take() (frame.Frame, error) {
	to := h.head
	for to < len(h.open) && h.open[to] == 0 {
		to++
	}
	return h.takeUntil(to)
}

// takeAll removes all rows and returns them. What is not decided stays missing.
func (h *heldRows) takeAll() (frame.Frame, error) { return h.takeUntil(len(h.open)) }

// takeUntil removes the rows before the one at to in values, and returns them.
func (h *heldRows) takeUntil(to int) (frame.Frame, error) {
	n := to - h.head
	out, err := h.rows.pop(n)
	if err != nil || n == 0 {
		return out, err
	}
	cols := make([]frame.Column, len(h.fields))
	whole := h.head == 0 && to == len(h.open)
	for i, f := range h.fields {
		v := h.values[i]
		if !whole {
			v = v.Copy(h.head, to)
		}
		cols[i] = v.Column(f.Name)
	}
	h.drop(to)
	return out.With(cols...)
}

// drop forgets the rows before the one at to in values. It moves the others when they are less than half.
func (h *heldRows) drop(to int) {
	h.head = to
	n := len(h.open)
	if 2*to < n {
		return
	}
	for i := range h.values {
		h.values[i] = h.values[i].Copy(to, n)
	}
	h.open = append(h.open[:0], h.open[to:]...)
	h.base += int64(to)
	h.head = 0
}

// current returns the rows that are held, with their values so far.
func (h *heldRows) current() (frame.Frame, error) {
	f, err := h.rows.all()
	if err != nil {
		return f, err
	}
	cols := make([]frame.Column, len(h.fields))
	for i, field := range h.fields {
		cols[i] = h.values[i].Copy(h.head, len(h.open)).Column(field.Name)
	}
	return f.With(cols...)
}
