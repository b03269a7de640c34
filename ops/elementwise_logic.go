package ops

import (
	"fmt"
	"strings"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// And combines with another DataFrame of the same source, row by row: pandas' &. For two bool columns the result is
// whether both are true, for two int64 columns their common bits. Other types are a build error, an [ErrType]. Columns
// are paired as in [DataFrame.Plus].
//
// A missing bool is unknown, as in pandas' nullable booleans: false and missing is false, true and missing is missing. A
// missing int64 makes the result missing.
func (d DataFrame) And(other DataFrame) DataFrame {
	return d.logic("And", kernel.And, kernel.BitAnd, other)
}

// Or combines with another DataFrame of the same source, row by row: pandas' |. For two bool columns the result is
// whether one is true, also if the other is missing; for two int64 columns it is the bits of either. See
// [DataFrame.And].
func (d DataFrame) Or(other DataFrame) DataFrame {
	return d.logic("Or", kernel.Or, kernel.BitOr, other)
}

// Xor combines with another DataFrame of the same source, row by row: pandas' ^. For two bool columns the result is
// whether they differ, for two int64 columns the bits that differ. See [DataFrame.And].
func (d DataFrame) Xor(other DataFrame) DataFrame {
	return d.logic("Xor", kernel.Xor, kernel.BitXor, other)
}

// AndValue combines each value with v: a bool for bool columns, an int or int64 for int64 columns. A column of any other
// type is a build error, an [ErrType], and so is any other v. See [DataFrame.And].
func (d DataFrame) AndValue(v any) DataFrame {
	return d.logicValue("AndValue", kernel.And, kernel.BitAnd, v)
}

// OrValue combines each value with v; see [DataFrame.Or] and [DataFrame.AndValue].
func (d DataFrame) OrValue(v any) DataFrame {
	return d.logicValue("OrValue", kernel.Or, kernel.BitOr, v)
}

// XorValue combines each value with v; see [DataFrame.Xor] and [DataFrame.AndValue].
func (d DataFrame) XorValue(v any) DataFrame {
	return d.logicValue("XorValue", kernel.Xor, kernel.BitXor, v)
}

// Not inverts each value: true and false in bool columns, all bits in int64 columns, as pandas' ~ does. Other types are
// a build error, an [ErrType]. A missing value stays missing.
func (d DataFrame) Not() DataFrame {
	fields := dataFields(d.example.Schema())
	for _, f := range fields {
		if err := bothLogical(f, f); err != nil {
			return d.fail("Not", err)
		}
	}
	return d.deriveColumns("Not", "not", fields, func(f frame.Field) columnFunc {
		return func(x kernel.Vector) (out kernel.Vector, err error) {
			if x.Type == frame.Bool {
				kernel.Not(&out, x)
				return out, nil
			}
			err = kernel.Invert.Do(&out, x)
			return out, err
		}
	})
}

// logic combines each column with its partner in other.
func (d DataFrame) logic(op string, bools kernel.Logic, bits kernel.Arithmetic, other DataFrame) DataFrame {
	return d.combineColumns(op, other, bothLogical, func(l, r kernel.Vector) (kernel.Vector, error) {
		return combineLogic(bools, bits, l, r)
	})
}

// logicValue combines each column with a constant.
func (d DataFrame) logicValue(op string, bools kernel.Logic, bits kernel.Arithmetic, value any) DataFrame {
	constant, err := kernel.NewConstant(value)
	if err != nil {
		return d.fail(op, fmt.Errorf("%w: %w", ErrType, err))
	}
	fields := dataFields(d.example.Schema())
	for _, f := range fields {
		if err := bothLogical(f, frame.Field{Name: fmt.Sprint(value), Type: constant.Type()}); err != nil {
			return d.fail(op, err)
		}
	}
	return d.deriveColumns(op, fmt.Sprintf("%s %v", strings.ToLower(op), value), fields, func(f frame.Field) columnFunc {
		partner := constant.Clone()
		return func(x kernel.Vector) (kernel.Vector, error) {
			return combineLogic(bools, bits, x, partner.Repeat(x.Len()))
		}
	})
}

// combineLogic combines two bool columns with bools, and two int64 columns with bits.
func combineLogic(bools kernel.Logic, bits kernel.Arithmetic, l, r kernel.Vector) (out kernel.Vector, err error) {
	if l.Type == frame.Bool {
		bools.Do(&out, l, r)
		return out, nil
	}
	err = bits.Do(&out, l, r)
	return out, err
}

// bothLogical returns an ErrType unless both columns are bool, or both int64.
func bothLogical(l, r frame.Field) error {
	if l.Type == r.Type && (l.Type == frame.Bool || l.Type == frame.Int64) {
		return nil
	}
	return fmt.Errorf("%w: want two of type bool, or two of type int64, got %q of type %v and %q of type %v",
		ErrType, l.Name, l.Type, r.Name, r.Type)
}
