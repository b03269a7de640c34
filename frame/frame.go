package frame

import (
	"fmt"
	"slices"
)

// Frame is an immutable table of typed columns of the same length. It is a small value: copying it copies no rows.
// Goroutines may share it. The zero Frame has no columns and no rows.
type Frame struct {
	cols   []Column // the index first; never changed after New, so frames share it
	offset int      // the number of rows of each column that precede the frame's first row
	rows   int
}

// New returns a frame of the columns. It copies no data. If there is an index, it becomes the first column. New without
// columns returns the zero Frame.
//
// It returns an error if a name is empty or used twice ([ErrName]), if lengths differ ([ErrLength]), if two columns are
// the index ([ErrIndex]), or if a column was made from a value that it cannot hold ([ErrValue]). Cost: about 80 ns for
// three columns.
func New(cols ...Column) (Frame, error) {
	return newOwned("New", slices.Clone(cols))
}

// newOwned does the same as New, but may change the slice cols. op names the caller in errors.
func newOwned(op string, cols []Column) (Frame, error) {
	f, err := newFrame(cols)
	if err != nil {
		return Frame{}, fmt.Errorf("frame.%s: %w", op, err)
	}
	return f, nil
}

// newFrame checks the columns and makes a frame from them. It may change the slice. Its errors do not name the caller.
func newFrame(cols []Column) (Frame, error) {
	if len(cols) == 0 {
		return Frame{}, nil
	}
	if err := checkColumns(cols); err != nil {
		return Frame{}, err
	}
	return Frame{cols: indexFirst(cols), rows: cols[0].length}, nil
}

// Must returns f, or panics if err is not nil. It is meant for frames that are written as literals.
func Must(f Frame, err error) Frame {
	if err != nil {
		panic(err)
	}
	return f
}

// Len returns the number of rows.
func (f Frame) Len() int { return f.rows }

// NumCols returns the number of columns, the index included.
func (f Frame) NumCols() int { return len(f.cols) }

// Schema returns the names and types of the columns, the index first. It allocates; [Schema.Check] compares a frame
// with a schema without an allocation.
func (f Frame) Schema() Schema {
	fields := make([]Field, len(f.cols))
	for i := range f.cols {
		fields[i] = f.cols[i].field()
	}
	return Schema{fields: fields}
}

// Column returns the column of that name. It copies no values. An unknown name is an [ErrColumn].
func (f Frame) Column(name string) (Column, error) {
	i := f.find(name)
	if i < 0 {
		return Column{}, f.errNoColumn("Column", name)
	}
	return f.columnAt(i), nil
}

// columnAt returns column i, restricted to the frame's rows.
func (f Frame) columnAt(i int) Column {
	c := f.cols[i]
	c.offset += f.offset
	c.length = f.rows
	return c
}

// columns returns all columns, restricted to the frame's rows, in a new slice with room for one more.
func (f Frame) columns() []Column {
	cols := make([]Column, len(f.cols), len(f.cols)+1)
	for i := range cols {
		cols[i] = f.columnAt(i)
	}
	return cols
}

// find returns the position of a column, or -1 if there is none. It compares the names one by one. This is faster than
// a map, because frames have few columns.
func (f Frame) find(name string) int {
	for i := range f.cols {
		if f.cols[i].name == name {
			return i
		}
	}
	return -1
}

// errNoColumn is the ErrColumn for a name that the frame does not have. op names the caller.
func (f Frame) errNoColumn(op, name string) error {
	return fmt.Errorf("frame.%s: %w", op, errNoColumn(name, f.Schema().Names()))
}
