package group

import (
	"cmp"
	"hash/maphash"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// keyColumn is one column of the keys: the values of the current batch's rows, and the value of each group.
type keyColumn interface {
	// setBatch sets the values of the batch's rows.
	setBatch(v kernel.Vector)
	// hash mixes the hash of each row's value into the row's hash.
	hash(into []uint64)
	// equal reports whether a row has the value of a group.
	equal(row int, id int32) bool
	// store makes a row's value the value of a group.
	store(row int, id int32)
	// release frees the memory that a dropped group's value refers to.
	release(id int32)
	// compare orders two groups.
	compare(a, b int32) int
	// keysOf returns a column of the values of groups.
	keysOf(name string, ids []int32) frame.Column
}

// Hashes have random seeds, so that nobody can construct keys that collide.
var (
	seed       = rand.Uint64()
	stringSeed = maphash.MakeSeed()
)

// mixHash combines a hash with a word: it computes their product in 128 bits, and the exclusive or of its halves.
func mixHash(h, word uint64) uint64 {
	hi, lo := bits.Mul64(word^seed, h^0x9e3779b97f4a7c15)
	return hi ^ lo
}

// int64Keys is the keyColumn of any type but string. It encodes values as int64 with the same order.
type int64Keys struct {
	typ       frame.Type
	rows      []int64
	keys      []int64
	converted []int64 // the rows of a type other than int64; reused
}

func (c *int64Keys) setBatch(v kernel.Vector) {
	switch c.typ {
	case frame.Float64:
		c.converted = slices.Grow(c.converted[:0], len(v.Floats))[:len(v.Floats)]
		for i, x := range v.Floats {
			c.converted[i] = orderedBits(x)
		}
		c.rows = c.converted
	case frame.Bool:
		c.converted = slices.Grow(c.converted[:0], len(v.Bools))[:len(v.Bools)]
		for i, x := range v.Bools {
			c.converted[i] = 0
			if x {
				c.converted[i] = 1
			}
		}
		c.rows = c.converted
	default:
		c.rows = v.Ints
	}
}

// orderedBits encodes a float64 as an int64 with the same order. -0 and 0 have the same code.
func orderedBits(x float64) int64 { return flipNegative(int64(math.Float64bits(x + 0))) }

// flipNegative reverses the order of the negative codes. It is its own inverse.
func flipNegative(w int64) int64 {
	if w < 0 {
		return w ^ math.MaxInt64
	}
	return w
}

func (c *int64Keys) hash(into []uint64) {
	for i, w := range c.rows {
		into[i] = mixHash(into[i], uint64(w))
	}
}

func (c *int64Keys) equal(row int, id int32) bool { return c.rows[row] == c.keys[id] }
func (c *int64Keys) compare(a, b int32) int       { return cmp.Compare(c.keys[a], c.keys[b]) }
func (c *int64Keys) release(int32)                {}

func (c *int64Keys) store(row int, id int32) {
	if int(id) == len(c.keys) {
		c.keys = append(c.keys, 0)
	}
	c.keys[id] = c.rows[row]
}

func (c *int64Keys) keysOf(name string, ids []int32) frame.Column {
	switch c.typ {
	case frame.Float64:
		return frame.Col(name, collectKeys(c.keys, ids, func(w int64) float64 { return math.Float64frombits(uint64(flipNegative(w))) }))
	case frame.Bool:
		return frame.Col(name, collectKeys(c.keys, ids, func(w int64) bool { return w != 0 }))
	case frame.Time:
		return frame.Nanos(name, collectKeys(c.keys, ids, func(w int64) int64 { return w }))
	}
	return frame.Col(name, collectKeys(c.keys, ids, func(w int64) int64 { return w }))
}

// collectKeys returns the keys of groups, decoded.
func collectKeys[K, V any](keys []K, ids []int32, decode func(K) V) []V {
	out := make([]V, len(ids))
	for i, id := range ids {
		out[i] = decode(keys[id])
	}
	return out
}

// stringKeys is the keyColumn of strings.
type stringKeys struct {
	rows []string
	keys []string
}

func (c *stringKeys) setBatch(v kernel.Vector) { c.rows = v.Texts }

func (c *stringKeys) hash(into []uint64) {
	for i, s := range c.rows {
		into[i] = mixHash(into[i], maphash.String(stringSeed, s))
	}
}

func (c *stringKeys) equal(row int, id int32) bool { return c.rows[row] == c.keys[id] }
func (c *stringKeys) compare(a, b int32) int       { return strings.Compare(c.keys[a], c.keys[b]) }
func (c *stringKeys) release(id int32)             { c.keys[id] = "" }

func (c *stringKeys) store(row int, id int32) {
	if int(id) == len(c.keys) {
		c.keys = append(c.keys, "")
	}
	c.keys[id] = strings.Clone(c.rows[row]) // without a copy the key would keep its whole batch in memory
}

func (c *stringKeys) keysOf(name string, ids []int32) frame.Column {
	return frame.Col(name, collectKeys(c.keys, ids, func(s string) string { return s }))
}
