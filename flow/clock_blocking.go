package flow

import "context"

// Outside runs f, which waits for something that is not of the graph: a socket, a file, another library. ctx is the one
// that a source's function, or another function of the graph, was given; f must heed it too. On a virtual clock the rest
// of the graph goes on meanwhile, and no order is promised between it and what f waits for; on the real one, and with a
// context that is not of a graph, Outside just calls f.
func Outside(ctx context.Context, f func()) {
	if c, ok := ctx.Value(emissionKey{}).(*emissionContext); ok {
		c.root.clock.blocking(f)
		return
	}
	f()
}
