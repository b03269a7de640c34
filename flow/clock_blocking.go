package flow

import "context"

// Blocking runs f, which waits for something outside the graph: a socket, a file, another library. ctx is the context
// that a source's function, or another function of the graph, got; f must return when ctx ends. On a virtual clock the
// rest of the graph runs while f waits, and the order between it and what f waits for is not defined. On the real
// clock, or with a context that is not the graph's, Blocking only calls f.
func Blocking(ctx context.Context, f func()) {
	if c, ok := ctx.Value(emissionKey{}).(*emissionContext); ok {
		c.root.clock.blocking(f)
		return
	}
	f()
}
