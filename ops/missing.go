package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// FillNA puts v wherever a value is missing in the named columns, or, if none is named, in all columns that can hold it.
//
// v is a number (float64, int or int64), a string, a bool or a time.Time; an int64 column can hold whole numbers. A named
// column that cannot hold v is a build error, an [ErrType], and so is a v that no column can; an unknown name is an
// [ErrColumn].
func (d DataFrame) FillNA(v any, columns ...string) DataFrame {
	constant, err := kernel.NewConstant(v)
	if err != nil {
		return d.fail("FillNA", fmt.Errorf("%w: %w", ErrType, err))
	}
	named, err := chosen(d.example.Schema(), columns)
	if err != nil {
		return d.fail("FillNA", err)
	}
	var fields []frame.Field
	for _, f := range named {
		if filler(constant, f.Type) != nil {
			fields = append(fields, f)
		} else if len(columns) > 0 {
			return d.fail("FillNA", fmt.Errorf("%w: %q of type %v cannot hold %v", ErrType, f.Name, f.Type, v))
		}
	}
	if len(fields) == 0 {
		return d.fail("FillNA", fmt.Errorf("%w: no column can hold %v, got [%v]", ErrType, v, d.example.Schema()))
	}
	return d.each("FillNA", fmt.Sprintf("fill %v", v), fields, func(f frame.Field) transform {
		with := filler(constant, f.Type).One()
		return func(x kernel.Vector) (out kernel.Vector, err error) {
			if !x.HasMissing() {
				return x, nil
			}
			kernel.Fill(&out, x, with)
			return out, nil
		}
	})
}

// filler is the constant as a value of the type, or nil if it is none.
func filler(c *kernel.Constant, t frame.Type) *kernel.Constant {
	switch {
	case c.Type() == t:
		return c
	case t == frame.Float64 && c.Type() == frame.Int64:
		return c.Widen()
	case t == frame.Int64 && c.Type() == frame.Float64:
		if n := number(c.One().Floats[0], t); n.Type() == t {
			return n
		}
	}
	return nil
}

// FillNAForward puts the last value before it, of this batch or an earlier one, wherever one is missing in the named
// columns, or in all if none is named: pandas' ffill, across batches. Before the first value there is nothing to put. An
// unknown name is a build error, an [ErrColumn].
func (d DataFrame) FillNAForward(columns ...string) DataFrame {
	fields, err := chosen(d.example.Schema(), columns)
	if err != nil {
		return d.fail("FillNAForward", err)
	}
	return d.derive("FillNAForward", "fill forward", func() operator { return newForward(fields).operator() })
}

// forward is the state of FillNAForward: the last value of each column, if there was one.
type forward struct {
	fields []frame.Field
	last   []kernel.Vector // of one row or none
	next   []kernel.Vector
	cols   []frame.Column
}

func newForward(fields []frame.Field) *forward {
	n := len(fields)
	return &forward{fields, make([]kernel.Vector, n), make([]kernel.Vector, n), make([]frame.Column, n)}
}

func (s *forward) operator() operator { return operator{s.take, s.save, s.load} }

func (s *forward) take(f frame.Frame) (frame.Frame, error) {
	for i, field := range s.fields {
		x, err := kernel.Of(f, field.Name)
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

func (s *forward) save(dst []byte) []byte {
	for i, field := range s.fields {
		c := blank(field, 0)
		if s.last[i].Len() > 0 {
			c = s.last[i].Column(field.Name)
		}
		dst = appendColumn(dst, c)
	}
	return dst
}

func (s *forward) load(src []byte) (rest []byte, err error) {
	r := stateReader{src: src}
	for i, field := range s.fields {
		c := r.column(field)
		if r.check(c.Len() <= 1); r.err != nil {
			return nil, r.err
		}
		f, err := frame.New(c)
		if err == nil && f.Len() == 1 {
			s.last[i], err = kernel.Of(f, field.Name)
		}
		if err != nil {
			return nil, err
		}
	}
	return r.src, nil
}

// DropNA leaves out the rows in which a value is missing in one of the named columns, or in any but the index if none is
// named. What has fewer rows can no longer be computed with what has them all; see [DataFrame.Where]. An unknown name is
// a build error, an [ErrColumn].
func (d DataFrame) DropNA(columns ...string) DataFrame {
	fields, err := chosen(d.example.Schema(), columns)
	if err != nil {
		return d.fail("DropNA", err)
	}
	return d.apply("DropNA", "drop missing", func() step {
		return func(f frame.Frame) (frame.Frame, error) {
			whole := kernel.Vector{Type: frame.Bool, Bools: make([]bool, f.Len())}
			for i := range whole.Bools {
				whole.Bools[i] = true
			}
			for _, field := range fields {
				c, err := f.Column(field.Name)
				if err != nil {
					return f, err
				}
				if !c.HasMissing() {
					continue
				}
				for i := range whole.Bools {
					whole.Bools[i] = whole.Bools[i] && c.Valid(i)
				}
			}
			return keep(f, whole), nil
		}
	})
}

// chosen gives the named columns, or all but the index if none is named.
func chosen(s frame.Schema, columns []string) ([]frame.Field, error) {
	if len(columns) == 0 {
		return values(s), nil
	}
	if err := known(s, columns...); err != nil {
		return nil, err
	}
	fields := make([]frame.Field, len(columns))
	for i, name := range columns {
		fields[i], _ = s.Lookup(name)
	}
	return fields, nil
}
