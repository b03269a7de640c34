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
			wide = append(wide, f.at(i))
		}
	}
	typ, err := meltType(wide)
	if err != nil {
		return Frame{}, err
	}
	ids, vars, vals := make([]Column, len(wide)), make([]Column, len(wide)), make([]Column, len(wide))
	for i, c := range wide {
		ids[i], vars[i], vals[i] = f.at(at), Const("", c.name, f.rows), c.as(typ)
	}
	return renew("Melt", []Column{
		join(id, f.cols[at].typ, ids), join(varName, String, vars), join(valueName, typ, vals),
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
		case c.numeric() && cols[0].numeric():
			typ = Float64
		default:
			return 0, fmt.Errorf("frame.Melt: %w: the columns must be of one type, or numbers, got %q (%v) and %q (%v)",
				ErrType, cols[0].name, cols[0].typ, c.name, c.typ)
		}
	}
	return typ, nil
}

func (c Column) numeric() bool { return c.typ == Float64 || c.typ == Int64 }

// as gives the column as the type, which is its own or Float64.
func (c Column) as(t Type) Column {
	if c.typ == t {
		return c
	}
	return Col(c.name, widen(c))
}

// join gives the columns' rows one after the other as an ordinary column.
func join(name string, t Type, cols []Column) Column {
	rows := 0
	for i := range cols {
		rows += cols[i].n
	}
	out := Column{name: name, typ: t, vec: blankOf(t, rows), n: rows}
	at := 0
	for _, c := range cols {
		out.vec.write(at, c.vec, c.from, c.from+c.n)
		if c.missing != nil {
			if out.missing == nil {
				out.missing = newBitmap(rows)
			}
			out.missing.mark(at, c.missing, c.from, c.from+c.n)
		}
		at += c.n
	}
	return out
}
