package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

// MapRows computes a column of that name by calling f for each row. The result has that column and the index;
// [DataFrame.With] adds it to the other columns. A NaN and the zero time.Time are missing values.
//
// When the graph is built, f is called for the example's rows or, if there are none, for one row of zero values (0,
// empty text, false, the Unix epoch). An unknown column in f is an [ErrColumn], a column of another type an [ErrType]:
// build errors. A panic is a build error too. MapRows panics if f is nil.
//
// Cost: one allocation, and about 10 ns for each value that f reads. Operators and [DataFrame.Assign] work on whole
// columns, and take a fraction of that.
func MapRows[T frame.Value](d DataFrame, name string, f func(Row) T) DataFrame {
	if f == nil {
		panic("ops.MapRows: the function must not be nil")
	}
	rows := func(in frame.Frame) (frame.Frame, error) { return mapRows(in, name, f) }
	if d.err == nil && d.example.Len() == 0 {
		if err := tryOnZeroRow(d.example.Schema(), rows); err != nil {
			return d.fail("MapRows", err)
		}
	}
	return d.deriveStateless("MapRows", name, func() batchFunc { return rows })
}

// mapRows computes the column of a batch.
func mapRows[T frame.Value](in frame.Frame, name string, f func(Row) T) (frame.Frame, error) {
	names := in.Schema().Names()
	cols, err := columnVectors(in, names)
	if err != nil {
		return in, err
	}
	b := &rowBatch{names: names, cols: cols}
	out := make([]T, in.Len())
	for i := range out {
		out[i] = f(Row{b, i})
	}
	if b.err != nil {
		return in, b.err
	}
	return withIndexOf(in, []frame.Column{frame.Col(name, out)})
}

// tryOnZeroRow calls a function of rows with one row of zero values.
func tryOnZeroRow(s frame.Schema, rows batchFunc) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the function panicked on a row of zero values; pass an example with typical rows to ops.From: %v", p)
		}
	}()
	sample, err := zeroRow(s)
	if err != nil {
		return err
	}
	_, err = rows(sample)
	return err
}
