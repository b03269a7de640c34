package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// Where emits the rows for which mask is true: pandas' df[mask]. mask has one bool column and is of the same source.
// Rows keep their index. A batch of which no row remains becomes a batch without rows, so there is still one for each.
//
// A mask that does not have exactly one column is an [ErrColumns], one of another type an [ErrType], another source an
// [ErrSource]: build errors. A missing value in the mask counts as false. The result can no longer be combined with
// data that has all rows: the first batch in which they differ fails with an [ErrRows]. So filter last, or filter both.
//
//	big := d.Where(d.Col("x").Gt(4))
//
// Cost: one allocation a column and a copy of the rows; nothing if all are true. [DataFrame.Query] does the same with
// an expression, in one step.
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

// BlankWhere makes all values but the index missing in the rows for which mask is true: pandas' df.mask(mask). With
// mask.Not() it is pandas' df.where(mask). The mask and the errors are those of [DataFrame.Where], but all rows stay.
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
