package ops

import (
	"fmt"
	"strings"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// Eq compares each value with v: pandas' ==. The result has the same columns, of type bool, and the index.
//
// v is a number (float64, int or int64), a string, a bool or a time.Time; every column but the index must be of a type
// that can be compared with it, else it is a build error, an [ErrType]. A whole number is compared with an int64 column
// exactly, any other number as float64. If a value is missing the result is false, never missing, as in pandas. Cost:
// one allocation a column, and 1 to 2 ns a number.
func (d DataFrame) Eq(v any) DataFrame { return d.compare("Eq", kernel.Equal, v) }

// Ne returns whether each value differs from v: pandas' !=. A missing value differs. See [DataFrame.Eq].
func (d DataFrame) Ne(v any) DataFrame { return d.compare("Ne", kernel.NotEqual, v) }

// Lt returns whether each value is less than v, a number, string or time; see [DataFrame.Eq].
func (d DataFrame) Lt(v any) DataFrame { return d.compare("Lt", kernel.Less, v) }

// Le returns whether each value is less than or equal to v, a number, string or time; see [DataFrame.Eq].
func (d DataFrame) Le(v any) DataFrame { return d.compare("Le", kernel.LessOrEqual, v) }

// Gt returns whether each value is greater than v, a number, string or time; see [DataFrame.Eq].
func (d DataFrame) Gt(v any) DataFrame { return d.compare("Gt", kernel.Greater, v) }

// Ge returns whether each value is greater than or equal to v, a number, string or time; see [DataFrame.Eq].
func (d DataFrame) Ge(v any) DataFrame { return d.compare("Ge", kernel.GreaterOrEqual, v) }

// EqualTo compares, row by row, with another DataFrame of the same source: a == b in pandas. Pairs of columns and
// errors are as in [DataFrame.Plus]. Both columns must be numbers, or of one type. Bools have no order: only EqualTo
// and NotEqualTo compare them. If a value is missing, the result is false. An int64 is compared with a float64 as
// float64.
//
// There are six comparisons. pandas' operators are in brackets: EqualTo (==), NotEqualTo (!=), LessThan (<), AtMost
// (<=), MoreThan (>), AtLeast (>=).
func (d DataFrame) EqualTo(other DataFrame) DataFrame {
	return d.compareTo("EqualTo", kernel.Equal, other)
}

// NotEqualTo returns, row by row, whether two values differ; a missing value differs. See [DataFrame.EqualTo].
func (d DataFrame) NotEqualTo(other DataFrame) DataFrame {
	return d.compareTo("NotEqualTo", kernel.NotEqual, other)
}

// LessThan returns, row by row, whether the value is less than the other's; see [DataFrame.EqualTo].
func (d DataFrame) LessThan(other DataFrame) DataFrame {
	return d.compareTo("LessThan", kernel.Less, other)
}

// AtMost returns, row by row, whether the value is less than or equal to the other's; see [DataFrame.EqualTo].
func (d DataFrame) AtMost(other DataFrame) DataFrame {
	return d.compareTo("AtMost", kernel.LessOrEqual, other)
}

// MoreThan returns, row by row, whether the value is greater than the other's; see [DataFrame.EqualTo].
func (d DataFrame) MoreThan(other DataFrame) DataFrame {
	return d.compareTo("MoreThan", kernel.Greater, other)
}

// AtLeast returns, row by row, whether the value is greater than or equal to the other's; see [DataFrame.EqualTo].
func (d DataFrame) AtLeast(other DataFrame) DataFrame {
	return d.compareTo("AtLeast", kernel.GreaterOrEqual, other)
}

// compare replaces each column by the comparison of its values with a constant.
func (d DataFrame) compare(op string, c kernel.Comparison, value any) DataFrame {
	constant, err := kernel.NewConstant(value)
	if err != nil {
		return d.fail(op, fmt.Errorf("%w: %w", ErrType, err))
	}
	fields := dataFields(d.example.Schema())
	for _, f := range fields {
		if !canCompare(c, f.Type, constant.Type()) {
			return d.fail(op, fmt.Errorf("%w: cannot compare %q of type %v with %v of type %v; Select the columns to compare",
				ErrType, f.Name, f.Type, value, constant.Type()))
		}
	}
	return d.deriveColumns(op, fmt.Sprintf("%s %v", strings.ToLower(op), value), fields, func(f frame.Field) columnFunc {
		partner := constant.Clone()
		if v, ok := value.(float64); ok && f.Type == frame.Int64 {
			partner = numberConstant(v, f.Type)
		}
		if f.Type == frame.Float64 {
			partner = partner.Widen()
		}
		return func(x kernel.Vector) (out kernel.Vector, err error) {
			l, r := promote(x, partner.Repeat(x.Len()))
			c.Do(&out, l, r)
			return out, nil
		}
	})
}

// compareTo replaces each column by the comparison of its values with those of its partner.
func (d DataFrame) compareTo(op string, c kernel.Comparison, other DataFrame) DataFrame {
	check := func(l, r frame.Field) error {
		if !canCompare(c, l.Type, r.Type) {
			return fmt.Errorf("%w: cannot compare %q of type %v with %q of type %v", ErrType, l.Name, l.Type, r.Name, r.Type)
		}
		return nil
	}
	return d.combineColumns(op, other, check, func(l, r kernel.Vector) (out kernel.Vector, err error) {
		l, r = promote(l, r)
		c.Do(&out, l, r)
		return out, nil
	})
}

// canCompare returns whether c can compare values of the two types.
func canCompare(c kernel.Comparison, a, b frame.Type) bool {
	if a == frame.Bool && c.Ordered() {
		return false
	}
	return a == b || isNumeric(a) && isNumeric(b)
}

// isNumeric returns whether values of the type are numbers.
func isNumeric(t frame.Type) bool { return t == frame.Float64 || t == frame.Int64 }
