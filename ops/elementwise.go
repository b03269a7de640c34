package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// transform computes a column of a batch anew.
type columnFunc func(x kernel.Vector) (kernel.Vector, error)

// each derives a DataFrame in which build's transform of its field takes the place of each of the columns.
func (d DataFrame) deriveColumns(op, label string, fields []frame.Field, build func(frame.Field) columnFunc) DataFrame {
	return d.deriveStateless(op, label, func() batchFunc {
		transforms := make([]columnFunc, len(fields))
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
type binaryFunc func(l, r kernel.Vector) (kernel.Vector, error)

// both derives a DataFrame in which f of a column and its partner takes the place of the column. suits says what is wrong
// with the types of two partners.
func (d DataFrame) combineColumns(op string, other DataFrame, suits func(l, r frame.Field) error, f binaryFunc) DataFrame {
	if other.err != nil {
		return d.combineBatches(op, other, nil) // takes over the error
	}
	pairs, err := pairColumns(d.example.Schema(), other.example.Schema())
	for i := 0; i < len(pairs) && err == nil; i++ {
		err = suits(pairs[i].left, pairs[i].right)
	}
	if err != nil {
		return d.fail(op, err)
	}
	return d.combineBatches(op, other, func(left, right frame.Frame) (frame.Frame, error) {
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

type columnPair struct{ left, right frame.Field }

// partners says which columns go together.
func pairColumns(left, right frame.Schema) ([]columnPair, error) {
	ls, rs := dataFields(left), dataFields(right)
	pairs := make([]columnPair, len(ls))
	for i, l := range ls {
		r, ok := right.Lookup(l.Name)
		switch {
		case len(rs) == 1:
			r = rs[0]
		case !ok || r.Index || len(ls) != len(rs):
			return nil, fmt.Errorf("%w: want the same names, or one column on the right, got %s and %s",
				ErrColumns, fieldNames(ls), fieldNames(rs))
		}
		pairs[i] = columnPair{l, r}
	}
	return pairs, nil
}

// alike gives two vectors of numbers as operands of one type: an int64 goes with a float64 as one.
func promote(l, r kernel.Vector) (kernel.Vector, kernel.Vector) {
	switch {
	case l.Type == r.Type:
		return l, r
	case l.Type == frame.Int64:
		return toFloat64(l), r
	default:
		return l, toFloat64(r)
	}
}

// wide gives numbers as float64.
func toFloat64(v kernel.Vector) kernel.Vector {
	if v.Type != frame.Int64 {
		return v
	}
	var out kernel.Vector
	kernel.Widen(&out, v)
	return out
}
