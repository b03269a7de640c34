package ops

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/streamgage/streamgage/frame"
)

// appendColumn writes a column's type and values.
func appendColumn(dst []byte, c frame.Column) []byte {
	f := frame.Must(frame.New(c))
	dst = binary.AppendUvarint(append(dst, byte(c.Type())), uint64(c.Len()))
	ints, texts := []int64(nil), []string(nil)
	var floats []float64
	switch name := c.Name(); c.Type() {
	case frame.Int64:
		ints, _ = f.Ints(name) // does not fail: the type was checked
	case frame.Time:
		ints, _ = f.Times(name)
	case frame.String:
		texts, _ = f.Strings(name)
	default:
		floats, _ = f.Numeric(name)
	}
	for i := range c.Len() {
		switch {
		case !c.Valid(i):
			dst = append(dst, 0)
		case ints != nil:
			dst = binary.AppendVarint(append(dst, 1), ints[i])
		case texts != nil:
			dst = appendText(append(dst, 1), texts[i])
		default:
			dst = binary.LittleEndian.AppendUint64(append(dst, 1), math.Float64bits(floats[i]))
		}
	}
	return dst
}

// column reads what appendColumn has written, which must be of the field's type.
func (r *stateReader) column(f frame.Field) frame.Column {
	name, t := f.Name, f.Type
	if was := frame.Type(r.byte()); was != t {
		r.fail(fmt.Errorf("the state's %q must be of type %v, got %v", name, t, was))
	}
	n := r.count()
	valid, ints, texts, floats, bools := make([]bool, n), make([]int64, n), make([]string, n), make([]float64, n), make([]bool, n)
	for i := range n {
		if valid[i] = r.byte() != 0; !valid[i] {
			floats[i] = math.NaN()
			continue
		}
		switch t {
		case frame.Int64, frame.Time:
			ints[i] = r.int()
		case frame.String:
			texts[i] = r.text()
		default:
			floats[i] = r.float()
			bools[i] = floats[i] != 0
		}
	}
	var c frame.Column
	switch t {
	case frame.Int64:
		c = frame.Col(name, ints)
	case frame.Time:
		c = frame.Nanos(name, ints)
	case frame.String:
		c = frame.Col(name, texts)
	case frame.Bool:
		c = frame.Col(name, bools)
	default:
		c = frame.Col(name, floats)
	}
	if t != frame.Float64 {
		c = c.WithValid(valid)
	}
	if f.Index {
		c = c.AsIndex()
	}
	return c
}

// appendFrame writes the rows of a frame. The reader must know its schema.
func appendFrame(dst []byte, f frame.Frame) []byte {
	for _, name := range f.Schema().Names() {
		c, _ := f.Column(name)
		dst = appendColumn(dst, c)
	}
	return dst
}

// readFrame reads what appendFrame has written.
func readFrame(r *stateReader, s frame.Schema) (frame.Frame, error) {
	var cols []frame.Column
	for _, field := range s.Fields() {
		cols = append(cols, r.column(field))
	}
	f, err := frame.New(cols...)
	if r.err != nil {
		return f, r.err
	}
	if err == nil {
		err = s.Check(f)
	}
	return f, err
}
