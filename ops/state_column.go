package ops

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// appendColumn writes the type, the length and the values of a column. A byte before each value says whether it is there.
func appendColumn(dst []byte, c frame.Column) []byte {
	f := frame.Must(frame.New(c))
	dst = state.AppendCount(append(dst, byte(c.Type())), c.Len())
	var ints []int64
	var texts []string
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
			dst = state.AppendInt(append(dst, 1), ints[i])
		case texts != nil:
			dst = state.AppendText(append(dst, 1), texts[i])
		default:
			dst = state.AppendFloat(append(dst, 1), floats[i])
		}
	}
	return dst
}

// readColumn reads a column that appendColumn has written. If it is not of the field's type, r fails.
func readColumn(r *state.Reader, f frame.Field) frame.Column {
	name, t := f.Name, f.Type
	if saved := frame.Type(r.Byte()); saved != t {
		r.Fail(fmt.Errorf("the state's %q must be of type %v, got %v", name, t, saved))
	}
	n := r.Count()
	valid, bools := make([]bool, n), make([]bool, n)
	ints, texts, floats := make([]int64, n), make([]string, n), make([]float64, n)
	for i := range n {
		if valid[i] = r.Byte() != 0; !valid[i] {
			floats[i] = math.NaN()
			continue
		}
		switch t {
		case frame.Int64, frame.Time:
			ints[i] = r.Int()
		case frame.String:
			texts[i] = r.Text()
		default:
			floats[i] = r.Float()
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

// appendFrame writes the rows of a frame, without its schema.
func appendFrame(dst []byte, f frame.Frame) []byte {
	for _, name := range f.Schema().Names() {
		c, _ := f.Column(name)
		dst = appendColumn(dst, c)
	}
	return dst
}

// readFrame reads a frame that appendFrame has written.
func readFrame(r *state.Reader, s frame.Schema) (frame.Frame, error) {
	var cols []frame.Column
	for _, field := range s.Fields() {
		cols = append(cols, readColumn(r, field))
	}
	f, err := frame.New(cols...)
	if r.Err() != nil {
		return f, r.Err()
	}
	if err == nil {
		err = s.Check(f)
	}
	return f, err
}
