package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

// With adds a column of another DataFrame of the same source under the name: pandas' assign. The column is the last one
// or, if d has a column of that name, replaces it. column must have exactly one column beside its index, else it is an
// [ErrColumns]; it may not replace the index. Data of another source is an [ErrSource]: build errors. Rows that do not
// match are an [ErrRows] when they come. It copies no data.
func (d DataFrame) With(name string, column DataFrame) DataFrame {
	if column.err != nil {
		return d.combineBatches("With", column, nil) // makes d broken too
	}
	fields := dataFields(column.example.Schema())
	if len(fields) != 1 {
		return d.fail("With", fmt.Errorf("%w: want one column as %q, got %s", ErrColumns, name, column.columnNames()))
	}
	if index, ok := d.example.Schema().Index(); ok && index.Name == name {
		return d.fail("With", fmt.Errorf("%w: %q is the index", ErrColumns, name))
	}
	return d.combineBatches("With", column, func(left, right frame.Frame) (frame.Frame, error) {
		c, err := right.Column(fields[0].Name)
		if err != nil {
			return left, err
		}
		return left.With(c.Named(name))
	})
}
