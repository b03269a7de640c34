package flow

// Accumulate combines the elements into a state and emits the state after each element. The state starts as init; for
// each element v it becomes f(state, v).
//
//	in:  --1--2--3--|
//	out: --1--3--6--|   init = 0, f = sum
//
// If f changes the state in place (a map, a slice), all nodes downstream see the same state; return a copy to be safe.
// If f panics for an element, the state stays as it was. OnError applies if f panics. Accumulate is synchronous and
// holds no elements.
func Accumulate[A, S any](s Stream[A], init S, f func(S, A) S, opts ...NodeOption) Stream[S] {
	mustFunc("flow.Accumulate", f == nil)
	cfg := configure("flow.Accumulate", opts, "OnError")
	return unaryNode(s, "accumulate", cfg, func(c *typedNode[S]) step[A] {
		state := init
		if cfg.policies != nil {
			return attemptStep(&c.node, cfg, func(_ *emission, v A) (S, bool, error) {
				state = f(state, v)
				return state, true, nil
			}, c.emit)
		}
		return func(em *emission, v A) error {
			em.enterNode(&c.node)
			state = f(state, v)
			return c.emit(em, state)
		}
	})
}

// TryAccumulate is Accumulate for a function that can fail. If f returns an error for an element, the state stays as it
// was and nothing is emitted for the element. Emit returns the error, unless OnError sets another policy.
//
//	in:  --1--x--3--|
//	out: --1-----4--|   f = sum; x is no number
func TryAccumulate[A, S any](s Stream[A], init S, f func(S, A) (S, error), opts ...NodeOption) Stream[S] {
	mustFunc("flow.TryAccumulate", f == nil)
	cfg := configure("flow.TryAccumulate", opts, "OnError")
	return unaryNode(s, "try accumulate", cfg, func(c *typedNode[S]) step[A] {
		state := init
		return attemptStep(&c.node, cfg, func(_ *emission, v A) (S, bool, error) {
			next, err := f(state, v)
			if err == nil {
				state = next
			}
			return next, true, err
		}, c.emit)
	})
}

// AccumulateState is Accumulate for a function that returns both the next state and the value to emit.
//
//	in:  --a---b---c---|
//	out: --0a--1b--2c--|   init = 0, f = (n, x) -> (n + 1, n and x)
//
// To emit the state together with the result, return both in a Pair.
func AccumulateState[A, S, B any](s Stream[A], init S, f func(S, A) (S, B), opts ...NodeOption) Stream[B] {
	mustFunc("flow.AccumulateState", f == nil)
	cfg := configure("flow.AccumulateState", opts, "OnError")
	return unaryNode(s, "accumulate state", cfg, func(c *typedNode[B]) step[A] {
		state := init
		return attemptStep(&c.node, cfg, func(_ *emission, v A) (out B, _ bool, _ error) {
			state, out = f(state, v)
			return out, true, nil
		}, c.emit)
	})
}
