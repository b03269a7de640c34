package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

// With adds the column of another DataFrame of the same source under the name: pandas' assign. If d has a column of
// that name, the new column replaces it; else it is the last column. The name of the index is an [ErrColumns], and so
// is a DataFrame that does not have exactly one column that is not the index. Data of another source is an [ErrSource].
// All are build errors. Rows that do not match are an [ErrRows] when they come. With copies no data.
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
