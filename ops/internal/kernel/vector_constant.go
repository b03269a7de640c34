package kernel

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// Constant is one value as a vector of any length. It reuses the memory of its longest vector, so two operations must
// not share a Constant: see Clone.
type Constant struct {
	scalar, repeated Vector
}

// NewConstant returns a constant of a float64, int, int64, string, bool or time.Time. A value of another type, or a
// time that a frame cannot hold, is an error.
func NewConstant(value any) (*Constant, error) {
	c, err := columnOf(value)
	if err != nil {
		return nil, err
	}
	f, err := frame.New(c)
	if err != nil {
		return nil, err
	}
	one, err := VectorOf(f, c.Name())
	return &Constant{scalar: one, repeated: one}, err
}

// columnOf returns a column of one row with the value.
func columnOf(value any) (frame.Column, error) {
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

// Type returns the type of the value.
func (c *Constant) Type() frame.Type { return c.scalar.Type }

// Scalar returns the value as a vector of one row.
func (c *Constant) Scalar() Vector { return c.scalar }

// Clone returns a copy of the constant with memory of its own.
func (c *Constant) Clone() *Constant { return &Constant{scalar: c.scalar, repeated: c.scalar} }

// Widen converts an Int64 constant to Float64. It returns a constant of another type unchanged.
func (c *Constant) Widen() *Constant {
	if c.scalar.Type != frame.Int64 {
		return c
	}
	var wide Vector
	Widen(&wide, c.scalar)
	return &Constant{scalar: wide, repeated: wide}
}

// Repeat returns the value n times. The vector is valid until the next call with a larger n.
func (c *Constant) Repeat(n int) Vector {
	for c.repeated.Len() < n {
		c.repeated.Append(c.repeated)
	}
	return c.repeated.prefix(n)
}
