package flow

// Accumulate folds the elements into a state, which starts as init, and gives the state after each element.
//
//	in:  --1--2--3--|
//	out: --1--3--6--|   init = 0, f = sum
//
// A state that f changes in place (a map, a slice) is the same for everybody below: give a copy to be safe.
func Accumulate[A, S any](s Stream[A], init S, f func(S, A) S, opts ...NodeOption) Stream[S] {
	mustFunc("flow.Accumulate", f == nil)
	return unary(s, "accumulate", configure("flow.Accumulate", opts), func(c *core[S]) step[A] {
		state := init
		return func(t *turn, v A) error {
			t.at(&c.meta)
			state = f(state, v)
			return c.emit(t, state)
		}
	})
}
