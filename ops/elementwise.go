package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// transform computes a column of a batch anew.
type transform func(x kernel.Vector) (kernel.Vector, error)

// each derives a DataFrame in which build's transform of its field takes the place of each of the columns.
func (d DataFrame) each(op, label string, fields []frame.Field, build func(frame.Field) transform) DataFrame {
	return d.apply(op, label, func() step {
		transforms := make([]transform, len(fields))
		for i, field := range fields {
			transforms[i] = build(field)
		}
		cols := make([]frame.Column, len(fields))
		return func(f frame.Frame) (frame.Frame, error) {
			for i, field := range fields {
				x, err := kernel.Of(f, field.Name)
				if err != nil {
					return f, err
				}
				y, err := transforms[i](x)
				if err != nil {
					return f, fmt.Errorf("%w of column %q", err, field.Name)
				}
				cols[i] = y.Column(field.Name)
			}
			return f.With(cols...)
		}
	})
}

// combine computes a column with its partner in another DataFrame.
type combine func(l, r kernel.Vector) (kernel.Vector, error)

// both derives a DataFrame in which f of a column and its partner takes the place of the column. suits says what is wrong
// with the types of two partners.
func (d DataFrame) both(op string, other DataFrame, suits func(l, r frame.Field) error, f combine) DataFrame {
	if other.err != nil {
		return d.pair(op, other, nil) // takes over the error
	}
	pairs, err := partners(d.example.Schema(), other.example.Schema())
	for i := 0; i < len(pairs) && err == nil; i++ {
		err = suits(pairs[i].left, pairs[i].right)
	}
	if err != nil {
		return d.fail(op, err)
	}
	return d.pair(op, other, func(left, right frame.Frame) (frame.Frame, error) {
		cols := make([]frame.Column, len(pairs))
		for i, p := range pairs {
			l, err := kernel.Of(left, p.left.Name)
			if err != nil {
				return left, err
			}
			r, err := kernel.Of(right, p.right.Name)
			if err != nil {
				return left, err
			}
			v, err := f(l, r)
			if err != nil {
				return left, fmt.Errorf("%w of column %q", err, p.left.Name)
			}
			cols[i] = v.Column(p.left.Name)
		}
		return left.With(cols...)
	})
}

type partner struct{ left, right frame.Field }

// partners says which columns go together.
func partners(left, right frame.Schema) ([]partner, error) {
	ls, rs := values(left), values(right)
	pairs := make([]partner, len(ls))
	for i, l := range ls {
		r, ok := right.Lookup(l.Name)
		switch {
		case len(rs) == 1:
			r = rs[0]
		case !ok || r.Index || len(ls) != len(rs):
			return nil, fmt.Errorf("%w: want the same names, or one column on the right, got %s and %s",
				ErrColumns, names(ls), names(rs))
		}
		pairs[i] = partner{l, r}
	}
	return pairs, nil
}

// alike gives two vectors of numbers as operands of one type: an int64 goes with a float64 as one.
func alike(l, r kernel.Vector) (kernel.Vector, kernel.Vector) {
	switch {
	case l.Type == r.Type:
		return l, r
	case l.Type == frame.Int64:
		return wide(l), r
	default:
		return l, wide(r)
	}
}

// wide gives numbers as float64.
func wide(v kernel.Vector) kernel.Vector {
	if v.Type != frame.Int64 {
		return v
	}
	var out kernel.Vector
	kernel.Widen(&out, v)
	return out
}
