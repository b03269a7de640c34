package ops

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strings"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
	"github.com/streamgage/streamgage/ops/internal/state"
	"github.com/streamgage/streamgage/ops/internal/window"
)

// keyValue is a row's value in a key column: a text, or a number with the same order as the values. The number is the
// int64 itself, a time in nanoseconds, a bool as 0 or 1, or orderOfFloat of a float.
type keyValue struct {
	number int64
	text   string
}

// keyColumn reads the values of one key column, or of an expression that is a key.
type keyColumn struct {
	groupKey
	read   func(frame.Frame) (kernel.Vector, error)
	values kernel.Vector // of the batch
}

// newKeyColumns returns the columns of the keys of windows. A key is an expression, or a column that is not the index.
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
		all[i] = keyColumn{groupKey: k, read: k.reader(s)}
	}
	return all, nil
}

// value returns a row's key, or false if it is missing.
func (k *keyColumn) value(row int) (v keyValue, ok bool) {
	if !k.values.IsValid(row) {
		return v, false
	}
	switch k.typ {
	case frame.Float64:
		v.number = orderOfFloat(k.values.Floats[row])
	case frame.String:
		v.text = k.values.Texts[row]
	case frame.Bool:
		v.number = int64(boolToInt(k.values.Bools[row]))
	default:
		v.number = k.values.Ints[row]
	}
	return v, true
}

// appendKey appends an encoding of the value that differs from those of all other values of the column.
func (k *keyColumn) appendKey(dst []byte, v keyValue) []byte {
	if k.typ == frame.String {
		return state.AppendText(dst, v.text)
	}
	return binary.BigEndian.AppendUint64(dst, uint64(v.number))
}

// output returns the column of keys in the results.
func (k *keyColumn) output() output { return output{name: k.name, typ: k.typ} }

// appendResult appends a key to a column of results.
func (k *keyColumn) appendResult(out *resultColumn, v keyValue) error {
	switch k.typ {
	case frame.Float64:
		return out.appendFloat(floatOfOrder(v.number))
	case frame.String:
		return out.appendText(v.text, window.Found)
	}
	return out.appendInt(v.number, window.Found)
}

// compareKeys compares the keys of two groups.
func compareKeys(a, b []keyValue) int {
	for i := range a {
		if c := cmp.Or(cmp.Compare(a[i].number, b[i].number), strings.Compare(a[i].text, b[i].text)); c != 0 {
			return c
		}
	}
	return 0
}

// orderOfFloat encodes a float64 as an int64 with the same order. -0 and 0 have the same code.
func orderOfFloat(v float64) int64 {
	return flipNegative(int64(math.Float64bits(v + 0))) // v + 0 turns -0 into 0
}

// floatOfOrder is the inverse of orderOfFloat.
func floatOfOrder(n int64) float64 { return math.Float64frombits(uint64(flipNegative(n))) }

// flipNegative reverses the order of the negative codes. It is its own inverse.
func flipNegative(bits int64) int64 {
	if bits < 0 {
		return bits ^ math.MaxInt64
	}
	return bits
}
