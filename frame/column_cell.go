package frame

import (
	"math"
	"strconv"
	"time"
)

// AppendCell appends a value to dst as text and returns the result. Columns are numbered in [Schema] order. Times are
// in RFC 3339, UTC. A float is the shortest text that parses to the same value. It has an exponent if its absolute
// value is below 1e-4 or at least 1e16, as in Python. For a missing value nothing is appended. AppendCell panics if
// there is no such column or row.
func (f Frame) AppendCell(dst []byte, col, row int) []byte {
	return f.columnAt(col).AppendCell(dst, row)
}

// AppendCell appends the value of a row as text, as [Frame.AppendCell] does.
func (c Column) AppendCell(dst []byte, row int) []byte {
	if row < 0 || row >= c.length {
		panic("frame.AppendCell: column " + strconv.Quote(c.name) + " has " + strconv.Itoa(c.length) + " rows, got row " + strconv.Itoa(row))
	}
	i := c.offset + row
	if c.missing.has(i) {
		return dst
	}
	switch c.typ {
	case Float64:
		return appendFloat(dst, c.vector.(typedVector[float64])[i])
	case Int64:
		return strconv.AppendInt(dst, c.vector.(typedVector[int64])[i], 10)
	case String:
		return append(dst, c.vector.(typedVector[string])[i]...)
	case Bool:
		return strconv.AppendBool(dst, c.vector.(typedVector[bool])[i])
	default:
		return time.Unix(0, c.vector.(typedVector[int64])[i]).UTC().AppendFormat(dst, time.RFC3339Nano)
	}
}

// appendFloat appends v in the format of AppendCell. For NaN it appends nothing.
func appendFloat(dst []byte, v float64) []byte {
	switch a := math.Abs(v); {
	case v != v:
		return dst
	case a == 0 || a >= 1e-4 && a < 1e16:
		return strconv.AppendFloat(dst, v, 'f', -1, 64)
	case a > math.MaxFloat64:
		if v < 0 {
			dst = append(dst, '-')
		}
		return append(dst, "inf"...)
	default:
		return strconv.AppendFloat(dst, v, 'e', -1, 64)
	}
}
