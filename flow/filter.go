package flow

// Filter gives the elements that keep accepts.
//
//	in:  --1--2--3--4--|
//	out: -----2-----4--|   keep = even
func Filter[A any](s Stream[A], keep func(A) bool, opts ...NodeOption) Stream[A] {
	mustFunc("flow.Filter", keep == nil)
	return unary(s, "filter", configure("flow.Filter", opts), func(c *core[A]) step[A] {
		return func(t *turn, v A) error {
			t.at(&c.meta)
			if !keep(v) {
				return nil
			}
			return c.emit(t, v)
		}
	})
}
