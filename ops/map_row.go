package ops

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/suggest"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// Row is one row of a batch in the function of [MapRows]. It is a small value, valid during the call.
//
// Its methods return the values of columns, or of the index, by name and type. An unknown name, or a column of another
// type, returns a zero value, and makes MapRows return an error.
type Row struct {
	batch *rowBatch
	row   int
}

// rowBatch holds the columns of the rows, and the first error of a Row's method.
type rowBatch struct {
	names []string
	cols  []kernel.Vector
	err   error
}

// Float returns the value of a float64 or int64 column, NaN if it is missing.
func (r Row) Float(column string) float64 {
	c, ok := r.column(column, frame.Float64, frame.Int64)
	if !ok {
		return 0
	}
	if c.Type == frame.Float64 {
		return c.Floats[r.row]
	}
	if !c.IsValid(r.row) {
		return math.NaN()
	}
	return float64(c.Ints[r.row])
}

// Int returns the value of an int64 column, 0 if it is missing.
func (r Row) Int(column string) int64 {
	c, ok := r.column(column, frame.Int64, frame.Int64)
	if !ok || !c.IsValid(r.row) {
		return 0
	}
	return c.Ints[r.row]
}

// Text returns the value of a string column, "" if it is missing.
func (r Row) Text(column string) string {
	c, ok := r.column(column, frame.String, frame.String)
	if !ok || !c.IsValid(r.row) {
		return ""
	}
	return c.Texts[r.row]
}

// Bool returns the value of a bool column, false if it is missing.
func (r Row) Bool(column string) bool {
	c, ok := r.column(column, frame.Bool, frame.Bool)
	return ok && c.IsValid(r.row) && c.Bools[r.row]
}

// Time returns the value of a time column in UTC, the zero time if it is missing.
func (r Row) Time(column string) time.Time {
	c, ok := r.column(column, frame.Time, frame.Time)
	if !ok || !c.IsValid(r.row) {
		return time.Time{}
	}
	return time.Unix(0, c.Ints[r.row]).UTC()
}

// Has returns whether the value of a column is not missing.
func (r Row) Has(column string) bool {
	i := r.batch.find(column)
	return i >= 0 && r.batch.cols[i].IsValid(r.row)
}

// column returns a column, which must be of one of two types, or false after recording an error.
func (r Row) column(name string, want, or frame.Type) (*kernel.Vector, bool) {
	i := r.batch.find(name)
	if i < 0 {
		return nil, false
	}
	c := &r.batch.cols[i]
	if c.Type != want && c.Type != or {
		r.batch.fail(fmt.Errorf("%w: the function asks for %v, got %q of type %v", ErrType, want, name, c.Type))
		return nil, false
	}
	return c, true
}

// find returns the position of a column, or -1 after recording an error.
func (b *rowBatch) find(name string) int {
	for i := range b.names {
		if b.names[i] == name {
			return i
		}
	}
	b.fail(fmt.Errorf("%w %q, which the function asks for; columns are %s%s",
		ErrColumn, name, strings.Join(b.names, ", "), suggest.DidYouMean(name, b.names)))
	return -1
}

// fail records the first error.
func (b *rowBatch) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}
