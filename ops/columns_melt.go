package ops

import (
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/join"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// Melt makes long rows of wide ones: a row for each value of the named columns or, if none is named, of all columns but
// the index. The column varName has the name of the value's column, and the last column, valueName, the value. The index
// and the other columns are repeated.
//
//	t      a    b         t      sensor  value
//	09:00  1.5  7    ->   09:00  a         1.5
//	                      09:00  b         7
//
// The rows of a row follow one another, so an index stays sorted; pandas' melt puts all values of the first column before
// those of the second, as frame.Frame's Melt does. [DataFrame.Pivot] is the inverse.
//
// The columns must be of one type, which the values keep. Int64 and float64 may be mixed, and become float64; an int64 that
// float64 cannot hold exactly fails its batch with an [ErrType]. Other mixtures are an [ErrType], an unknown column is an
// [ErrColumn], no columns are an [ErrColumns], and a name that is used already is a frame.ErrName: build errors. The result
// can no longer be combined with data that has all rows. Cost: one allocation a column, and about 5 ns a cell.
func (d DataFrame) Melt(varName, valueName string, columns ...string) DataFrame {
	fields, err := selectedFields(d.example.Schema(), columns)
	if err != nil {
		return d.fail("Melt", err)
	}
	m := melt{varName: varName, valueName: valueName}
	if err := m.plan(fields); err != nil {
		return d.fail("Melt", err)
	}
	return d.deriveStateless("Melt", "melt", func() batchFunc { return m.apply })
}

// melt says which columns become rows.
type melt struct {
	varName, valueName string
	names              []string
	valueType          frame.Type
}

// plan finds the type of the values.
func (m *melt) plan(fields []frame.Field) error {
	if len(fields) == 0 {
		return fmt.Errorf("%w: Melt needs at least one column, got none", ErrColumns)
	}
	m.valueType = fields[0].Type
	for _, f := range fields {
		switch {
		case f.Type == m.valueType:
		case checkNumeric(f) == nil && checkNumeric(fields[0]) == nil:
			m.valueType = frame.Float64
		default:
			return fmt.Errorf("%w: the columns must be of one type, or numbers, got %q (%v) and %q (%v)",
				ErrType, fields[0].Name, fields[0].Type, f.Name, f.Type)
		}
	}
	for _, f := range fields {
		m.names = append(m.names, f.Name)
	}
	return nil
}

// apply melts a batch.
func (m melt) apply(f frame.Frame) (frame.Frame, error) {
	k := len(m.names)
	rows, variables := make([]int, f.Len()*k), make([]string, f.Len()*k)
	for i := range rows {
		rows[i], variables[i] = i/k, m.names[i%k]
	}
	values := kernel.MissingVector(m.valueType, len(rows))
	for j, name := range m.names {
		v, err := kernel.VectorOf(f, name)
		if err == nil {
			v, err = m.convert(v, name)
		}
		if err != nil {
			return f, err
		}
		for row := range f.Len() {
			values.SetRow(row*k+j, v, row)
		}
	}
	var ids []frame.Column
	for _, field := range f.Schema().Fields() {
		if slices.Contains(m.names, field.Name) {
			continue
		}
		v, err := kernel.VectorOf(f, field.Name)
		if err != nil {
			return f, err
		}
		c := join.TakeRows(v, rows).Column(field.Name)
		if field.Index {
			c = c.AsIndex()
		}
		ids = append(ids, c)
	}
	return frame.New(append(ids, frame.Col(m.varName, variables), values.Column(m.valueName))...)
}

// convert converts a column to the type of the values.
func (m melt) convert(v kernel.Vector, name string) (kernel.Vector, error) {
	if v.Type == m.valueType {
		return v, nil
	}
	for row, n := range v.Ints {
		if v.IsValid(row) && (n > maxExactInt || n < -maxExactInt) && (float64(n) >= 1<<63 || int64(float64(n)) != n) {
			return v, fmt.Errorf("%w: float64 cannot hold %d exactly, in row %d of %q; melt columns of one type", ErrType, n, row, name)
		}
	}
	return toFloat64(v), nil
}
