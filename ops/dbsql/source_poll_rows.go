package dbsql

import (
	"cmp"
	"database/sql"
	"fmt"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// columnReader collects the values of one column of a result.
type columnReader interface {
	// target returns the pointer that Scan writes the next value to.
	target() any
	// store appends the value that was scanned, and returns it. It returns nil for NULL.
	store() any
	// column returns a column of the values so far.
	column(name string) frame.Column
}

// typedColumnReader is the columnReader of a type of values.
type typedColumnReader[T frame.Value] struct {
	scanned sql.Null[T]
	values  []T
	valid   []bool
	missing bool
}

func (c *typedColumnReader[T]) target() any { return &c.scanned }

func (c *typedColumnReader[T]) store() any {
	v := c.scanned
	c.values, c.valid = append(c.values, v.V), append(c.valid, v.Valid)
	if !v.Valid {
		c.missing = true
		return nil
	}
	return v.V
}

func (c *typedColumnReader[T]) column(name string) frame.Column {
	col := frame.Col(name, c.values)
	if c.missing {
		return col.WithValid(c.valid)
	}
	return col
}

// newColumnReader returns an empty reader of a column of type t.
func newColumnReader(t frame.Type) columnReader {
	switch t {
	case frame.Float64:
		return &typedColumnReader[float64]{}
	case frame.Int64:
		return &typedColumnReader[int64]{}
	case frame.String:
		return &typedColumnReader[string]{}
	case frame.Bool:
		return &typedColumnReader[bool]{}
	default:
		return &typedColumnReader[time.Time]{}
	}
}

// readBatch reads the next rows of a result. It returns fewer than maxBatchRows after the last row.
func (p *poll) readBatch(rows *sql.Rows) (frame.Frame, error) {
	names, err := rows.Columns()
	if err != nil {
		return frame.Frame{}, err
	}
	columns, targets := make([]columnReader, len(names)), make([]any, len(names))
	key := -1
	for i, name := range names {
		field, ok := p.example.Schema().Lookup(name)
		if !ok {
			return frame.Frame{}, fmt.Errorf("%w: columns must be %v, got %q", frame.ErrSchema, p.example.Schema(), name)
		}
		if name == p.keyColumn {
			key = i
		}
		columns[i] = newColumnReader(field.Type)
		targets[i] = columns[i].target()
	}
	if key < 0 {
		return frame.Frame{}, p.noKeyColumn(names)
	}
	for n := 0; n < maxBatchRows && rows.Next(); n++ {
		if err := rows.Scan(targets...); err != nil {
			return frame.Frame{}, err
		}
		for i, c := range columns {
			v := c.store()
			if i != key {
				continue
			}
			if err := p.setLastKey(v); err != nil {
				return frame.Frame{}, err
			}
		}
	}
	if err := rows.Err(); err != nil {
		return frame.Frame{}, err
	}
	return p.buildFrame(names, columns)
}

// buildFrame returns a frame of the values that were read. It checks its schema.
func (p *poll) buildFrame(names []string, columns []columnReader) (frame.Frame, error) {
	schema := p.example.Schema()
	cols := make([]frame.Column, len(names))
	for i, name := range names {
		cols[i] = columns[i].column(name)
		if field, _ := schema.Lookup(name); field.Index {
			cols[i] = cols[i].AsIndex()
		}
	}
	f, err := frame.New(cols...)
	if err != nil {
		return frame.Frame{}, err
	}
	return f, schema.Check(f)
}

// setLastKey checks the key of the next row and keeps it. It must not be NULL, nor smaller than the last key if that
// has the same type.
func (p *poll) setLastKey(v any) error {
	if v == nil {
		return fmt.Errorf("%w: got NULL in column %q", ErrKey, p.keyColumn)
	}
	if compareKeys(p.lastKey, v) > 0 {
		return fmt.Errorf("%w: got %v after %v in column %q", ErrKey, v, p.lastKey, p.keyColumn)
	}
	p.lastKey = v
	return nil
}

// compareKeys orders two keys. Strings, and keys of different types, count as equal: only the database knows their
// order.
func compareKeys(a, b any) int {
	switch a := a.(type) {
	case int64:
		if b, ok := b.(int64); ok {
			return cmp.Compare(a, b)
		}
	case float64:
		if b, ok := b.(float64); ok {
			return cmp.Compare(a, b)
		}
	case time.Time:
		if b, ok := b.(time.Time); ok {
			return a.Compare(b)
		}
	}
	return 0
}
