package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// FillNA replaces the missing values by v in the named columns, or, if none is named, in all columns that can hold v.
//
// v is a number (float64, int or int64), a string, a bool or a time.Time; an int64 column can hold whole numbers. A
// named column that cannot hold v is a build error, an [ErrType], and so is a v that no column can hold; an unknown name
// is an [ErrColumn].
func (d DataFrame) FillNA(v any, columns ...string) DataFrame {
	constant, err := kernel.NewConstant(v)
	if err != nil {
		return d.fail("FillNA", fmt.Errorf("%w: %w", ErrType, err))
	}
	named, err := selectedFields(d.example.Schema(), columns)
	if err != nil {
		return d.fail("FillNA", err)
	}
	var fields []frame.Field
	for _, f := range named {
		if fillConstant(constant, f.Type) != nil {
			fields = append(fields, f)
		} else if len(columns) > 0 {
			return d.fail("FillNA", fmt.Errorf("%w: %q of type %v cannot hold %v", ErrType, f.Name, f.Type, v))
		}
	}
	if len(fields) == 0 {
		return d.fail("FillNA", fmt.Errorf("%w: no column can hold %v, got [%v]", ErrType, v, d.example.Schema()))
	}
	return d.deriveColumns("FillNA", fmt.Sprintf("fill %v", v), fields, func(f frame.Field) columnFunc {
		with := fillConstant(constant, f.Type).Scalar()
		return func(x kernel.Vector) (out kernel.Vector, err error) {
			if !x.HasMissing() {
				return x, nil
			}
			kernel.FillMissing(&out, x, with)
			return out, nil
		}
	})
}

// fillConstant converts a constant to the type. It returns nil if the type cannot hold it.
func fillConstant(c *kernel.Constant, t frame.Type) *kernel.Constant {
	switch {
	case c.Type() == t:
		return c
	case t == frame.Float64 && c.Type() == frame.Int64:
		return c.Widen()
	case t == frame.Int64 && c.Type() == frame.Float64:
		if n := numberConstant(c.Scalar().Floats[0], t); n.Type() == t {
			return n
		}
	}
	return nil
}
