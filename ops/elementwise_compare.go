package ops

import (
	"fmt"
	"strings"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// Eq tells for each value whether it equals v: pandas' ==. The result has the same columns, of type bool, and the index.
//
// v is a number (float64, int or int64), a string, a bool or a time.Time; every column but the index must be of a type
// that can be compared with it, else it is a build error, an [ErrType]. A whole number is compared with an int64 column
// exactly, any other number as float64. Where a value is missing the result is false, never missing, as in pandas. Cost:
// one allocation a column, and 1 to 2 ns a number.
func (d DataFrame) Eq(v any) DataFrame { return d.compare("Eq", kernel.Equal, v) }

// Ne tells for each value whether it differs from v: pandas' !=. A missing value does; see [DataFrame.Eq].
func (d DataFrame) Ne(v any) DataFrame { return d.compare("Ne", kernel.NotEqual, v) }

// Lt tells for each value whether it is less than v, a number, string or time; see [DataFrame.Eq].
func (d DataFrame) Lt(v any) DataFrame { return d.compare("Lt", kernel.Less, v) }

// Le tells for each value whether it is less than v, a number, string or time, or equal; see [DataFrame.Eq].
func (d DataFrame) Le(v any) DataFrame { return d.compare("Le", kernel.LessOrEqual, v) }

// Gt tells for each value whether it is greater than v, a number, string or time; see [DataFrame.Eq].
func (d DataFrame) Gt(v any) DataFrame { return d.compare("Gt", kernel.Greater, v) }

// Ge tells for each value whether it is greater than v, a number, string or time, or equal; see [DataFrame.Eq].
func (d DataFrame) Ge(v any) DataFrame { return d.compare("Ge", kernel.GreaterOrEqual, v) }

// EqualTo tells, row by row, whether the value equals that of another DataFrame of the same source: a == b in pandas.
// Which columns go together, and what is an error, is as in [DataFrame.Plus]; both must be numbers, or of one type, and
// bools are only equal or not. Where a value is missing the result is false. An int64 is compared with a float64 as one.
//
// The six, with pandas' operators: EqualTo (==), NotEqualTo (!=), LessThan (<), AtMost (<=), MoreThan (>), AtLeast (>=).
func (d DataFrame) EqualTo(other DataFrame) DataFrame {
	return d.compareTo("EqualTo", kernel.Equal, other)
}

// NotEqualTo tells, row by row, whether two values differ; where one is missing they do. See [DataFrame.EqualTo].
func (d DataFrame) NotEqualTo(other DataFrame) DataFrame {
	return d.compareTo("NotEqualTo", kernel.NotEqual, other)
}

// LessThan tells, row by row, whether the value is less than the other's; see [DataFrame.EqualTo].
func (d DataFrame) LessThan(other DataFrame) DataFrame {
	return d.compareTo("LessThan", kernel.Less, other)
}

// AtMost tells, row by row, whether the value is less than the other's, or equal; see [DataFrame.EqualTo].
func (d DataFrame) AtMost(other DataFrame) DataFrame {
	return d.compareTo("AtMost", kernel.LessOrEqual, other)
}

// MoreThan tells, row by row, whether the value is greater than the other's; see [DataFrame.EqualTo].
func (d DataFrame) MoreThan(other DataFrame) DataFrame {
	return d.compareTo("MoreThan", kernel.Greater, other)
}

// AtLeast tells, row by row, whether the value is greater than the other's, or equal; see [DataFrame.EqualTo].
func (d DataFrame) AtLeast(other DataFrame) DataFrame {
	return d.compareTo("AtLeast", kernel.GreaterOrEqual, other)
}

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
		partner := constant.Fresh()
		if v, ok := value.(float64); ok && f.Type == frame.Int64 {
			partner = numberConstant(v, f.Type)
		}
		if f.Type == frame.Float64 {
			partner = partner.Widen()
		}
		return func(x kernel.Vector) (out kernel.Vector, err error) {
			l, r := promote(x, partner.Rows(x.Len()))
			c.Do(&out, l, r)
			return out, nil
		}
	})
}

func (d DataFrame) compareTo(op string, c kernel.Comparison, other DataFrame) DataFrame {
	suits := func(l, r frame.Field) error {
		if !canCompare(c, l.Type, r.Type) {
			return fmt.Errorf("%w: cannot compare %q of type %v with %q of type %v", ErrType, l.Name, l.Type, r.Name, r.Type)
		}
		return nil
	}
	return d.combineColumns(op, other, suits, func(l, r kernel.Vector) (out kernel.Vector, err error) {
		l, r = promote(l, r)
		c.Do(&out, l, r)
		return out, nil
	})
}

// canCompare says whether values of the types can be compared like that.
func canCompare(c kernel.Comparison, a, b frame.Type) bool {
	if a == frame.Bool && c.Ordered() {
		return false
	}
	return a == b || isNumeric(a) && isNumeric(b)
}

func isNumeric(t frame.Type) bool { return t == frame.Float64 || t == frame.Int64 }
