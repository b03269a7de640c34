package ops

import (
	"math"
	"slices"

	"github.com/streamgage/streamgage/frame"
)

// inputColumn holds a batch's column in the form that an accumulator takes: one of floats, ints and texts. Its memory
// is reused for the next batch.
type inputColumn struct {
	col        frame.Column
	hasMissing bool // some values are missing; false for floats, because NaN marks them
	floats     []float64
	second     []float64 // of the second column
	ints       []int64
	texts      []string
	floatBuf   []float64    // memory for floats
	secondBuf  []float64    // memory for second
	intBuf     []int64      // memory for ints
	label      *inputColumn // the index, for IdxMin and IdxMax
}

func floatsOf(v *inputColumn) []float64 { return v.floats }
func intsOf(v *inputColumn) []int64     { return v.ints }
func textsOf(v *inputColumn) []string   { return v.texts }

// valid returns whether the value of a row is not missing. For floats it always returns true, because NaN marks missing
// values.
func (v *inputColumn) valid(row int) bool { return !v.hasMissing || v.col.Valid(row) }

// validFloat returns whether the float64 of a row is not missing.
func (v *inputColumn) validFloat(row int) bool { return v.floats[row] == v.floats[row] }

// read takes the columns of an output from a batch.
func (v *inputColumn) read(o output, f frame.Frame) (err error) {
	if o.form == asRows {
		v.floats = zeros(v.floatBuf, f.Len())
		v.floatBuf = v.floats
		return nil
	}
	if v.col, err = f.Column(o.columns[0]); err != nil {
		return err
	}
	if r := o.reduction.label; r != nil {
		if v.label == nil {
			v.label = &inputColumn{}
		}
		if err := v.label.read(output{columns: [2]string{r.index.Name}, form: formOf(r.index.Type)}, f); err != nil {
			return err
		}
	}
	v.hasMissing = o.form != asFloats && v.col.HasMissing()
	switch o.form {
	case asFloats:
		if v.floats, err = float64Column(f, o.columns[0], &v.floatBuf); err == nil && o.columns[1] != "" {
			v.second, err = float64Column(f, o.columns[1], &v.secondBuf)
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

// float64Column returns a column of numbers as float64. An int64 column is converted into buf.
func float64Column(f frame.Frame, name string, buf *[]float64) ([]float64, error) {
	c, err := f.Column(name)
	if err != nil || c.Type() != frame.Int64 {
		return f.Numeric(name)
	}
	ints, err := f.Ints(name)
	out := slices.Grow((*buf)[:0], len(ints))[:len(ints)]
	missing := c.HasMissing()
	for i, n := range ints {
		if out[i] = float64(n); missing && !c.Valid(i) {
			out[i] = math.NaN()
		}
	}
	*buf = out
	return out, err
}

// readPresence sets floats to 0 in rows with a value, and to NaN in rows with a missing value.
func (v *inputColumn) readPresence(n int) {
	v.floats = zeros(v.floatBuf, n)
	v.floatBuf = v.floats
	if !v.hasMissing && v.col.Type() != frame.Float64 {
		return
	}
	for i := range v.floats {
		if !v.col.Valid(i) {
			v.floats[i] = math.NaN()
		}
	}
}

// readInts sets ints to an int64, time or bool column.
func (v *inputColumn) readInts(f frame.Frame, name string) (err error) {
	switch v.col.Type() {
	case frame.Time:
		v.ints, err = f.Times(name)
	case frame.Int64:
		v.ints, err = f.Ints(name)
	default:
		var bools []bool
		bools, err = f.Bools(name)
		v.intBuf = slices.Grow(v.intBuf[:0], len(bools))[:len(bools)]
		for i, b := range bools {
			v.intBuf[i] = 0
			if b {
				v.intBuf[i] = 1
			}
		}
		v.ints = v.intBuf
	}
	return err
}

// zeros returns n zeros in the memory of dst.
func zeros(dst []float64, n int) []float64 {
	dst = slices.Grow(dst[:0], n)[:n]
	clear(dst)
	return dst
}

// readInputs takes the columns of each output from a batch.
func readInputs(inputs []inputColumn, outs []output, f frame.Frame) error {
	for i, o := range outs {
		if err := inputs[i].read(o, f); err != nil {
			return err
		}
	}
	return nil
}
