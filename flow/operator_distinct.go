package flow

// DistinctUntilChanged drops each element that equals the element before it.
//
//	in:  --1--1--2--2--1--|
//	out: --1-----2-----1--|
//
// It compares with ==, so NaN never equals NaN. It is synchronous and keeps one element for the comparison. The
// elements that it drops are acknowledged.
func DistinctUntilChanged[A comparable](s Stream[A], opts ...NodeOption) Stream[A] {
	cfg := configure("flow.DistinctUntilChanged", opts)
	return distinct(s, cfg, func(a, b A) bool { return a == b })
}

// DistinctUntilChangedFunc drops each element for which same returns true. same compares the element with the last one
// that was emitted. OnError applies if same panics.
//
//	in:  --10--11--12--14--|
//	out: --10------12--14--|   same = less than 2 apart
func DistinctUntilChangedFunc[A any](s Stream[A], same func(before, v A) bool, opts ...NodeOption) Stream[A] {
	mustFunc("flow.DistinctUntilChangedFunc", same == nil)
	return distinct(s, configure("flow.DistinctUntilChangedFunc", opts, "OnError"), same)
}

// distinct builds the node of DistinctUntilChanged and DistinctUntilChangedFunc.
func distinct[A any](s Stream[A], cfg nodeConfig, same func(before, v A) bool) Stream[A] {
	return unaryNode(s, "distinct until changed", cfg, func(c *typedNode[A]) step[A] {
		var before A // the last element emitted
		started := false
		return attemptStep(&c.node, cfg, func(_ *emission, v A) (A, bool, error) {
			if started && same(before, v) {
				return v, false, nil
			}
			before, started = v, true
			return v, true, nil
		}, c.emit)
	})
}
