package frame

import (
	"fmt"
	"time"
)

// Type is the type of a column's values.
type Type uint8

// The column types. A Time is an int64 number of nanoseconds since the Unix epoch, so it covers the years 1678 to 2261.
const (
	Float64 Type = iota
	Int64
	String
	Bool
	Time
)

var typeNames = [...]string{"float64", "int64", "string", "bool", "time"}

// String returns the type's name: float64, int64, string, bool or time.
func (t Type) String() string {
	if int(t) < len(typeNames) {
		return typeNames[t]
	}
	return fmt.Sprintf("Type(%d)", uint8(t))
}

// Value lists the Go types from which a column can be made. An int is converted to an int64. A time.Time is converted
// to nanoseconds since the Unix epoch, without its location. The zero time.Time becomes a missing value.
type Value interface {
	float64 | int64 | int | string | bool | time.Time
}
