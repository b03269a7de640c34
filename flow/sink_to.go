package flow

import (
	"context"
	"fmt"
)

// Receiver is an object that a stream can end in: a file, a plot, a broker. Send is called for each element, one at a
// time, and Close once, at the end of the stream.
type Receiver[T any] interface {
	Send(ctx context.Context, v T) error
	Close(ctx context.Context) error
}

// Refresher is a Receiver that shows what it has received: Put takes an element, Refresh shows. To then calls Put in
// place of Send, and Refresh once when the emission that reached it has settled, however many elements it brought and
// by however many ways. So two plots behind one source draw one frame, not two.
type Refresher[T any] interface {
	Receiver[T]
	Put(ctx context.Context, v T) error
	Refresh(ctx context.Context) error
}

// Opener is an optional part of a Receiver: To calls Open when the graph is built, with the name of the node that will
// feed it. An error, as when it is fed already, is a build error of the graph.
type Opener interface{ Open(from string) error }

// To ends a stream in r, and returns r. Close reaches r at the end of the stream, when all elements have.
func To[T any, R Receiver[T]](s Stream[T], r R, opts ...NodeOption) R {
	if any(r) == nil {
		panic("flow.To: the receiver must not be nil")
	}
	cfg := configure("flow.To", opts, "OnError")
	if cfg.name == "" {
		cfg.name = fmt.Sprintf("to %T", r)
	}
	put, shows := r.Send, (*refreshTarget)(nil)
	if rf, ok := any(r).(Refresher[T]); ok {
		put, shows = rf.Put, &refreshTarget{refresh: rf.Refresh}
	}
	c := unaryNode(s, "to", cfg, func(c *typedNode[struct{}]) step[T] {
		if shows != nil {
			shows.node = &c.node
		}
		c.flush = func(em *emission) error { return closeReceiver(em, &c.node, shows, r.Close) }
		return attemptStep(&c.node, cfg, func(em *emission, v T) (none struct{}, _ bool, _ error) {
			return none, shows != nil, put(em.userContext(), v)
		}, func(em *emission, _ struct{}) error {
			em.scheduleRefresh(shows)
			return nil
		})
	})
	if o, ok := any(r).(Opener); ok {
		if err := o.Open(s.asNode().label()); err != nil {
			Break(c, c.wrap(err))
		}
	}
	return r
}

// closeReceiver shows what has not been shown yet, and closes.
func closeReceiver(em *emission, n *node, shows *refreshTarget, end func(context.Context) error) error {
	if shows != nil {
		em.addError(shows.refreshIfDirty(em))
	}
	em.node = n
	if err := end(em.userContext()); err != nil {
		return n.fail(err)
	}
	return nil
}
