package frame

import "fmt"

// Slice returns the rows from, from+1, ... to-1. It neither copies nor allocates. Like a slice in Go, it keeps all rows
// of f in memory. It panics unless 0 <= from <= to <= f.Len().
func (f Frame) Slice(from, to int) Frame {
	if from < 0 || to < from || to > f.rows {
		panic(fmt.Sprintf("frame.Slice: want 0 <= from <= to <= %d, got %d and %d", f.rows, from, to))
	}
	f.offset += from
	f.rows = to - from
	return f
}

// Tail returns the last n rows, or all rows if there are fewer than n. It copies nothing. It panics if n is negative.
func (f Frame) Tail(n int) Frame {
	if n < 0 {
		panic(fmt.Sprintf("frame.Tail: n must not be negative, got %d", n))
	}
	return f.Slice(max(0, f.rows-n), f.rows)
}

// Empty returns a frame of the same schema without rows. It does not keep f's rows in memory.
func (f Frame) Empty() Frame { return f.Schema().Empty() }

// Empty returns a frame of this schema without rows.
func (s Schema) Empty() Frame {
	if len(s.fields) == 0 {
		return Frame{}
	}
	return Frame{cols: s.columns(0)}
}

// columns returns new columns of the schema with storage for the given number of rows. No value is missing.
func (s Schema) columns(rows int) []Column {
	cols := make([]Column, len(s.fields))
	for i, f := range s.fields {
		cols[i] = Column{name: f.Name, typ: f.Type, index: f.Index, vector: newVector(f.Type, rows), length: rows}
	}
	return cols
}

// Take returns a new frame of the rows with these numbers, in this order. A row may occur more than once. Take is used
// to filter and to sort. It panics if a row is outside the frame. Cost: one allocation per column, and a copy of the
// rows.
func (f Frame) Take(rows []int) Frame {
	for _, row := range rows {
		if row < 0 || row >= f.rows {
			panic(fmt.Sprintf("frame.Take: want rows from 0 to %d, got %d", f.rows-1, row))
		}
	}
	cols := f.columns()
	for i, c := range cols {
		cols[i] = c.take(rows)
	}
	return Frame{cols: cols, rows: len(rows)}
}

// take does the same as Frame.Take for one column. All rows must be inside the column.
func (c Column) take(rows []int) Column {
	var missing *bitmap
	if c.missing != nil {
		missing = newBitmap(len(rows))
		for i, row := range rows {
			if c.missing.has(c.offset + row) {
				missing.set(i)
			}
		}
	}
	c.vector, c.missing = c.vector.take(c.offset, rows), missing
	c.offset, c.length = 0, len(rows)
	return c
}
