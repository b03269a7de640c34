package ops

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/frame"
)

// Add gives each value plus c. Every column but the index must hold numbers, else it is a build error, an [ErrType].
//
// An int64 column stays int64 where c is a whole number (so Add(1) does, and Add(0.5) does not, as in pandas); what does
// not fit is an [ErrOverflow] that names the row. A missing value stays missing. Cost: one allocation a column.
func (d DataFrame) Add(c float64) DataFrame { return d.scalar("Add", add, c) }

// Sub gives each value minus c; see [DataFrame.Add].
func (d DataFrame) Sub(c float64) DataFrame { return d.scalar("Sub", sub, c) }

// RSub gives c minus each value; see [DataFrame.Add].
func (d DataFrame) RSub(c float64) DataFrame { return d.reflected("RSub", sub, c) }

// Mul gives each value times c; see [DataFrame.Add].
func (d DataFrame) Mul(c float64) DataFrame { return d.scalar("Mul", mul, c) }

// Div gives each value divided by c, always as float64: x/0 is an infinity, 0/0 is NaN; see [DataFrame.Add].
func (d DataFrame) Div(c float64) DataFrame { return d.scalar("Div", div, c) }

// RDiv gives c divided by each value, always as float64; see [DataFrame.Div].
func (d DataFrame) RDiv(c float64) DataFrame { return d.reflected("RDiv", div, c) }

// Mod gives the remainder of each value divided by c, with the sign of c, as in Python: -1 mod 3 is 2. An int64 column
// stays int64 where c is whole; the remainder of a division by 0 is missing. See [DataFrame.Add].
func (d DataFrame) Mod(c float64) DataFrame { return d.scalar("Mod", mod, c) }

// Pow gives each value to the power of c, always as float64; see [DataFrame.Add].
func (d DataFrame) Pow(c float64) DataFrame { return d.scalar("Pow", pow, c) }

// Neg gives each value times -1. An int64 column stays int64.
func (d DataFrame) Neg() DataFrame { return d.scalar("Neg", mul, -1) }

// Plus gives the sum with another DataFrame of the same source, row by row: a.Plus(b) is a+b in pandas.
//
// Columns of the same name go together, in the order of d; both must have the same names. If other has one column it goes
// together with each column of d, so the sum of two columns has the name of the first. The index is d's. What does not
// match is an [ErrColumns], data of different sources an [ErrSource], text and times are an [ErrType]: build errors. Rows
// that do not match, after an operator that drops or reorders some, are an [ErrRows] when they come.
//
// Two int64 columns give int64, an int64 and a float64 column float64. A value is missing where either is missing. A
// batch that has failed on the way to one of the two takes no part; the next one is paired rightly.
func (d DataFrame) Plus(other DataFrame) DataFrame { return d.columns("Plus", add, other) }

// Minus gives the difference to another DataFrame of the same source; see [DataFrame.Plus].
func (d DataFrame) Minus(other DataFrame) DataFrame { return d.columns("Minus", sub, other) }

// Times gives the product with another DataFrame of the same source; see [DataFrame.Plus].
func (d DataFrame) Times(other DataFrame) DataFrame { return d.columns("Times", mul, other) }

// Over gives the quotient with another DataFrame of the same source, always as float64; see [DataFrame.Plus].
func (d DataFrame) Over(other DataFrame) DataFrame { return d.columns("Over", div, other) }

// scalar computes each column with a number.
func (d DataFrame) scalar(op string, a arithmetic, c float64) DataFrame {
	return d.each(op, a, func(x operand, n *constant) (operand, operand) { return x, n.operand(x) }, c)
}

// reflected computes a number with each column.
func (d DataFrame) reflected(op string, a arithmetic, c float64) DataFrame {
	return d.each(op, a, func(x operand, n *constant) (operand, operand) { return n.operand(x), x }, c)
}

func (d DataFrame) each(op string, a arithmetic, order func(operand, *constant) (operand, operand), c float64) DataFrame {
	fields, err := numbers(d.example.Schema())
	if err != nil {
		return d.fail(op, err)
	}
	label := fmt.Sprintf("%s %v", a.name, c)
	if op == "Neg" {
		label = "neg"
	}
	return d.apply(op, label, func() step {
		n := &constant{value: c}
		cols := make([]frame.Column, len(fields))
		return func(f frame.Frame) (frame.Frame, error) {
			for i, field := range fields {
				x, err := newOperand(f, field.Name)
				if err != nil {
					return f, err
				}
				l, r := order(x, n)
				if cols[i], err = a.column(field.Name, l, r, f.Len()); err != nil {
					return f, err
				}
			}
			return f.With(cols...)
		}
	})
}

// columns computes columns with columns.
func (d DataFrame) columns(op string, a arithmetic, other DataFrame) DataFrame {
	partner, err := partners(d.example.Schema(), other.example.Schema())
	if err != nil {
		if other.err != nil {
			err = other.err
		}
		return d.fail(op, err)
	}
	return d.pair(op, other, func(left, right frame.Frame) (frame.Frame, error) {
		cols := make([]frame.Column, 0, len(partner))
		for _, p := range partner {
			l, err := newOperand(left, p[0])
			if err != nil {
				return left, err
			}
			r, err := newOperand(right, p[1])
			if err != nil {
				return left, err
			}
			c, err := a.column(p[0], l, r, left.Len())
			if err != nil {
				return left, err
			}
			cols = append(cols, c)
		}
		return left.With(cols...)
	})
}

// partners says which columns go together.
func partners(left, right frame.Schema) ([][2]string, error) {
	ls, err := numbers(left)
	if err != nil {
		return nil, err
	}
	rs, err := numbers(right)
	if err != nil {
		return nil, err
	}
	pairs := make([][2]string, len(ls))
	for i, l := range ls {
		pairs[i] = [2]string{l.Name, l.Name}
		if len(rs) == 1 {
			pairs[i][1] = rs[0].Name
		} else if f, ok := right.Lookup(l.Name); !ok || f.Index || len(ls) != len(rs) {
			return nil, fmt.Errorf("%w: want the same names, or one column on the right, got %s and %s",
				ErrColumns, names(ls), names(rs))
		}
	}
	return pairs, nil
}

// The operations. Where there is no function for int64, the result is float64.
var (
	add = arithmetic{"add", func(out, a, b []float64) {
		for i := range out {
			out[i] = a[i] + b[i]
		}
	}, addInt}
	sub = arithmetic{"sub", func(out, a, b []float64) {
		for i := range out {
			out[i] = a[i] - b[i]
		}
	}, subInt}
	mul = arithmetic{"mul", func(out, a, b []float64) {
		for i := range out {
			out[i] = a[i] * b[i]
		}
	}, mulInt}
	div = arithmetic{"div", func(out, a, b []float64) {
		for i := range out {
			out[i] = a[i] / b[i]
		}
	}, nil}
	mod = arithmetic{"mod", func(out, a, b []float64) {
		for i := range out {
			out[i] = modFloat(a[i], b[i])
		}
	}, modInt}
	pow = arithmetic{"pow", func(out, a, b []float64) {
		for i := range out {
			out[i] = math.Pow(a[i], b[i])
		}
	}, nil}
)

func modFloat(a, b float64) float64 {
	r := math.Mod(a, b)
	if r != 0 && (r < 0) != (b < 0) {
		r += b
	}
	return r
}
