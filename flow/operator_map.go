package flow

import "context"

// Map applies f to each element and emits the result.
//
//	in:  --1--2--3--|
//	out: --2--4--6--|   f = x * 2
//
// It is synchronous and holds no elements. It costs about 2 ns in addition to f. OnError applies if f panics.
func Map[A, B any](s Stream[A], f func(A) B, opts ...NodeOption) Stream[B] {
	mustFunc("flow.Map", f == nil)
	cfg := configure("flow.Map", opts, "OnError")
	return unaryNode(s, "map", cfg, func(c *typedNode[B]) step[A] {
		if cfg.policies != nil {
			return attemptStep(&c.node, cfg, func(_ *emission, v A) (B, bool, error) { return f(v), true, nil }, c.emit)
		}
		return func(em *emission, v A) error {
			em.enterNode(&c.node)
			return c.emit(em, f(v))
		}
	})
}

// TryMap is Map for a function that can fail. If f returns an error, nothing is emitted for the element, and Emit
// returns the error with the node's name, unless OnError sets another policy.
//
//	in:  --1--x--3--|
//	out: --2-----6--|   f = twice the number; x is no number
func TryMap[A, B any](s Stream[A], f func(A) (B, error), opts ...NodeOption) Stream[B] {
	mustFunc("flow.TryMap", f == nil)
	cfg := configure("flow.TryMap", opts, "OnError")
	return unaryNode(s, "try map", cfg, func(c *typedNode[B]) step[A] {
		return attemptStep(&c.node, cfg, func(_ *emission, v A) (B, bool, error) {
			out, err := f(v)
			return out, true, err
		}, c.emit)
	})
}

// MapContext is TryMap for a function that waits. f gets the emission's context, which ends when the context of the
// Emit ends, or when a Close has run out of time. f is called for one element at a time: elements of one source
// wait for each other.
//
//	in:  --1-2---------|
//	out: -----1--2-----|   f takes 3; 2 is emitted when 1 is done
func MapContext[A, B any](s Stream[A], f func(context.Context, A) (B, error), opts ...NodeOption) Stream[B] {
	mustFunc("flow.MapContext", f == nil)
	cfg := configure("flow.MapContext", opts, "OnError")
	return unaryNode(s, "map context", cfg, func(c *typedNode[B]) step[A] {
		return attemptStep(&c.node, cfg, func(em *emission, v A) (B, bool, error) {
			out, err := f(em.userContext(), v)
			return out, true, err
		}, c.emit)
	})
}

// Map2 is Map for a function of two arguments. It takes the pairs that Zip, CombineLatest and ZipLatest emit. To emit
// one field of a pair, use Map:
//
//	flow.Map(pairs, func(p flow.Pair[string, int]) int { return p.Second })
//
//	in:  --1,2--3,4--|
//	out: --3----7----|   f = sum
func Map2[A, B, C any](s Stream[Pair[A, B]], f func(A, B) C, opts ...NodeOption) Stream[C] {
	mustFunc("flow.Map2", f == nil)
	cfg := configure("flow.Map2", opts, "OnError")
	return unaryNode(s, "map2", cfg, func(c *typedNode[C]) step[Pair[A, B]] {
		return attemptStep(&c.node, cfg, func(_ *emission, v Pair[A, B]) (C, bool, error) {
			return f(v.First, v.Second), true, nil
		}, c.emit)
	})
}
