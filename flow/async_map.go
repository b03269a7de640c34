package flow

import "context"

// MapAsync applies f to up to n elements at the same time, on up to n goroutines, and emits the results. It is for
// functions that wait.
//
//	in:  -1-2-3---------|
//	out: -------1-2--3--|   n = 3, f takes 6 for 1 and 2 for the others
//
// Results are emitted in the order of the elements, so a slow element delays the results behind it; with
// CompletionOrder they are emitted as soon as they are ready. The node is asynchronous. At most n elements are in
// progress, including those whose results wait to be emitted in order. Up to Capacity more (default n) wait in the
// queue, then the emitter waits.
//
// f gets a context that ends when Close or Run has run out of time. If f returns an error or panics, nothing is emitted
// for the element, and the other elements continue. The error is returned by the next Emit of the sources upstream, and
// by Close and Run, unless OnError sets another policy. On a virtual clock f must wait only through the clock; its call
// then takes the time that it waits. At the end of the stream all elements in the node are completed and emitted.
// MapAsync panics unless n > 0.
//
// An element costs about 250 ns in addition to f, and about 150 ns with a Capacity of 64. It moves to another goroutine
// at most once.
func MapAsync[A, B any](s Stream[A], n int, f func(context.Context, A) (B, error), opts ...NodeOption) Stream[B] {
	mustSize("flow.MapAsync", n)
	mustFunc("flow.MapAsync", f == nil)
	opts = append([]NodeOption{Capacity(n)}, opts...)
	cfg := configure("flow.MapAsync", opts, "CompletionOrder", "OnError", "Capacity")
	var pool *workerPool[A, B]
	c := asyncNode(s, "map async", cfg, cfg.capacity, func(l *loop, _ *typedNode[B], q *queue[A]) { pool.run(l, q) })
	pool = &workerPool[A, B]{node: c, size: n, unordered: cfg.completion, allDone: c.clock.newWaiter()}
	pool.attempt = recovering(withPolicies(&c.node, cfg, func(em *emission, v A) (B, bool, error) {
		out, err := f(em.userContext(), v)
		return out, true, err
	}))
	return c
}

// CompletionOrder makes MapAsync emit results as soon as they are ready. Default: in the order of the elements.
func CompletionOrder() NodeOption {
	return nodeOption{"CompletionOrder", func(c *nodeConfig) { c.completion = true }}
}

// recovering returns f with its panics turned into errors.
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
