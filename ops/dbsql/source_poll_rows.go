package dbsql

import (
	"cmp"
	"database/sql"
	"fmt"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// cells is a column of a result that is being read.
type columnReader interface {
	// next is where the next value is to be scanned to.
	target() any
	// take keeps what has been scanned, and gives it: nil for NULL.
	store() any
	column(name string) frame.Column
}

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

// batch reads the next rows: fewer than maxBatchRows after the last.
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
			return frame.Frame{}, fmt.Errorf("%w: got the column %q; want %v", frame.ErrSchema, name, p.example.Schema())
		}
		if name == p.keyColumn {
			key = i
		}
		columns[i] = newColumnReader(field.Type)
		targets[i] = columns[i].target()
	}
	if key < 0 {
		return frame.Frame{}, fmt.Errorf("%w: got no %q; columns are %q", ErrKey, p.keyColumn, names)
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

// frame makes a frame of what has been read.
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

// advance makes v the last key. It must not be smaller than the one before, where that is of the same type.
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
