package flow

import "context"

// ToChan sends the elements of a stream to the channel c, and closes c at the end of the stream. The emitter waits
// until c takes the element or the emission's context ends (back-pressure). On a virtual clock the rest of the graph
// runs during the wait. The program must not close c. ToChan panics if c is nil.
func ToChan[T any](s Stream[T], c chan<- T, opts ...NodeOption) Node {
	if c == nil {
		panic("flow.ToChan: the channel must not be nil")
	}
	cfg := configure("flow.ToChan", opts)
	return unaryNode(s, "to chan", cfg, func(n *typedNode[struct{}]) step[T] {
		n.flush = func(*emission) error {
			close(c)
			return nil
		}
		return func(em *emission, v T) error {
			em.enterNode(&n.node)
			if err := send(em.userContext(), c, v); err != nil {
				return n.fail(err)
			}
			return nil
		}
	})
}

// send sends v to c. It waits outside the virtual clock, until ctx ends.
func send[T any](ctx context.Context, c chan<- T, v T) (err error) {
	select {
	case c <- v:
		return nil
	default:
	}
	Blocking(ctx, func() {
		select {
		case c <- v:
		case <-ctx.Done():
			err = ctx.Err()
		}
	})
	return err
}
