package frame

import (
	"fmt"
	"math"
	"reflect"
	"time"
	"unsafe"
)

// Into returns the rows of f as structs. It is the inverse of [FromStructs], which describes tags and types: each
// exported field of T takes its value from the column of its name, in whatever order the columns are. Columns without a
// field are ignored. Into is a function, because a method cannot have type parameters.
//
// A missing value is NaN in a float field, the zero time.Time in a time field, and nil in a field that is a pointer. So a
// pointer to NaN comes back as nil. Times are in UTC. A float32 field takes the nearest float32 of a value. A float field
// takes an Int64 column too, with the nearest float of each value.
//
// Into returns an error if T is not the type of rows, as FromStructs does; if a field has no column ([ErrColumn], with
// the nearest name); if a column has another type than its field ([ErrType]); if a value is missing and its field is an
// integer, a string or a bool; and if a value is out of the range of its field, such as 300 for a uint8 ([ErrValue] for
// both, which names the row and the column).
//
// Cost: one allocation for the result, one for the columns, and one for 256 rows of each field that is a pointer: such
// rows share the memory of their values. Strings share memory with the frame.
func Into[T any](f Frame) ([]T, error) {
	p := structPlanOf(reflect.TypeFor[T]())
	cols, err := p.find(f)
	if err != nil {
		return nil, fmt.Errorf("frame.Into: %w", err)
	}
	rows := make([]T, f.rows)
	if err := p.write(cols, unsafe.Pointer(unsafe.SliceData(rows)), unsafe.Sizeof(*new(T)), f.rows); err != nil {
		return nil, fmt.Errorf("frame.Into: %w", err)
	}
	return rows, nil
}

// find returns the column of each field, restricted to the frame's rows.
func (p *structPlan) find(f Frame) ([]Column, error) {
	if p.err != nil {
		return nil, p.err
	}
	cols := make([]Column, len(p.columns))
	for i := range cols {
		c := &p.columns[i]
		at := f.find(c.column)
		if at < 0 {
			return nil, fmt.Errorf("field %s has no column: %w", c.field, errNoColumn(c.column, f.Schema().Names()))
		}
		if cols[i] = f.columnAt(at); !c.kind.accepts(cols[i].typ) {
			return nil, fmt.Errorf("%w: a field of type %v needs a column of type %v, got column %q of type %v for field %s",
				ErrType, c.valueType, c.kind.typ, c.column, cols[i].typ, c.field)
		}
		if err := c.checkMissing(&cols[i]); err != nil {
			return nil, err
		}
	}
	return cols, nil
}

// checkMissing returns an ErrValue if a value is missing and the field has no value for it.
func (c *structColumn) checkMissing(src *Column) error {
	if c.pointer || c.kind.typ == Float64 || c.kind.typ == Time {
		return nil
	}
	end := src.offset + src.length
	if at := src.missing.nextSet(src.offset, end); at < end {
		return fmt.Errorf("%w: a missing value needs a field of type *%v, got one in row %d of column %q for field %s of type %v",
			ErrValue, c.valueType, at-src.offset, c.column, c.field, c.valueType)
	}
	return nil
}

// write fills n structs of a size, the first of which is at base.
func (p *structPlan) write(cols []Column, base unsafe.Pointer, size uintptr, n int) error {
	for from := 0; from < n; from += blockRows {
		to := min(from+blockRows, n)
		for i := range cols {
			c := &p.columns[i]
			if err := c.write(&cols[i], fieldValues{unsafe.Add(base, c.offset), size}, from, to); err != nil {
				return err
			}
		}
	}
	return nil
}

// write sets the field in rows from to to-1.
func (c *structColumn) write(src *Column, dst fieldValues, from, to int) error {
	if !c.pointer {
		return c.kind.write(c, src, dst, from, to)
	}
	present := 0
	for row := from; row < to; row++ {
		if src.Valid(row) {
			present++
		}
	}
	if present == 0 {
		return nil
	}
	values := fieldValues{reflect.MakeSlice(reflect.SliceOf(c.valueType), present, present).UnsafePointer(), c.valueType.Size()}
	next := 0
	for row := from; row < to; row++ {
		if !src.Valid(row) {
			continue
		}
		p := values.at(next)
		next++
		if err := c.kind.write(c, src, fieldValues{base: p}, row, row+1); err != nil {
			return err
		}
		*(*unsafe.Pointer)(dst.at(row)) = p
	}
	return nil
}

// outOfRange is the ErrValue for a value that the field cannot hold.
func (c *structColumn) outOfRange(v any, row int) error {
	return fmt.Errorf("%w: the value must be in the range of %v, got %v in row %d of column %q for field %s",
		ErrValue, c.valueType, v, row, c.column, c.field)
}

// writeFields writes values that the field stores as the column does.
func writeFields[T scalar](_ *structColumn, src *Column, dst fieldValues, from, to int) error {
	for i, v := range values[T](*src)[from:to] {
		*(*T)(dst.at(from + i)) = v
	}
	return nil
}

// writeInts writes integers to a field of another type.
func writeInts[N int | int8 | int16 | int32 | uint | uint8 | uint16 | uint32 | uint64](
	c *structColumn, src *Column, dst fieldValues, from, to int,
) error {
	for i, v := range values[int64](*src)[from:to] {
		n := N(v)
		if int64(n) != v || (n < 0) != (v < 0) {
			return c.outOfRange(v, from+i)
		}
		*(*N)(dst.at(from + i)) = n
	}
	return nil
}

// writeFloat64 writes floats, or integers as floats.
func writeFloat64(c *structColumn, src *Column, dst fieldValues, from, to int) error {
	if src.typ == Int64 {
		writeIntsAsFloats[float64](src, dst, from, to)
		return nil
	}
	return writeFields[float64](c, src, dst, from, to)
}

// writeFloat32 writes floats, or integers as floats, each as the nearest float32.
func writeFloat32(c *structColumn, src *Column, dst fieldValues, from, to int) error {
	if src.typ == Int64 {
		writeIntsAsFloats[float32](src, dst, from, to)
		return nil
	}
	for i, v := range values[float64](*src)[from:to] {
		n := float32(v)
		if math.IsInf(float64(n), 0) && !math.IsInf(v, 0) {
			return c.outOfRange(v, from+i)
		}
		*(*float32)(dst.at(from + i)) = n
	}
	return nil
}

// writeIntsAsFloats writes the nearest float of each integer, and NaN for a missing value.
func writeIntsAsFloats[F float32 | float64](src *Column, dst fieldValues, from, to int) {
	for i, v := range values[int64](*src)[from:to] {
		*(*F)(dst.at(from + i)) = F(v)
	}
	end := src.offset + to
	for i := src.missing.nextSet(src.offset+from, end); i < end; i = src.missing.nextSet(i+1, end) {
		*(*F)(dst.at(i - src.offset)) = F(math.NaN())
	}
}

// writeTimes writes times in UTC, and the zero time for a missing value.
func writeTimes(_ *structColumn, src *Column, dst fieldValues, from, to int) error {
	for i, v := range values[int64](*src)[from:to] {
		*(*time.Time)(dst.at(from + i)) = time.Unix(0, v).UTC()
	}
	end := src.offset + to
	for i := src.missing.nextSet(src.offset+from, end); i < end; i = src.missing.nextSet(i+1, end) {
		*(*time.Time)(dst.at(i - src.offset)) = time.Time{}
	}
	return nil
}
