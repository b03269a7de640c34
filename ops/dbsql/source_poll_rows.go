package dbsql

import (
	"cmp"
	"database/sql"
	"fmt"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// cells is a column of a result that is being read.
type cells interface {
	// next is where the next value is to be scanned to.
	next() any
	// take keeps what has been scanned, and gives it: nil for NULL.
	take() any
	column(name string) frame.Column
}

type cellsOf[T frame.Value] struct {
	scanned sql.Null[T]
	values  []T
	valid   []bool
	missing bool
}

func (c *cellsOf[T]) next() any { return &c.scanned }

func (c *cellsOf[T]) take() any {
	v := c.scanned
	c.values, c.valid = append(c.values, v.V), append(c.valid, v.Valid)
	if !v.Valid {
		c.missing = true
		return nil
	}
	return v.V
}

func (c *cellsOf[T]) column(name string) frame.Column {
	col := frame.Col(name, c.values)
	if c.missing {
		return col.WithValid(c.valid)
	}
	return col
}

func newCells(t frame.Type) cells {
	switch t {
	case frame.Float64:
		return &cellsOf[float64]{}
	case frame.Int64:
		return &cellsOf[int64]{}
	case frame.String:
		return &cellsOf[string]{}
	case frame.Bool:
		return &cellsOf[bool]{}
	default:
		return &cellsOf[time.Time]{}
	}
}

// batch reads the next rows: fewer than defaultBatch after the last.
func (p *poll) batch(rows *sql.Rows) (frame.Frame, error) {
	names, err := rows.Columns()
	if err != nil {
		return frame.Frame{}, err
	}
	columns, targets := make([]cells, len(names)), make([]any, len(names))
	key := -1
	for i, name := range names {
		field, ok := p.example.Schema().Lookup(name)
		if !ok {
			return frame.Frame{}, fmt.Errorf("%w: got the column %q; want %v", frame.ErrSchema, name, p.example.Schema())
		}
		if name == p.key {
			key = i
		}
		columns[i] = newCells(field.Type)
		targets[i] = columns[i].next()
	}
	if key < 0 {
		return frame.Frame{}, fmt.Errorf("%w: got no %q; columns are %q", ErrKey, p.key, names)
	}
	for n := 0; n < defaultBatch && rows.Next(); n++ {
		if err := rows.Scan(targets...); err != nil {
			return frame.Frame{}, err
		}
		for i, c := range columns {
			v := c.take()
			if i != key {
				continue
			}
			if err := p.advance(v); err != nil {
				return frame.Frame{}, err
			}
		}
	}
	if err := rows.Err(); err != nil {
		return frame.Frame{}, err
	}
	return p.frame(names, columns)
}

// frame makes a frame of what has been read.
func (p *poll) frame(names []string, columns []cells) (frame.Frame, error) {
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
func (p *poll) advance(v any) error {
	if v == nil {
		return fmt.Errorf("%w: got NULL in column %q", ErrKey, p.key)
	}
	if compared(p.last, v) > 0 {
		return fmt.Errorf("%w: got %v after %v in column %q", ErrKey, v, p.last, p.key)
	}
	p.last = v
	return nil
}

func compared(a, b any) int {
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
