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

// column is one column of keys: the batch's rows, and what each group has.
type keyColumn interface {
	// read takes the batch's values.
	setBatch(v kernel.Vector)
	// hash mixes the value of each row in.
	hash(into []uint64)
	// same says whether a row has the group's value.
	equal(row int, id int32) bool
	// keep makes a row's value the group's.
	store(row int, id int32)
	// forget lets go of a group's value.
	release(id int32)
	// compare orders two groups.
	compare(a, b int32) int
	// column gives the values of groups.
	keysOf(name string, ids []int32) frame.Column
}

// seed makes hashes different from run to run, so nobody can make keys up that collide.
var (
	seed       = rand.Uint64()
	stringSeed = maphash.MakeSeed()
)

// mix hashes a word into h: the two halves of a product, folded.
func mixHash(h, word uint64) uint64 {
	hi, lo := bits.Mul64(word^seed, h^0x9e3779b97f4a7c15)
	return hi ^ lo
}

// words are keys of any type but text, as int64 that are in the same order.
type int64Keys struct {
	typ       frame.Type
	rows      []int64
	keys      []int64
	converted []int64 // for rows that are no int64
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

// orderedBits gives the bits of a number so that they have its order; both zeros are one key.
func orderedBits(x float64) int64 { return flipNegative(int64(math.Float64bits(x + 0))) }

// flip turns the order of negative numbers' bits round, and back.
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

func collectKeys[K, V any](keys []K, ids []int32, as func(K) V) []V {
	out := make([]V, len(ids))
	for i, id := range ids {
		out[i] = as(keys[id])
	}
	return out
}

// texts are keys of text.
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
	c.keys[id] = strings.Clone(c.rows[row]) // a key must not hold on to the batch that it came in
}

func (c *stringKeys) keysOf(name string, ids []int32) frame.Column {
	return frame.Col(name, collectKeys(c.keys, ids, func(s string) string { return s }))
}
