package flow

// Accumulate folds the elements into a state, which starts as init, and gives the state after each element.
//
//	in:  --1--2--3--|
//	out: --1--3--6--|   init = 0, f = sum
//
// A state that f changes in place (a map, a slice) is the same for everybody below: give a copy to be safe. An element
// for which f panics leaves the state as it was. It works at once and holds no element back.
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

// TryAccumulate is Accumulate for functions that can fail. An element for which f returns an error leaves the state as
// it was and goes no further.
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

// AccumulateState is Accumulate where what is given is not the state: f returns both.
//
//	in:  --a---b---c---|
//	out: --0a--1b--2c--|   init = 0, f = (n, x) -> (n + 1, n and x)
//
// To give the state along with the result, return it in a Pair.
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
