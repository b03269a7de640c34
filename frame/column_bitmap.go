package frame

import (
	"math/bits"
	"sync/atomic"
)

// bitmap marks missing values: bit i is set if value i is missing. A nil bitmap means that no value is missing.
//
// A Backlog sets bits for new rows while readers use snapshots of older rows. Bits of both can be in the same word, so
// loads and stores are atomic. An atomic load costs no more than a plain load, and a store occurs only for a missing
// value.
type bitmap struct{ words []uint64 }

// newBitmap returns a bitmap for n values, none of them missing.
func newBitmap(n int) *bitmap { return &bitmap{make([]uint64, (n+63)/64)} }

// has reports whether bit i is set.
func (b *bitmap) has(i int) bool {
	return b != nil && atomic.LoadUint64(&b.words[i>>6])>>(i&63)&1 != 0
}

// set sets bit i. Other goroutines may read other bits at the same time.
func (b *bitmap) set(i int) { atomic.OrUint64(&b.words[i>>6], 1<<(i&63)) }

// nextSet returns the first set bit in [from, to), or to if there is none. Cost: one load per 64 values.
func (b *bitmap) nextSet(from, to int) int {
	if b == nil {
		return to
	}
	for from < to {
		if w := atomic.LoadUint64(&b.words[from>>6]) >> (from & 63); w != 0 {
			return min(from+bits.TrailingZeros64(w), to)
		}
		from = from&^63 + 64
	}
	return to
}

// setFrom copies the set bits of src in [from, to) to the positions at, at+1, and so on. It does not clear bits of b.
func (b *bitmap) setFrom(at int, src *bitmap, from, to int) {
	for i := src.nextSet(from, to); i < to; i = src.nextSet(i+1, to) {
		b.set(at + i - from)
	}
}
