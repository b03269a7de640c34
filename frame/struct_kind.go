package frame

import (
	"reflect"
	"time"
	"unsafe"
)

// structKind says how values of one kind of field become values of a column, and back.
type structKind struct {
	typ Type // of the column
	// read sets dst[from:to] to the values of a field. Values that do not fit are an ErrValue.
	read func(c *structColumn, dst *Column, src fieldValues, from, to int) error
	// write sets the values of a field in rows from to to-1. src has the type typ (or Int64 for a float field) and no
	// missing values in these rows (except for float fields and time.Time). Values that do not fit are an ErrValue.
	write func(c *structColumn, src *Column, dst fieldValues, from, to int) error
}

// fieldValues are the values of one field in all rows of a slice of structs. There is at least one row.
//
// base points to the field of row 0, and stride is the size of the struct. If stride is 0, all rows have the same value:
// this is how the value behind a pointer is read and written.
type fieldValues struct {
	base   unsafe.Pointer
	stride uintptr
}

// at returns the address of the field in a row. It computes no address outside of the slice, which the garbage collector
// would reject.
func (v fieldValues) at(row int) unsafe.Pointer { return unsafe.Add(v.base, uintptr(row)*v.stride) }

// structKinds has an entry for each kind of number and for strings and bools, whatever the name of the type.
var structKinds = map[reflect.Kind]structKind{
	reflect.Float64: {Float64, readFields[float64], writeFloat64},
	reflect.Float32: {Float64, readNumbers[float32, float64], writeFloat32},
	reflect.Int64:   {Int64, readFields[int64], writeFields[int64]},
	reflect.Int:     {Int64, readNumbers[int, int64], writeInts[int]},
	reflect.Int32:   {Int64, readNumbers[int32, int64], writeInts[int32]},
	reflect.Int16:   {Int64, readNumbers[int16, int64], writeInts[int16]},
	reflect.Int8:    {Int64, readNumbers[int8, int64], writeInts[int8]},
	reflect.Uint64:  {Int64, readUints[uint64], writeInts[uint64]},
	reflect.Uint:    {Int64, readUints[uint], writeInts[uint]},
	reflect.Uint32:  {Int64, readNumbers[uint32, int64], writeInts[uint32]},
	reflect.Uint16:  {Int64, readNumbers[uint16, int64], writeInts[uint16]},
	reflect.Uint8:   {Int64, readNumbers[uint8, int64], writeInts[uint8]},
	reflect.String:  {String, readFields[string], writeFields[string]},
	reflect.Bool:    {Bool, readFields[bool], writeFields[bool]},
}

var timeType = reflect.TypeFor[time.Time]()

// isTimeType reports whether t is time.Time, or a type defined as time.Time.
func isTimeType(t reflect.Type) bool { return t.Kind() == reflect.Struct && t.ConvertibleTo(timeType) }

// structKindOf returns the kind of a field's type, and whether a column can hold its values.
func structKindOf(t reflect.Type) (structKind, bool) {
	if isTimeType(t) {
		return structKind{Time, readTimes, writeTimes}, true
	}
	k, ok := structKinds[t.Kind()]
	return k, ok
}

// accepts reports whether a column of type t can fill the field.
func (k structKind) accepts(t Type) bool { return t == k.typ || k.typ == Float64 && t == Int64 }
