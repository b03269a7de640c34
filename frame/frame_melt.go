package frame

import "fmt"

// Melt turns a wide frame into a long one, as pandas.melt does: one row for each row and each column other than id,
// with the column's name in varName and its value in valueName. Columns come one after the other in schema order, rows in
// order within each. id may be the index; the result has no index, and an index other than id is left out, as in pandas.
//
// The columns must be of one type, or all Int64 and Float64, which makes the values Float64; others are an [ErrType] that
// names two columns. With no column but id there are no rows. Cost: one allocation a column of the result.
func (f Frame) Melt(id, varName, valueName string) (Frame, error) {
	at := f.find(id)
	if at < 0 {
		return Frame{}, f.noColumn("Melt", id)
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
		ids[i], vars[i], vals[i] = f.columnAt(at), Const("", c.name, f.rows), c.convertTo(typ)
	}
	return newOwned("Melt", []Column{
		stackColumns(id, f.cols[at].typ, ids), stackColumns(varName, String, vars), stackColumns(valueName, typ, vals),
	})
}

// meltType is the one type that holds all the columns' values.
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

func (c Column) isNumeric() bool { return c.typ == Float64 || c.typ == Int64 }

// as gives the column as the type, which is its own or Float64.
func (c Column) convertTo(t Type) Column {
	if c.typ == t {
		return c
	}
	return Col(c.name, toFloats(c))
}

// join gives the columns' rows one after the other as an ordinary column.
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
