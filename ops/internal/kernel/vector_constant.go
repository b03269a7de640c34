package kernel

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// Constant is one value as a vector of any length. It keeps the longest that was asked for, so each user has its own.
type Constant struct {
	one, all Vector
}

// NewConstant makes a constant of a float64, int, int64, string, bool or time.Time. Any other type, and a time that a
// frame cannot hold, is an error that says so.
func NewConstant(value any) (*Constant, error) {
	c, err := column(value)
	if err != nil {
		return nil, err
	}
	f, err := frame.New(c)
	if err != nil {
		return nil, err
	}
	one, err := Of(f, c.Name())
	return &Constant{one: one, all: one}, err
}

// column makes one row of a value.
func column(value any) (frame.Column, error) {
	const name = "value"
	switch v := value.(type) {
	case float64:
		return frame.Const(name, v, 1), nil
	case int:
		return frame.Const(name, v, 1), nil
	case int64:
		return frame.Const(name, v, 1), nil
	case string:
		return frame.Const(name, v, 1), nil
	case bool:
		return frame.Const(name, v, 1), nil
	case time.Time:
		return frame.Const(name, v, 1), nil
	default:
		return frame.Column{}, fmt.Errorf("want a float64, int, int64, string, bool or time.Time, got %v of type %T", value, value)
	}
}

// Type gives the type of the value.
func (c *Constant) Type() frame.Type { return c.one.Type }

// One gives the value as a vector of one row.
func (c *Constant) One() Vector { return c.one }

// Fresh gives the same constant with memory of its own.
func (c *Constant) Fresh() *Constant { return &Constant{one: c.one, all: c.one} }

// Widen gives an Int64 constant as Float64; one of another type as it is.
func (c *Constant) Widen() *Constant {
	if c.one.Type != frame.Int64 {
		return c
	}
	var wide Vector
	Widen(&wide, c.one)
	return &Constant{one: wide, all: wide}
}

// Rows gives n rows of the value. They are valid until the next call for more.
func (c *Constant) Rows(n int) Vector {
	for c.all.Len() < n {
		c.all.Append(c.all)
	}
	return c.all.first(n)
}

func (v Vector) first(n int) Vector {
	v.Floats, v.Ints, v.Texts, v.Bools = v.Floats[:min(n, len(v.Floats))], v.Ints[:min(n, len(v.Ints))],
		v.Texts[:min(n, len(v.Texts))], v.Bools[:min(n, len(v.Bools))]
	if v.Valid != nil {
		v.Valid = v.Valid[:n]
	}
	return v
}
