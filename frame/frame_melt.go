package frame

import "fmt"

// Melt converts a wide frame to a long one, as pandas.melt does. The result has one row for each value in a column
// other than id. Its column id holds the id of the value's row, its column varName the name of the value's column, and
// its column valueName the value. The rows are ordered by column, in schema order, and then by row. id may be the
// index. The result has no index. An index other than id is left out, as in pandas.
//
// All columns other than id must have the same type, which the values keep. Int64 and Float64 columns may be mixed; the
// values are then Float64, and an Int64 value that Float64 cannot hold exactly is an [ErrType]. Any other mixture is an
// [ErrType] that names two columns. An unknown id is an [ErrColumn]. If id is the only column, the result has no rows.
// Cost: one allocation per column of the result.
func (f Frame) Melt(id, varName, valueName string) (Frame, error) {
	at := f.find(id)
	if at < 0 {
		return Frame{}, f.errNoColumn("Melt", id)
	}
	var wide []Column
	for i := range f.cols {
		if i != at && !f.cols[i].index {
			wide = append(wide, f.columnAt(i))
		}
	}
	typ, err := meltType(wide)
	if err != nil {
		return Frame{}, err
	}
	ids, vars, vals := make([]Column, len(wide)), make([]Column, len(wide)), make([]Column, len(wide))
	for i, c := range wide {
		if err := c.checkConversion(typ); err != nil {
			return Frame{}, err
		}
		ids[i], vars[i], vals[i] = f.columnAt(at), Const("", c.name, f.rows), c.convertTo(typ)
	}
	return newOwned("Melt", []Column{
		stackColumns(id, f.cols[at].typ, ids), stackColumns(varName, String, vars), stackColumns(valueName, typ, vals),
	})
}

// meltType returns the type of Melt's value column.
func meltType(cols []Column) (Type, error) {
	if len(cols) == 0 {
		return Float64, nil
	}
	typ := cols[0].typ
	for _, c := range cols[1:] {
		switch {
		case c.typ == typ:
		case c.isNumeric() && cols[0].isNumeric():
			typ = Float64
		default:
			return 0, fmt.Errorf("frame.Melt: %w: the columns must be of one type, or numbers, got %q (%v) and %q (%v)",
				ErrType, cols[0].name, cols[0].typ, c.name, c.typ)
		}
	}
	return typ, nil
}

// isNumeric reports whether the column is of type Float64 or Int64.
func (c Column) isNumeric() bool { return c.typ == Float64 || c.typ == Int64 }

// checkConversion returns an ErrType if convertTo would change a value: an Int64 that Float64 cannot hold.
func (c Column) checkConversion(t Type) error {
	if c.typ == t || c.typ != Int64 {
		return nil
	}
	for i, v := range values[int64](c) {
		if c.Valid(i) && !exactFloat(v) {
			return fmt.Errorf("frame.Melt: %w: float64 cannot hold %d exactly, in row %d of %q; melt columns of one type", ErrType, v, i, c.name)
		}
	}
	return nil
}

// exactFloat reports whether a float64 can hold v.
func exactFloat(v int64) bool {
	const most = 1 << 53
	return -most <= v && v <= most || float64(v) < 1<<63 && int64(float64(v)) == v
}

// convertTo returns the column with type t, which must be the column's own type, or Float64 for an Int64 column.
func (c Column) convertTo(t Type) Column {
	if c.typ == t {
		return c
	}
	return Col(c.name, toFloats(c))
}

// stackColumns joins columns of type t, row after row, into one ordinary column.
func stackColumns(name string, t Type, cols []Column) Column {
	rows := 0
	for i := range cols {
		rows += cols[i].length
	}
	out := Column{name: name, typ: t, vector: newVector(t, rows), length: rows}
	at := 0
	for _, c := range cols {
		out.vector.copyFrom(at, c.vector, c.offset, c.offset+c.length)
		if c.missing != nil {
			if out.missing == nil {
				out.missing = newBitmap(rows)
			}
			out.missing.setFrom(at, c.missing, c.offset, c.offset+c.length)
		}
		at += c.length
	}
	return out
}
