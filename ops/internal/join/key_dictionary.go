package join

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// MissingKey is the number of a key that has a missing value or is unknown.
const MissingKey = -1

// KeyDictionary is a dictionary encoding of keys: it numbers distinct keys from 0, in order of their first rows. A key
// is the values of a row in some columns. Without columns every row has the key 0. A KeyDictionary is used by one
// goroutine at a time.
type KeyDictionary struct {
	columns []dictionary
	// pairs has a map for each column but the first. It maps two numbers, that of the key in the columns before and
	// that of the column's value, to the number of the key in all columns up to this one.
	pairs         []map[[2]int32]int32
	columnNumbers []int32 // of one column's values; reused
}

// dictionary numbers the values of one column.
type dictionary interface {
	// encode writes the number of each value to out. A value without a number gets one if add is true, else it is
	// MissingKey.
	encode(v kernel.Vector, add bool, out []int32)
	// len returns how many values have a number.
	len() int
}

// NewKeyDictionary returns an empty dictionary of keys with columns of these types. It panics on Float64: equality of
// floats is not reliable enough for keys.
func NewKeyDictionary(types []frame.Type) *KeyDictionary {
	k := &KeyDictionary{columns: make([]dictionary, len(types))}
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

// Encode writes the number of each row's key to out, which must have the length of the columns. New keys get a number.
func (k *KeyDictionary) Encode(cols []kernel.Vector, out []int32) { k.encode(cols, true, out) }

// Lookup is Encode, except that unknown keys are MissingKey.
func (k *KeyDictionary) Lookup(cols []kernel.Vector, out []int32) { k.encode(cols, false, out) }

// Len returns how many keys have a number.
func (k *KeyDictionary) Len() int {
	switch n := len(k.columns); n {
	case 0:
		return 1
	case 1:
		return k.columns[0].len()
	default:
		return len(k.pairs[n-2])
	}
}

// encode implements Encode and Lookup.
func (k *KeyDictionary) encode(cols []kernel.Vector, add bool, out []int32) {
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
			if id == MissingKey || out[row] == MissingKey {
				out[row] = MissingKey
				continue
			}
			out[row] = lookupOrAdd(k.pairs[i], [2]int32{out[row], id}, add)
		}
	}
}

// typedDictionary is the dictionary of a column whose values are of type T.
type typedDictionary[T comparable] struct {
	numbers map[T]int32
	values  func(kernel.Vector) []T
}

func (w typedDictionary[T]) len() int { return len(w.numbers) }

func (w typedDictionary[T]) encode(v kernel.Vector, add bool, out []int32) {
	for row, value := range w.values(v) {
		if v.Valid != nil && !v.Valid[row] {
			out[row] = MissingKey
			continue
		}
		out[row] = lookupOrAdd(w.numbers, value, add)
	}
}

// lookupOrAdd returns the number of a key. A key without a number gets one if add is true, else it is MissingKey.
func lookupOrAdd[K comparable](numbers map[K]int32, key K, add bool) int32 {
	id, ok := numbers[key]
	if !ok {
		if !add {
			return MissingKey
		}
		id = int32(len(numbers))
		numbers[key] = id
	}
	return id
}
