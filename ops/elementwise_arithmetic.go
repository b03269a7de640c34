package ops

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// Add adds c to each value. Every column but the index must hold numbers, else it is a build error, an [ErrType].
//
// An int64 column stays int64 if c is a whole number (so Add(1) keeps it, and Add(0.5) does not, as in pandas); a result
// that does not fit is an [ErrOverflow] that names the row. A missing value stays missing. Cost: one allocation a
// column.
func (d DataFrame) Add(c float64) DataFrame { return d.arithmeticScalar("Add", kernel.Add, c) }

// Sub subtracts c from each value; see [DataFrame.Add].
func (d DataFrame) Sub(c float64) DataFrame { return d.arithmeticScalar("Sub", kernel.Sub, c) }

// RSub subtracts each value from c; see [DataFrame.Add].
func (d DataFrame) RSub(c float64) DataFrame { return d.arithmeticReflected("RSub", kernel.Sub, c) }

// Mul multiplies each value by c; see [DataFrame.Add].
func (d DataFrame) Mul(c float64) DataFrame { return d.arithmeticScalar("Mul", kernel.Mul, c) }

// Div divides each value by c, always as float64: x/0 is an infinity, 0/0 is NaN; see [DataFrame.Add].
func (d DataFrame) Div(c float64) DataFrame { return d.arithmeticScalar("Div", kernel.Div, c) }

// RDiv divides c by each value, always as float64; see [DataFrame.Div].
func (d DataFrame) RDiv(c float64) DataFrame { return d.arithmeticReflected("RDiv", kernel.Div, c) }

// Mod computes the remainder of each value divided by c, with the sign of c, as in Python: -1 mod 3 is 2. An int64
// column stays int64 if c is whole; the remainder of a division by 0 is missing. See [DataFrame.Add].
func (d DataFrame) Mod(c float64) DataFrame { return d.arithmeticScalar("Mod", kernel.Mod, c) }

// RMod computes the remainder of c divided by each value; see [DataFrame.Mod].
func (d DataFrame) RMod(c float64) DataFrame { return d.arithmeticReflected("RMod", kernel.Mod, c) }

// FloorDiv divides each value by c and rounds down, as Python's // does: -7 // 2 is -4. An int64 column stays int64 if
// c is whole. A division by 0 is missing for int64; for float64 it is an infinity or NaN, as in Div. See
// [DataFrame.Add].
func (d DataFrame) FloorDiv(c float64) DataFrame {
	return d.arithmeticScalar("FloorDiv", kernel.FloorDiv, c)
}

// RFloorDiv divides c by each value and rounds down; see [DataFrame.FloorDiv].
func (d DataFrame) RFloorDiv(c float64) DataFrame {
	return d.arithmeticReflected("RFloorDiv", kernel.FloorDiv, c)
}

// Pow raises each value to the power of c. An int64 column stays int64 if c is a whole number of at least 0; else the
// result is float64. See [DataFrame.Add].
func (d DataFrame) Pow(c float64) DataFrame { return d.arithmeticScalar("Pow", kernel.Pow, c) }

// RPow raises c to the power of each value. An int64 column stays int64 if c is a whole number; a power that is none, as
// 2 to the power of -1, is then an [ErrOverflow]. See [DataFrame.Add].
func (d DataFrame) RPow(c float64) DataFrame { return d.arithmeticReflected("RPow", kernel.Pow, c) }

// Neg negates each value. An int64 column stays int64. See [DataFrame.Add].
func (d DataFrame) Neg() DataFrame { return d.arithmeticScalar("Neg", kernel.Mul, -1) }

// Plus adds another DataFrame of the same source, row by row: a.Plus(b) is a+b in pandas.
//
// Columns of the same name are combined, in the order of d. Both must have the same names. If other has one column, it
// is combined with each column of d, so the sum of two columns has the name of the first. The index is d's. Columns
// that do not match are an [ErrColumns], data of different sources an [ErrSource], text and times an [ErrType]: build
// errors. Rows that do not match, after an operator that drops or reorders some, are an [ErrRows] when they come.
//
// The sum of two int64 columns is int64, that of an int64 and a float64 column is float64. A result is missing if one
// of its values is. A batch that has failed before it reached one of the two is left out; the next one is paired
// correctly.
func (d DataFrame) Plus(other DataFrame) DataFrame {
	return d.arithmeticColumns("Plus", kernel.Add, other)
}

// Minus subtracts another DataFrame of the same source; see [DataFrame.Plus].
func (d DataFrame) Minus(other DataFrame) DataFrame {
	return d.arithmeticColumns("Minus", kernel.Sub, other)
}

// Times multiplies by another DataFrame of the same source; see [DataFrame.Plus].
func (d DataFrame) Times(other DataFrame) DataFrame {
	return d.arithmeticColumns("Times", kernel.Mul, other)
}

// Over divides by another DataFrame of the same source, always as float64; see [DataFrame.Plus].
func (d DataFrame) Over(other DataFrame) DataFrame {
	return d.arithmeticColumns("Over", kernel.Div, other)
}

// FloorOver divides by another DataFrame of the same source and rounds down: a // b in pandas. See [DataFrame.FloorDiv]
// and [DataFrame.Plus].
func (d DataFrame) FloorOver(other DataFrame) DataFrame {
	return d.arithmeticColumns("FloorOver", kernel.FloorDiv, other)
}

// Modulo computes the remainder of a division by another DataFrame of the same source: a % b in pandas. See
// [DataFrame.Mod] and [DataFrame.Plus].
func (d DataFrame) Modulo(other DataFrame) DataFrame {
	return d.arithmeticColumns("Modulo", kernel.Mod, other)
}

// ToPower raises each value to the power of the value of another DataFrame of the same source: a ** b in pandas. Two
// int64 columns give int64; a power that is no whole number is an [ErrOverflow], where pandas raises a ValueError. See
// [DataFrame.Plus].
func (d DataFrame) ToPower(other DataFrame) DataFrame {
	return d.arithmeticColumns("ToPower", kernel.Pow, other)
}

// arithmeticScalar replaces each value x by a(x, c).
func (d DataFrame) arithmeticScalar(op string, a kernel.Arithmetic, c float64) DataFrame {
	return d.arithmeticConstant(op, a, c, false)
}

// arithmeticReflected replaces each value x by a(c, x).
func (d DataFrame) arithmeticReflected(op string, a kernel.Arithmetic, c float64) DataFrame {
	return d.arithmeticConstant(op, a, c, true)
}

// arithmeticConstant combines numbers with c, which is the left operand if reflected is true.
func (d DataFrame) arithmeticConstant(op string, a kernel.Arithmetic, c float64, reflected bool) DataFrame {
	fields, err := numericFields(d.example.Schema())
	if err != nil {
		return d.fail(op, err)
	}
	label := fmt.Sprintf("%s %v", a.Name, c)
	if op == "Neg" {
		label = "neg"
	}
	constant := func(t frame.Type) *kernel.Constant {
		if a.Name == kernel.Pow.Name && !reflected && c < 0 { // its powers are no whole numbers
			t = frame.Float64
		}
		return numberConstant(c, t)
	}
	return d.combineConstant(op, label, a, fields, reflected, constant)
}

// combineConstant replaces each of fields by its values combined with a constant of the field's type, which is the left
// operand if reflected is true.
func (d DataFrame) combineConstant(
	op, label string, a kernel.Arithmetic, fields []frame.Field, reflected bool, constant func(frame.Type) *kernel.Constant,
) DataFrame {
	return d.deriveColumns(op, label, fields, func(field frame.Field) columnFunc {
		c := constant(field.Type)
		return func(x kernel.Vector) (out kernel.Vector, err error) {
			l, r := x, c.Repeat(x.Len())
			if reflected {
				l, r = r, l
			}
			err = computeArithmetic(a, &out, l, r)
			return out, err
		}
	})
}

// maxExactInt is the largest number up to which a float64 represents every whole number.
const maxExactInt = 1 << 53

// numberConstant returns c as an operand of columns of type t: an int64 if they are int64 and c is a whole number that
// int64 can hold, else a float64.
func numberConstant(c float64, t frame.Type) *kernel.Constant {
	var n *kernel.Constant
	if t == frame.Int64 && c == math.Trunc(c) && -1<<63 <= c && c < 1<<63 {
		n, _ = kernel.NewConstant(int64(c)) // never fails for a number
	} else {
		n, _ = kernel.NewConstant(c)
	}
	return n
}

// arithmeticColumns combines each column of numbers with its partner in other.
func (d DataFrame) arithmeticColumns(op string, a kernel.Arithmetic, other DataFrame) DataFrame {
	return d.combineColumns(op, other, bothNumeric, arithmeticFunc(a))
}

// arithmeticFunc returns the function of two columns that computes a.
func arithmeticFunc(a kernel.Arithmetic) binaryFunc {
	return func(l, r kernel.Vector) (out kernel.Vector, err error) {
		err = computeArithmetic(a, &out, l, r)
		return out, err
	}
}

// bothNumeric returns an ErrType unless both columns hold numbers.
func bothNumeric(l, r frame.Field) error {
	for _, f := range []frame.Field{l, r} {
		if err := checkNumeric(f); err != nil {
			return err
		}
	}
	return nil
}

// computeArithmetic converts the operands to the type in which a works, and computes a.
func computeArithmetic(a kernel.Arithmetic, out *kernel.Vector, l, r kernel.Vector) error {
	if a.Type(l.Type, r.Type) == frame.Float64 {
		l, r = toFloat64(l), toFloat64(r)
	}
	return a.Do(out, l, r)
}
