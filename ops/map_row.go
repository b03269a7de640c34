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

// Row is one row of a batch, as the function of [MapRows] sees it: a small value that is valid during the call.
//
// Columns, and the index, are asked for by name and type. A name that there is not, or a column of another type, gives a
// zero value, and MapRows an error.
type Row struct {
	batch *rowBatch
	row   int
}

// batch is the columns of the rows, and what went wrong with asking for them.
type rowBatch struct {
	names []string
	cols  []kernel.Vector
	err   error
}

// Float gives the value of a float64 or int64 column, NaN where it is missing.
func (r Row) Float(column string) float64 {
	c, ok := r.column(column, frame.Float64, frame.Int64)
	if !ok {
		return 0
	}
	if c.Type == frame.Float64 {
		return c.Floats[r.row]
	}
	if !c.Has(r.row) {
		return math.NaN()
	}
	return float64(c.Ints[r.row])
}

// Int gives the value of an int64 column, 0 where it is missing.
func (r Row) Int(column string) int64 {
	c, ok := r.column(column, frame.Int64, frame.Int64)
	if !ok || !c.Has(r.row) {
		return 0
	}
	return c.Ints[r.row]
}

// Text gives the value of a string column, empty where it is missing.
func (r Row) Text(column string) string {
	c, ok := r.column(column, frame.String, frame.String)
	if !ok || !c.Has(r.row) {
		return ""
	}
	return c.Texts[r.row]
}

// Bool gives the value of a bool column, false where it is missing.
func (r Row) Bool(column string) bool {
	c, ok := r.column(column, frame.Bool, frame.Bool)
	return ok && c.Has(r.row) && c.Bools[r.row]
}

// Time gives the value of a time column in UTC, the zero time where it is missing.
func (r Row) Time(column string) time.Time {
	c, ok := r.column(column, frame.Time, frame.Time)
	if !ok || !c.Has(r.row) {
		return time.Time{}
	}
	return time.Unix(0, c.Ints[r.row]).UTC()
}

// Has says whether the value of a column is there.
func (r Row) Has(column string) bool {
	i := r.batch.find(column)
	return i >= 0 && r.batch.cols[i].Has(r.row)
}

// column gives a column of one of two types.
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

// find gives the position of a column, or -1 and fails.
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

func (b *rowBatch) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}
