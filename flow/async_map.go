package flow

import "context"

// MapAsync gives f of each element, n at once, on n goroutines: for functions that wait for something.
//
//	in:  -1-2-3---------|
//	out: -------1-2--3--|   n = 3, f takes 6 for 1 and 2 for the others
//
// Results come in the order of the elements, so a slow one holds up those behind it; with CompletionOrder as they are
// ready. At most n elements are inside, those included whose results wait for their turn; up to Capacity more, n unless
// set, wait in the queue, and then the input waits.
//
// f gets a context that ends when Close or Run has run out of time. An element for which f returns an error or panics
// goes no further, the others go on; the error is returned by the sources' next Emit, and by Close and Run, unless
// OnError says otherwise. On a virtual clock f must wait by the clock only, and then takes as long as it waits. At the
// end of the stream all that is inside comes out. It panics unless n > 0.
//
// An element costs some 250 ns beside f, and 150 with a Capacity of 64: it changes goroutines once, if it must.
func MapAsync[A, B any](s Stream[A], n int, f func(context.Context, A) (B, error), opts ...NodeOption) Stream[B] {
	mustSize("flow.MapAsync", n)
	mustFunc("flow.MapAsync", f == nil)
	opts = append([]NodeOption{Capacity(n)}, opts...)
	cfg := configure("flow.MapAsync", opts, "CompletionOrder", "OnError", "Capacity")
	var p *workerPool[A, B]
	c := asyncNode(s, "map async", cfg, cfg.capacity, func(l *loop, _ *typedNode[B], q *queue[A]) { p.run(l, q) })
	p = &workerPool[A, B]{c: c, size: n, unordered: cfg.completion, allDone: c.clock.newWaiter()}
	p.attempt = recovering(withPolicies(&c.node, cfg, func(em *emission, v A) (B, bool, error) {
		out, err := f(em.userContext(), v)
		return out, true, err
	}))
	return c
}

// CompletionOrder makes MapAsync give results as they are ready. Default: in the order of the elements.
func CompletionOrder() NodeOption {
	return nodeOption{"CompletionOrder", func(c *nodeConfig) { c.completion = true }}
}

// pooled makes a panic of a trial its error.
func recovering[A, B any](f attempt[A, B]) attempt[A, B] {
	return func(em *emission, v A) (out B, pass bool, err error) {
		defer func() {
			if p := recover(); p != nil {
				pass, err = false, em.panicError(p)
			}
		}()
		return f(em, v)
	}
}
