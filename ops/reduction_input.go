package ops

import (
	"math"
	"slices"

	"github.com/streamgage/streamgage/frame"
)

// reading is a batch's column as a reducer takes it. Its memory is used again.
type reading struct {
	col    frame.Column
	absent bool // some values are missing
	floats []float64
	others []float64 // of the second column
	ints   []int64
	texts  []string
	spare  []float64
	spares []float64 // of others
	small  []int64
}

func intsOf(v *reading) []int64   { return v.ints }
func textsOf(v *reading) []string { return v.texts }

// has says whether there is a value in a row; of floats, NaN says so itself.
func (v *reading) has(row int) bool { return !v.absent || v.col.Valid(row) }

// read takes an output's columns from a batch.
func (v *reading) read(o output, f frame.Frame) (err error) {
	if o.form == asRows {
		v.floats = zeros(v.spare, f.Len())
		v.spare = v.floats
		return nil
	}
	if v.col, err = f.Column(o.columns[0]); err != nil {
		return err
	}
	v.absent = o.form != asFloats && v.col.HasMissing()
	switch o.form {
	case asFloats:
		if v.floats, err = widened(f, o.columns[0], &v.spare); err == nil && o.columns[1] != "" {
			v.others, err = widened(f, o.columns[1], &v.spares)
		}
	case asTexts:
		v.texts, err = f.Strings(o.columns[0])
	case asPresence:
		v.readPresence(f.Len())
	case asInts:
		err = v.readInts(f, o.columns[0])
	}
	return err
}

// widened gives a column of numbers as float64: of int64 in room.
func widened(f frame.Frame, name string, room *[]float64) ([]float64, error) {
	c, err := f.Column(name)
	if err != nil || c.Type() != frame.Int64 {
		return f.Numeric(name)
	}
	ints, err := f.Ints(name)
	out := slices.Grow((*room)[:0], len(ints))[:len(ints)]
	missing := c.HasMissing()
	for i, n := range ints {
		if out[i] = float64(n); missing && !c.Valid(i) {
			out[i] = math.NaN()
		}
	}
	*room = out
	return out, err
}

func (v *reading) readPresence(n int) {
	v.floats = zeros(v.spare, n)
	v.spare = v.floats
	if !v.absent && v.col.Type() != frame.Float64 {
		return
	}
	for i := range v.floats {
		if !v.col.Valid(i) {
			v.floats[i] = math.NaN()
		}
	}
}

func (v *reading) readInts(f frame.Frame, name string) (err error) {
	switch v.col.Type() {
	case frame.Time:
		v.ints, err = f.Times(name)
	case frame.Int64:
		v.ints, err = f.Ints(name)
	default:
		var bools []bool
		bools, err = f.Bools(name)
		v.small = slices.Grow(v.small[:0], len(bools))[:len(bools)]
		for i, b := range bools {
			v.small[i] = 0
			if b {
				v.small[i] = 1
			}
		}
		v.ints = v.small
	}
	return err
}

func zeros(dst []float64, n int) []float64 {
	dst = slices.Grow(dst[:0], n)[:n]
	clear(dst)
	return dst
}
