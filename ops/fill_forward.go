package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// FFill replaces each missing value by the last value before it, also if that is in an earlier batch: pandas' ffill.
// Missing values before the first value stay missing. It works on the columns that [Columns] names, or else on all but
// the index. [Limit] sets how many missing values in sequence are filled.
//
//	in:            . 1 . . | . 2 .
//	out:           . 1 1 1 | 1 2 2
//	with Limit(2): . 1 1 1 | . 2 2
//
// An unknown name is a build error, an [ErrColumn]. FFill panics on other options.
func (d DataFrame) FFill(opts ...FillOption) DataFrame {
	cfg := configureFill("FFill", opts)
	fields, err := selectedFields(d.example.Schema(), cfg.columns)
	if err != nil {
		return d.fail("FFill", err)
	}
	return d.deriveStateful("FFill", cfg.label("ffill"), func() operator { return newForwardFill(fields, cfg.limit).operator() })
}

// label says what is computed, with the limit.
func (c *fillConfig) label(name string) string {
	if c.limit > 0 {
		return fmt.Sprintf("%s limit %d", name, c.limit)
	}
	return name
}

// forwardFill is the state of FFill, by column: the last value, if there was one, and how many missing values have
// followed it.
type forwardFill struct {
	fields  []frame.Field
	limit   int
	last    []kernel.Vector // of one row or none
	missing []int
	cols    []frame.Column
}

func newForwardFill(fields []frame.Field, limit int) *forwardFill {
	n := len(fields)
	return &forwardFill{fields, limit, make([]kernel.Vector, n), make([]int, n), make([]frame.Column, n)}
}

func (s *forwardFill) operator() operator { return operator{s.take, s.save, s.load} }

func (s *forwardFill) take(f frame.Frame) (frame.Frame, error) {
	columns, err := columnVectors(f, namesOf(s.fields))
	if err != nil {
		return f, err
	}
	for i, x := range columns {
		var out kernel.Vector
		s.last[i], s.missing[i] = kernel.FillForward(&out, x, s.last[i], s.limit, s.missing[i])
		s.cols[i] = out.Column(s.fields[i].Name)
	}
	return f.With(s.cols...)
}

func (s *forwardFill) save(dst []byte) []byte {
	for i, field := range s.fields {
		c := missingColumn(field, 0)
		if s.last[i].Len() > 0 {
			c = s.last[i].Column(field.Name)
		}
		dst = state.AppendCount(appendColumn(dst, c), s.missing[i])
	}
	return dst
}

func (s *forwardFill) load(src []byte) (rest []byte, err error) {
	r := state.NewReader(src)
	for i, field := range s.fields {
		v := readVector(r, field)
		s.missing[i] = int(r.Uint())
		if r.Check(v.Len() <= 1 && s.missing[i] >= 0); r.Err() != nil {
			return nil, r.Err()
		}
		s.last[i] = v
	}
	return r.Finish()
}

// readVector reads a column that appendColumn has written.
func readVector(r *state.Reader, field frame.Field) (v kernel.Vector) {
	c := readColumn(r, field)
	if r.Err() != nil {
		return v
	}
	f, err := frame.New(c)
	if err == nil {
		v, err = kernel.VectorOf(f, field.Name)
	}
	if err != nil {
		r.Fail(err)
	}
	return v
}
