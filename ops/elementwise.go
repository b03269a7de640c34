package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// columnFunc computes the new values of a column of a batch.
type columnFunc func(x kernel.Vector) (kernel.Vector, error)

// deriveColumns returns the DataFrame in which each of fields is replaced by the result of its columnFunc, which build
// makes.
func (d DataFrame) deriveColumns(op, label string, fields []frame.Field, build func(frame.Field) columnFunc) DataFrame {
	return d.deriveStateless(op, label, func() batchFunc {
		transforms := make([]columnFunc, len(fields))
		for i, field := range fields {
			transforms[i] = build(field)
		}
		cols := make([]frame.Column, len(fields))
		return func(f frame.Frame) (frame.Frame, error) {
			for i, field := range fields {
				x, err := kernel.VectorOf(f, field.Name)
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

// binaryFunc computes a column from two columns.
type binaryFunc func(l, r kernel.Vector) (kernel.Vector, error)

// combineColumns returns the DataFrame in which each column is replaced by f of the column and its partner in other.
// check returns an error if the types of two partners do not fit.
func (d DataFrame) combineColumns(op string, other DataFrame, check func(l, r frame.Field) error, f binaryFunc) DataFrame {
	if other.err != nil {
		return d.combineBatches(op, other, nil) // makes d broken too
	}
	pairs, err := pairColumns(d.example.Schema(), other.example.Schema())
	for i := 0; i < len(pairs) && err == nil; i++ {
		err = check(pairs[i].left, pairs[i].right)
	}
	if err != nil {
		return d.fail(op, err)
	}
	return d.combineBatches(op, other, func(left, right frame.Frame) (frame.Frame, error) {
		cols := make([]frame.Column, len(pairs))
		for i, p := range pairs {
			l, err := kernel.VectorOf(left, p.left.Name)
			if err != nil {
				return left, err
			}
			r, err := kernel.VectorOf(right, p.right.Name)
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

// columnPair is a column and its partner in another DataFrame.
type columnPair struct{ left, right frame.Field }

// pairColumns returns the partner of each left column: the column of the same name, or the only right column. If the
// names differ it returns an ErrColumns.
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

// promote returns two columns of numbers as columns of one type: if one is float64, the other one becomes float64 too.
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

// toFloat64 returns a column of numbers as float64.
func toFloat64(v kernel.Vector) kernel.Vector {
	if v.Type != frame.Int64 {
		return v
	}
	var out kernel.Vector
	kernel.Widen(&out, v)
	return out
}
