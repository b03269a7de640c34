package flow

import "github.com/streamgage/streamgage/flow/internal/lru"

const defaultMaxKeys = 65536

// Unique gives the elements whose key has not come before.
//
//	in:  --1--2--1--3--2--|
//	out: --1--2-----3-----|   key = the element
//
// It works at once and remembers keys, no elements; what it drops is done with. It remembers MaxSize keys, 65,536 unless
// set: beyond that it forgets the key that has not come for longest (least recently used), and lets it pass when it comes
// again. With Unbounded it remembers every key. A key that is not equal to itself (NaN) is always new.
func Unique[A any, K comparable](s Stream[A], key func(A) K, opts ...NodeOption) Stream[A] {
	mustFunc("flow.Unique", key == nil)
	cfg := configure("flow.Unique", opts, "MaxSize", "Unbounded", "OnError")
	return unaryNode(s, "unique", cfg, func(c *typedNode[A]) step[A] {
		seen := lru.New[K, struct{}](cfg.maxSize)
		return attemptStep(&c.node, cfg, func(_ *emission, v A) (A, bool, error) {
			k := key(v)
			if k != k { //nolint:staticcheck // NaN: it would never be found
				return v, true, nil
			}
			at, known := seen.FindOrInsert(k)
			if known {
				seen.Touch(at)
			}
			return v, !known, nil
		}, c.emit)
	})
}
