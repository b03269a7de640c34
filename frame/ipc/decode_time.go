package ipc

import (
	"fmt"
	"math"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/streamgage/streamgage/frame"
)

// Units of time in nanoseconds.
const (
	microsecond = 1_000
	millisecond = 1_000_000
	second      = 1_000_000_000
	day         = 86_400 * second
)

// timestampColumn converts times of any unit. Arrow counts times of all zones from the Unix epoch in UTC.
func timestampColumn(name string, a *array.Timestamp) (frame.Column, error) {
	switch a.DataType().(*arrow.TimestampType).Unit {
	case arrow.Second:
		return timeColumn(name, a, a.TimestampValues(), second)
	case arrow.Millisecond:
		return timeColumn(name, a, a.TimestampValues(), millisecond)
	case arrow.Microsecond:
		return timeColumn(name, a, a.TimestampValues(), microsecond)
	default:
		nanos := arrow.Int64Traits.CastFromBytes(arrow.TimestampTraits.CastToBytes(a.TimestampValues()))
		return withNulls(frame.Nanos(name, nanos), a), nil
	}
}

// timeColumn converts times that are counted in a unit. unit is the length of the unit in nanoseconds. A time out of
// range is a frame.ErrValue.
func timeColumn[T ~int32 | ~int64](name string, a arrow.Array, values []T, unit int64) (frame.Column, error) {
	out := make([]int64, len(values))
	for i, v := range values {
		if n := int64(v); n > math.MaxInt64/unit || n < math.MinInt64/unit {
			if a.IsValid(i) {
				return frame.Column{}, fmt.Errorf(
					"%w: times must be in the years 1678 to 2261, got %d, in units of %d ns, in row %d of column %q",
					frame.ErrValue, n, unit, i, name)
			}
			continue
		}
		out[i] = int64(v) * unit
	}
	return withNulls(frame.Nanos(name, out), a), nil
}
