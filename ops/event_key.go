package ops

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strings"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/expression"
	"github.com/streamgage/streamgage/ops/internal/window"
)

// keyValue is a row's value in a key column: number is an int64, a time, a bool as 0 or 1, or what a float's
// order is.
type keyValue struct {
	number int64
	text   string
}

// keyColumn reads and compares the values of one key column.
type keyColumn struct {
	field      frame.Field
	program    *expression.Program // what computes it; nil: it is one of the rows' columns
	col        frame.Column
	hasMissing bool
	input      inputColumn
}

// newKeyColumns says what keys are: columns, or expressions.
func newKeyColumns(s frame.Schema, names []string) ([]keyColumn, error) {
	if index, ok := s.Index(); ok && slices.Contains(names, index.Name) {
		return nil, checkColumns(s, index.Name)
	}
	keys, err := newGroupKeys(s, names)
	if err != nil {
		return nil, err
	}
	all := make([]keyColumn, len(keys))
	for i, k := range keys {
		all[i].field = frame.Field{Name: k.name, Type: k.typ}
		if k.computed {
			if all[i].program, err = expression.Compile(k.name, s); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

func (k *keyColumn) read(f frame.Frame) (err error) {
	if k.program != nil {
		v, err := k.program.Run(f)
		if err != nil {
			return err
		}
		if f, err = frame.New(v.Column(k.field.Name)); err != nil {
			return err
		}
	}
	if k.col, err = f.Column(k.field.Name); err != nil {
		return err
	}
	k.hasMissing = k.col.HasMissing()
	switch k.field.Type {
	case frame.Float64:
		k.input.floats, err = f.Floats(k.field.Name)
	case frame.String:
		k.input.texts, err = f.Strings(k.field.Name)
	default:
		k.input.col = k.col
		err = k.input.readInts(f, k.field.Name)
	}
	return err
}

// value gives a row's key, or false where it is missing.
func (k *keyColumn) value(row int) (v keyValue, ok bool) {
	if k.hasMissing && !k.col.Valid(row) {
		return v, false
	}
	switch k.field.Type {
	case frame.Float64:
		v.number = orderOfFloat(k.input.floats[row])
	case frame.String:
		v.text = k.input.texts[row]
	default:
		v.number = k.input.ints[row]
	}
	return v, true
}

// appendKey appends what tells the value from all others of the column.
func (k *keyColumn) appendKey(dst []byte, v keyValue) []byte {
	if k.field.Type == frame.String {
		return appendText(dst, v.text)
	}
	return binary.BigEndian.AppendUint64(dst, uint64(v.number))
}

func (k *keyColumn) output() output { return output{name: k.field.Name, typ: k.field.Type} }

func (k *keyColumn) appendResult(out *resultColumn, v keyValue) error {
	switch k.field.Type {
	case frame.Float64:
		return out.appendFloat(floatOfOrder(v.number))
	case frame.String:
		return out.appendText(v.text, window.Found)
	}
	return out.appendInt(v.number, window.Found)
}

// compareKeys compares the keys of two groups of the same columns.
func compareKeys(a, b []keyValue) int {
	for i := range a {
		if c := cmp.Or(cmp.Compare(a[i].number, b[i].number), strings.Compare(a[i].text, b[i].text)); c != 0 {
			return c
		}
	}
	return 0
}

// orderOfFloat gives an int64 that compares with others as v does with theirs.
func orderOfFloat(v float64) int64 {
	return flipNegative(int64(math.Float64bits(v + 0))) // which makes 0 of -0
}

func floatOfOrder(n int64) float64 { return math.Float64frombits(uint64(flipNegative(n))) }

func flipNegative(bits int64) int64 {
	if bits < 0 {
		return bits ^ math.MaxInt64
	}
	return bits
}
