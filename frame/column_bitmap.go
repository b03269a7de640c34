package frame

import (
	"math/bits"
	"sync/atomic"
)

// bitmap marks missing values: bit i is set where value i is missing; nil means that none is.
//
// A Backlog sets bits behind the rows that its snapshots can see, but perhaps in a word that they read. So both sides
// are atomic: a load costs nothing extra, a store happens only for missing values.
type bitmap struct{ words []uint64 }

func newBitmap(n int) *bitmap { return &bitmap{make([]uint64, (n+63)/64)} }

func (b *bitmap) has(i int) bool {
	return b != nil && atomic.LoadUint64(&b.words[i>>6])>>(i&63)&1 != 0
}

func (b *bitmap) set(i int) { atomic.OrUint64(&b.words[i>>6], 1<<(i&63)) }

// next gives the first missing value in [from, to), or to. Cost: one load per 64 values.
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

// mark sets the bits at, at+1, ... where src has them set in [from, to).
func (b *bitmap) setFrom(at int, src *bitmap, from, to int) {
	for i := src.nextSet(from, to); i < to; i = src.nextSet(i+1, to) {
		b.set(at + i - from)
	}
}
