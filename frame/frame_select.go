package frame

import "fmt"

// Select gives a frame of the named columns, in that order, and the index, which stays first even if it is not named.
// Nothing is copied. An unknown name is an [ErrColumn], a name given twice an [ErrName].
func (f Frame) Select(names ...string) (Frame, error) {
	cols := make([]Column, 0, len(names)+1)
	if f.hasIndex() {
		cols = append(cols, f.columnAt(0))
	}
	index := -1 // where the index is named
	for k, name := range names {
		i := f.find(name)
		if i < 0 {
			return Frame{}, f.noColumn("Select", name)
		}
		switch {
		case !f.cols[i].index:
			cols = append(cols, f.columnAt(i))
		case index >= 0:
			return Frame{}, fmt.Errorf("frame.Select: %w", errDuplicateName(name, index, k))
		default:
			index = k
		}
	}
	return newOwned("Select", cols)
}

// Drop gives the frame without the named columns; naming the index drops it too. An unknown name is an [ErrColumn].
func (f Frame) Drop(names ...string) (Frame, error) {
	drop := make([]bool, len(f.cols))
	for _, name := range names {
		i := f.find(name)
		if i < 0 {
			return Frame{}, f.noColumn("Drop", name)
		}
		drop[i] = true
	}
	cols := make([]Column, 0, len(f.cols))
	for i := range f.cols {
		if !drop[i] {
			cols = append(cols, f.columnAt(i))
		}
	}
	return newOwned("Drop", cols)
}

// Rename gives the frame with a column under another name. An unknown name is an [ErrColumn], a name already in use an
// [ErrName].
func (f Frame) Rename(old, new string) (Frame, error) {
	i := f.find(old)
	if i < 0 {
		return Frame{}, f.noColumn("Rename", old)
	}
	cols := f.columns()
	cols[i].name = new
	return newOwned("Rename", cols)
}

// With gives the frame with columns replaced, where a name is known, or added at the end. What replaces the index is
// the index. New columns must have f.Len() rows, unless f has no columns at all.
func (f Frame) With(cols ...Column) (Frame, error) {
	all := f.columns()
	for _, c := range cols {
		if i := f.find(c.name); i >= 0 {
			c.index = c.index || all[i].index
			all[i] = c
		} else {
			all = append(all, c)
		}
	}
	g, err := newOwned("With", all)
	if err == nil && len(f.cols) > 0 && g.rows != f.rows { // all columns are new ones
		return Frame{}, fmt.Errorf("frame.With: %w, got %d rows and %d in %q", ErrLength, f.rows, g.rows, all[0].name)
	}
	return g, err
}

// ResetIndex makes the index an ordinary column, the first. Without an index it gives f.
func (f Frame) ResetIndex() Frame {
	if !f.hasIndex() {
		return f
	}
	cols := f.columns()
	cols[0].index = false
	return Frame{cols: cols, rows: f.rows}
}

// SetIndex makes a column the index. What was the index becomes an ordinary column (pandas throws it away; so does
// DropIndex, if that is meant). An unknown name is an [ErrColumn].
func (f Frame) SetIndex(name string) (Frame, error) {
	i := f.find(name)
	if i < 0 {
		return Frame{}, f.noColumn("SetIndex", name)
	}
	cols := f.columns()
	cols[0].index = false
	cols[i].index = true
	return Frame{cols: indexFirst(cols), rows: f.rows}, nil
}

// DropIndex gives the frame without its index column. Without an index it gives f.
func (f Frame) DropIndex() Frame {
	if !f.hasIndex() {
		return f
	}
	if len(f.cols) == 1 {
		return Frame{}
	}
	return Frame{cols: f.columns()[1:], rows: f.rows}
}

func (f Frame) hasIndex() bool { return len(f.cols) > 0 && f.cols[0].index }

// renew is New for columns that belong to this package already.
func newOwned(op string, cols []Column) (Frame, error) {
	if len(cols) == 0 {
		return Frame{}, nil
	}
	if err := checkColumns(cols); err != nil {
		return Frame{}, fmt.Errorf("frame.%s: %w", op, err)
	}
	return Frame{cols: indexFirst(cols), rows: cols[0].length}, nil
}
