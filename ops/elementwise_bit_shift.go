package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// ShiftLeft shifts the bits of each value up by n places: pandas' <<. Every column but the index must be int64, else it
// is a build error, an [ErrType]. Bits beyond the 64 are lost, without an error. It panics if n is negative.
func (d DataFrame) ShiftLeft(n int) DataFrame { return d.bitShift("ShiftLeft", kernel.ShiftLeft, n) }

// ShiftRight shifts the bits of each value down by n places and keeps the sign: pandas' >>. See [DataFrame.ShiftLeft].
func (d DataFrame) ShiftRight(n int) DataFrame { return d.bitShift("ShiftRight", kernel.ShiftRight, n) }

// RShiftLeft shifts the bits of v up by x places, for each value x: v << x. If x is negative, the result is missing.
// See [DataFrame.ShiftLeft].
func (d DataFrame) RShiftLeft(v int64) DataFrame {
	return d.bitShiftConstant("RShiftLeft", kernel.ShiftLeft, v, true)
}

// RShiftRight shifts the bits of v down by x places, for each value x: v >> x. See [DataFrame.RShiftLeft].
func (d DataFrame) RShiftRight(v int64) DataFrame {
	return d.bitShiftConstant("RShiftRight", kernel.ShiftRight, v, true)
}

// ShiftLeftBy shifts the bits of each value up. The number of places is the value of another DataFrame of the same
// source: a << b in pandas. If it is negative, the result is missing. Columns are paired as in [DataFrame.Plus].
func (d DataFrame) ShiftLeftBy(other DataFrame) DataFrame {
	return d.bitShiftBy("ShiftLeftBy", kernel.ShiftLeft, other)
}

// ShiftRightBy shifts the bits of each value down. The number of places is the value of another DataFrame of the same
// source: a >> b in pandas. See [DataFrame.ShiftLeftBy].
func (d DataFrame) ShiftRightBy(other DataFrame) DataFrame {
	return d.bitShiftBy("ShiftRightBy", kernel.ShiftRight, other)
}

// bitShift shifts each value by n places.
func (d DataFrame) bitShift(op string, a kernel.Arithmetic, n int) DataFrame {
	if n < 0 {
		panic(fmt.Sprintf("ops.%s: n must not be negative, got %d", op, n))
	}
	return d.bitShiftConstant(op, a, int64(n), false)
}

// bitShiftConstant shifts each value by n, or, if reflected is true, n by each value.
func (d DataFrame) bitShiftConstant(op string, a kernel.Arithmetic, n int64, reflected bool) DataFrame {
	fields := dataFields(d.example.Schema())
	for _, f := range fields {
		if err := bothInt64(f, f); err != nil {
			return d.fail(op, err)
		}
	}
	return d.combineConstant(op, fmt.Sprintf("%s %d", a.Name, n), a, fields, reflected, func(frame.Type) *kernel.Constant {
		c, _ := kernel.NewConstant(n) // never fails for a number
		return c
	})
}

// bitShiftBy shifts each value by its partner in other.
func (d DataFrame) bitShiftBy(op string, a kernel.Arithmetic, other DataFrame) DataFrame {
	return d.combineColumns(op, other, bothInt64, arithmeticFunc(a))
}

// bothInt64 returns an ErrType unless both columns are int64.
func bothInt64(l, r frame.Field) error {
	for _, f := range []frame.Field{l, r} {
		if f.Type != frame.Int64 {
			return fmt.Errorf("%w: want int64, got %q of type %v", ErrType, f.Name, f.Type)
		}
	}
	return nil
}
