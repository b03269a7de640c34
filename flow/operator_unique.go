package flow

import "github.com/streamgage/streamgage/flow/internal/lru"

const defaultMaxKeys = 65536

// Unique emits the elements whose key has not come before.
//
//	in:  --1--2--1--3--2--|
//	out: --1--2-----3-----|   key = the element
//
// It is synchronous. It keeps keys, not elements; the elements that it drops are acknowledged. It keeps up to MaxSize
// keys (default 65,536). When there is one more, it removes the least recently used key, and an element with that key is
// emitted again. With Unbounded it keeps every key. A key that does not equal itself (NaN) is always new.
// OnError applies if key panics.
func Unique[A any, K comparable](s Stream[A], key func(A) K, opts ...NodeOption) Stream[A] {
	mustFunc("flow.Unique", key == nil)
	cfg := configure("flow.Unique", opts, "MaxSize", "Unbounded", "OnError")
	return unaryNode(s, "unique", cfg, func(c *typedNode[A]) step[A] {
		seen := lru.New[K, struct{}](cfg.maxSize)
		return attemptStep(&c.node, cfg, func(_ *emission, v A) (A, bool, error) {
			k := key(v)
			if k != k { //nolint:staticcheck // k is NaN, which no map can find
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
