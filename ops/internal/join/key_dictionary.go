package join

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// Missing is the number of a key of which a value is missing, or that is not known.
const Missing = -1

// Keys numbers keys from 0, in the order in which they come. A key is the values of a row in some columns; of no columns
// at all, every row has the key 0.
type Keys struct {
	columns       []dictionary
	pairs         []map[[2]int32]int32 // the number of the key so far and that of the next column's value, to that of both
	columnNumbers []int32              // of one column
}

// dictionary numbers the values of one column.
type dictionary interface {
	encode(v kernel.Vector, add bool, out []int32)
	len() int
}

// NewKeys makes the numbers of keys of columns of these types. It panics on Float64: whether two floats are the same key
// is nothing to rely on.
func NewKeys(types []frame.Type) *Keys {
	k := &Keys{columns: make([]dictionary, len(types))}
	for i, t := range types {
		switch t {
		case frame.Int64, frame.Time:
			k.columns[i] = typedDictionary[int64]{map[int64]int32{}, func(v kernel.Vector) []int64 { return v.Ints }}
		case frame.String:
			k.columns[i] = typedDictionary[string]{map[string]int32{}, func(v kernel.Vector) []string { return v.Texts }}
		case frame.Bool:
			k.columns[i] = typedDictionary[bool]{map[bool]int32{}, func(v kernel.Vector) []bool { return v.Bools }}
		default:
			panic(fmt.Sprintf("join.NewKeys: a key must be int64, string, bool or time, got %v", t))
		}
		if i > 0 {
			k.pairs = append(k.pairs, map[[2]int32]int32{})
		}
	}
	return k
}

// Add gives the numbers of the keys of rows; new keys get one. out, of as many rows, is written over.
func (k *Keys) Add(cols []kernel.Vector, out []int32) { k.encode(cols, true, out) }

// Find is Add for keys that are there already; others are Missing.
func (k *Keys) Find(cols []kernel.Vector, out []int32) { k.encode(cols, false, out) }

// Len gives how many keys have a number.
func (k *Keys) Len() int {
	switch n := len(k.columns); n {
	case 0:
		return 1
	case 1:
		return k.columns[0].len()
	default:
		return len(k.pairs[n-2])
	}
}

func (k *Keys) encode(cols []kernel.Vector, add bool, out []int32) {
	if len(k.columns) == 0 {
		clear(out)
		return
	}
	k.columns[0].encode(cols[0], add, out)
	for i, column := range k.columns[1:] {
		if cap(k.columnNumbers) < len(out) {
			k.columnNumbers = make([]int32, len(out))
		}
		columnNumbers := k.columnNumbers[:len(out)]
		column.encode(cols[i+1], add, columnNumbers)
		for row, id := range columnNumbers {
			if id == Missing || out[row] == Missing {
				out[row] = Missing
				continue
			}
			out[row] = lookupOrAdd(k.pairs[i], [2]int32{out[row], id}, add)
		}
	}
}

// words is the dictionary of a column of type T.
type typedDictionary[T comparable] struct {
	numbers map[T]int32
	values  func(kernel.Vector) []T
}

func (w typedDictionary[T]) len() int { return len(w.numbers) }

func (w typedDictionary[T]) encode(v kernel.Vector, add bool, out []int32) {
	for row, value := range w.values(v) {
		if v.Valid != nil && !v.Valid[row] {
			out[row] = Missing
			continue
		}
		out[row] = lookupOrAdd(w.numbers, value, add)
	}
}

func lookupOrAdd[K comparable](known map[K]int32, key K, add bool) int32 {
	id, ok := known[key]
	if !ok {
		if !add {
			return Missing
		}
		id = int32(len(known))
		known[key] = id
	}
	return id
}
