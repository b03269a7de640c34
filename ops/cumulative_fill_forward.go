package ops

import (
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// FillNAForward replaces each missing value by the last value before it, also if that is in an earlier batch: pandas'
// ffill. It works on the named columns, or on all columns but the index if none is named. Missing values before the
// first value stay missing. An unknown name is a build error, an [ErrColumn].
func (d DataFrame) FillNAForward(columns ...string) DataFrame {
	fields, err := selectedFields(d.example.Schema(), columns)
	if err != nil {
		return d.fail("FillNAForward", err)
	}
	return d.deriveStateful("FillNAForward", "fill forward", func() operator { return newForwardFill(fields).operator() })
}

// forwardFill is the state of FillNAForward: the last value of each column, if there was one.
type forwardFill struct {
	fields []frame.Field
	last   []kernel.Vector // of one row or none
	next   []kernel.Vector // the last values of the batch in progress
	cols   []frame.Column
}

func newForwardFill(fields []frame.Field) *forwardFill {
	n := len(fields)
	return &forwardFill{fields, make([]kernel.Vector, n), make([]kernel.Vector, n), make([]frame.Column, n)}
}

func (s *forwardFill) operator() operator { return operator{s.take, s.save, s.load} }

func (s *forwardFill) take(f frame.Frame) (frame.Frame, error) {
	for i, field := range s.fields {
		x, err := kernel.VectorOf(f, field.Name)
		if err != nil {
			return f, err
		}
		var out kernel.Vector
		s.next[i] = kernel.FillForward(&out, x, s.last[i])
		s.cols[i] = out.Column(field.Name)
	}
	copy(s.last, s.next)
	return f.With(s.cols...)
}

func (s *forwardFill) save(dst []byte) []byte {
	for i, field := range s.fields {
		c := missingColumn(field, 0)
		if s.last[i].Len() > 0 {
			c = s.last[i].Column(field.Name)
		}
		dst = appendColumn(dst, c)
	}
	return dst
}

func (s *forwardFill) load(src []byte) (rest []byte, err error) {
	r := state.NewReader(src)
	for i, field := range s.fields {
		c := readColumn(r, field)
		if r.Check(c.Len() <= 1); r.Err() != nil {
			return nil, r.Err()
		}
		f, err := frame.New(c)
		if err == nil && f.Len() == 1 {
			s.last[i], err = kernel.VectorOf(f, field.Name)
		}
		if err != nil {
			return nil, err
		}
	}
	return r.Finish()
}
