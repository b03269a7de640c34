package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// Where emits the rows for which the one bool column of mask, of the same source, is true: pandas' df[mask]. Rows keep
// their index. A batch that loses all its rows becomes a batch without rows, so there is still one for each.
//
// A mask with other than one column is an [ErrColumns], one of another type an [ErrType], another source an [ErrSource]:
// build errors. A missing truth value is not true. The result, which has fewer rows, can no longer be combined with what
// has all rows: that fails with an [ErrRows] when a batch comes in which they differ. So filter last, or filter both.
//
//	big := d.Where(d.Col("x").Gt(4))
//
// Cost: one allocation a column and a copy of the rows; none if all are true. [DataFrame.Query] does the same with an
// expression, in one step.
func (d DataFrame) Where(mask DataFrame) DataFrame {
	name, err := maskColumn(mask)
	if err != nil {
		return d.fail("Where", err)
	}
	return d.combineBatches("Where", mask, func(rows, mask frame.Frame) (frame.Frame, error) {
		v, err := kernel.VectorOf(mask, name)
		if err != nil {
			return rows, err
		}
		return filterRows(rows, v), nil
	})
}

// maskColumn returns the name of the one bool column of a mask. For a broken mask it returns "" and no error.
func maskColumn(mask DataFrame) (string, error) {
	if mask.err != nil {
		return "", nil
	}
	fields := dataFields(mask.example.Schema())
	if len(fields) != 1 {
		return "", fmt.Errorf("%w: want one bool column as mask, got %s", ErrColumns, mask.columnNames())
	}
	if fields[0].Type != frame.Bool {
		return "", fmt.Errorf("%w: want a bool column as mask, got %q of type %v", ErrType, fields[0].Name, fields[0].Type)
	}
	return fields[0].Name, nil
}

// BlankWhere makes all values of a row missing, except the index, if the one bool column of mask, of the same source, is
// true: pandas' df.mask(mask); with mask.Not() it is pandas' df.where(mask). Errors are those of [DataFrame.Where], but
// all rows stay.
func (d DataFrame) BlankWhere(mask DataFrame) DataFrame {
	name, err := maskColumn(mask)
	if err != nil {
		return d.fail("BlankWhere", err)
	}
	fields := dataFields(d.example.Schema())
	return d.combineBatches("BlankWhere", mask, func(rows, mask frame.Frame) (frame.Frame, error) {
		v, err := kernel.VectorOf(mask, name)
		if err != nil {
			return rows, err
		}
		valid := make([]bool, rows.Len())
		for i := range valid {
			valid[i] = !(v.Bools[i] && v.IsValid(i))
		}
		cols := make([]frame.Column, len(fields))
		for i, f := range fields {
			c, err := rows.Column(f.Name)
			if err != nil {
				return rows, err
			}
			cols[i] = c.WithValid(valid)
		}
		return rows.With(cols...)
	})
}
