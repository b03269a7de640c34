package flow

// Flatten gives the items of each element, one by one.
//
//	in:  --[1 2]--[]--[3]--|
//	out: --1 2--------3----|
//
// It works at once and holds nothing back; an empty element is done with. An item that fails below stops its element:
// the items behind it are not given. The element's Ack covers all of its items.
func Flatten[A any](s Stream[[]A], opts ...NodeOption) Stream[A] {
	return unary(s, "flatten", configure("flow.Flatten", opts), func(c *core[A]) step[[]A] {
		return func(t *turn, v []A) error {
			t.at(&c.meta)
			for _, item := range v {
				if err := c.emit(t, item); err != nil {
					return err
				}
			}
			return nil
		}
	})
}
