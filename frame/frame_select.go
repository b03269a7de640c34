package frame

import "fmt"

// Select returns a frame of the named columns, in that order. The index is always included, and is always first,
// whether it is named or not. It copies no values. An unknown name is an [ErrColumn], and a name that occurs twice is
// an [ErrName].
func (f Frame) Select(names ...string) (Frame, error) {
	cols := make([]Column, 0, len(names)+1)
	if f.hasIndex() {
		cols = append(cols, f.columnAt(0))
	}
	index := -1 // the position of the index in names
	for k, name := range names {
		i := f.find(name)
		if i < 0 {
			return Frame{}, f.errNoColumn("Select", name)
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

// Drop returns the frame without the named columns. Naming the index drops it too. It copies no values. An unknown name
// is an [ErrColumn].
func (f Frame) Drop(names ...string) (Frame, error) {
	drop := make([]bool, len(f.cols))
	for _, name := range names {
		i := f.find(name)
		if i < 0 {
			return Frame{}, f.errNoColumn("Drop", name)
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

// Rename returns the frame with a column under another name. It copies no values. An unknown name is an [ErrColumn],
// and a name that is already in use is an [ErrName].
func (f Frame) Rename(old, new string) (Frame, error) {
	i := f.find(old)
	if i < 0 {
		return Frame{}, f.errNoColumn("Rename", old)
	}
	cols := f.columns()
	cols[i].name = new
	return newOwned("Rename", cols)
}

// With returns the frame with columns replaced or added. A new column replaces the column of the same name, at the same
// position. If there is none, the new column is added at the end. A column that replaces the index becomes the index.
// New columns must have f.Len() rows, unless f has no columns; otherwise the result is an [ErrLength].
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
	if err == nil && len(f.cols) > 0 && g.rows != f.rows { // every column of f was replaced
		return Frame{}, fmt.Errorf("frame.With: %w, got %d rows and %d in %q", ErrLength, f.rows, g.rows, all[0].name)
	}
	return g, err
}

// ResetIndex makes the index the first ordinary column. It returns f if there is no index.
func (f Frame) ResetIndex() Frame {
	if !f.hasIndex() {
		return f
	}
	cols := f.columns()
	cols[0].index = false
	return Frame{cols: cols, rows: f.rows}
}

// SetIndex makes a column the index. The previous index becomes an ordinary column. (pandas discards it; to do that,
// call DropIndex first.) An unknown name is an [ErrColumn].
func (f Frame) SetIndex(name string) (Frame, error) {
	i := f.find(name)
	if i < 0 {
		return Frame{}, f.errNoColumn("SetIndex", name)
	}
	return f.withIndex(i), nil
}

// withIndex makes column i the index.
func (f Frame) withIndex(i int) Frame {
	cols := f.columns()
	cols[0].index = false
	cols[i].index = true
	return Frame{cols: indexFirst(cols), rows: f.rows}
}

// DropIndex returns the frame without its index column. It returns f if there is no index.
func (f Frame) DropIndex() Frame {
	if !f.hasIndex() {
		return f
	}
	if len(f.cols) == 1 {
		return Frame{}
	}
	return Frame{cols: f.columns()[1:], rows: f.rows}
}

// hasIndex reports whether the first column is the index.
func (f Frame) hasIndex() bool { return len(f.cols) > 0 && f.cols[0].index }
