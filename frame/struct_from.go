package frame

import (
	"fmt"
	"math"
	"reflect"
	"time"
	"unsafe"
)

// blockRows is the number of structs that are read or written one column after the other, before the next ones. They
// stay in the processor's first cache meanwhile.
const blockRows = 256

// FromStructs returns a frame with a row for each struct and a column for each exported field. The columns are in the
// order of the fields, the index first. Without rows the frame has the same columns, so FromStructs[T](nil) is an example
// of the schema.
//
// The tag of a field names its column: `frame:"price"`. The tag `frame:"time,index"` makes the column the index,
// `frame:",index"` keeps the field's name, and `frame:"-"` leaves the field out. A field without a tag has the field's
// name. The fields of an embedded struct count as fields of the struct itself, unless a tag names it; the fields of any
// other struct make columns such as "pos.lat".
//
// The types of columns, for the types of fields and for types defined by them:
//
//   - Float64 for float64 and float32
//   - Int64 for int, uint and their sizes; so a time.Duration is a number of nanoseconds
//   - String for string, Bool for bool
//   - Time for time.Time, without its location
//
// A NaN, the zero time.Time and a nil pointer to one of these types are missing values. Strings share the memory of
// their bytes; all else is copied, and the caller may change the rows afterwards.
//
// FromStructs returns an error that names the field if T is not a struct or has a field of another type ([ErrType]), if
// T has no exported fields ([ErrEmpty]), if two fields have one name ([ErrName]) or are the index ([ErrIndex]), if a tag
// has an unknown option ([ErrValue]), and if a uint is larger than an int64 or a time is out of the years 1678 to 2261
// ([ErrValue], which names the row too).
//
// Cost: one allocation a column and one copy a value, as columns written by hand have: about 30 ns a row of five
// fields. T is inspected once.
func FromStructs[T any](rows []T) (Frame, error) {
	p := structPlanOf(reflect.TypeFor[T]())
	f, err := p.read(unsafe.Pointer(unsafe.SliceData(rows)), unsafe.Sizeof(*new(T)), len(rows))
	if err != nil {
		return Frame{}, fmt.Errorf("frame.FromStructs: %w", err)
	}
	return f, nil
}

// read returns the frame of n structs of a size, the first of which is at base.
func (p *structPlan) read(base unsafe.Pointer, size uintptr, n int) (Frame, error) {
	if p.err != nil {
		return Frame{}, p.err
	}
	cols := make([]Column, len(p.columns))
	for i := range cols {
		c := &p.columns[i]
		cols[i] = Column{name: c.column, typ: c.kind.typ, index: c.index, vector: newVector(c.kind.typ, n), length: n}
	}
	for from := 0; from < n; from += blockRows {
		to := min(from+blockRows, n)
		for i := range cols {
			c := &p.columns[i]
			if err := c.read(&cols[i], fieldValues{unsafe.Add(base, c.offset), size}, from, to); err != nil {
				return Frame{}, err
			}
		}
	}
	return Frame{cols: cols, rows: n}, nil
}

// read sets dst[from:to] to the values of the field.
func (c *structColumn) read(dst *Column, src fieldValues, from, to int) error {
	if !c.pointer {
		return c.kind.read(c, dst, src, from, to)
	}
	for row := from; row < to; row++ {
		p := *(*unsafe.Pointer)(src.at(row))
		if p == nil {
			dst.setMissing(row)
		} else if err := c.kind.read(c, dst, fieldValues{base: p}, row, row+1); err != nil {
			return err
		}
	}
	return nil
}

// setMissing makes a value of a new column missing.
func (c *Column) setMissing(row int) {
	if c.typ == Float64 {
		c.vector.(typedVector[float64])[row] = math.NaN()
		return
	}
	if c.missing == nil {
		c.missing = newBitmap(c.length)
	}
	c.missing.set(row)
}

// readFields reads values that a column stores as they are.
func readFields[T scalar](_ *structColumn, dst *Column, src fieldValues, from, to int) error {
	out := dst.vector.(typedVector[T])[from:to]
	for i := range out {
		out[i] = *(*T)(src.at(from + i))
	}
	return nil
}

// readNumbers reads numbers that a column can hold, whatever their value.
func readNumbers[N float32 | int | int8 | int16 | int32 | uint8 | uint16 | uint32, T float64 | int64](
	_ *structColumn, dst *Column, src fieldValues, from, to int,
) error {
	out := dst.vector.(typedVector[T])[from:to]
	for i := range out {
		out[i] = T(*(*N)(src.at(from + i)))
	}
	return nil
}

// readUints reads numbers that may be larger than an int64.
func readUints[N uint | uint64](c *structColumn, dst *Column, src fieldValues, from, to int) error {
	out := dst.vector.(typedVector[int64])[from:to]
	for i := range out {
		v := uint64(*(*N)(src.at(from + i)))
		if v > math.MaxInt64 {
			return fmt.Errorf("%w: a uint must be at most %d, the largest int64, got %d in row %d of field %s",
				ErrValue, int64(math.MaxInt64), v, from+i, c.field)
		}
		out[i] = int64(v)
	}
	return nil
}

// minSecond and maxSecond are the first and the last second that a Time column covers to its end.
var minSecond, maxSecond = minTime.Unix() + 1, maxTime.Unix() - 1

// readTimes reads times. The zero time is a missing value.
func readTimes(c *structColumn, dst *Column, src fieldValues, from, to int) error {
	out := dst.vector.(typedVector[int64])[from:to]
	for i := range out {
		t := (*time.Time)(src.at(from + i))
		if s := t.Unix(); s >= minSecond && s <= maxSecond {
			out[i] = s*1e9 + int64(t.Nanosecond())
			continue
		}
		switch {
		case t.IsZero():
			dst.setMissing(from + i)
		case timeInRange(*t):
			out[i] = t.UnixNano()
		default:
			return fmt.Errorf("%w: times must be in the years 1678 to 2261, got %v in row %d of field %s",
				ErrValue, *t, from+i, c.field)
		}
	}
	return nil
}
