package flow

import (
	"context"
	"fmt"
)

// Receiver takes the elements of a stream, for example a file, a plot or a message broker. Send is called with each
// element, one at a time. Close is called once, at the end of the stream.
type Receiver[T any] interface {
	Send(ctx context.Context, v T) error
	Close(ctx context.Context) error
}

// Refresher is a Receiver with a display. Put takes an element and Refresh updates the display. To calls Put instead of
// Send. It calls Refresh once when the emission has passed the graph, even if several elements have reached the
// Refresher or one has reached it on several paths. So two plots downstream of one source draw one frame, not two.
type Refresher[T any] interface {
	Receiver[T]
	Put(ctx context.Context, v T) error
	Refresh(ctx context.Context) error
}

// Opener is an optional interface of a Receiver. To calls Open when the graph is built, with the name of the node that
// feeds the receiver. An error of Open is a build error of the graph, for example if the receiver already has a stream.
type Opener interface{ Open(from string) error }

// To sends the elements of a stream to r, and returns r. It calls r.Close at the end of the stream, after all elements.
// If r returns an error for an element, Emit returns it with the node's name, unless OnError sets another policy. To
// panics if r is nil.
func To[T any, R Receiver[T]](s Stream[T], r R, opts ...NodeOption) R {
	if any(r) == nil {
		panic("flow.To: the receiver must not be nil")
	}
	cfg := configure("flow.To", opts, "OnError")
	if cfg.name == "" {
		cfg.name = fmt.Sprintf("to %T", r)
	}
	put, display := r.Send, (*refreshTarget)(nil)
	if rf, ok := any(r).(Refresher[T]); ok {
		put, display = rf.Put, &refreshTarget{refresh: rf.Refresh}
	}
	c := unaryNode(s, "to", cfg, func(c *typedNode[struct{}]) step[T] {
		if display != nil {
			display.node = &c.node
		}
		c.flush = func(em *emission) error { return closeReceiver(em, &c.node, display, r.Close) }
		return attemptStep(&c.node, cfg, func(em *emission, v T) (none struct{}, _ bool, _ error) {
			return none, display != nil, put(em.userContext(), v)
		}, func(em *emission, _ struct{}) error {
			em.scheduleRefresh(display)
			return nil
		})
	})
	if o, ok := any(r).(Opener); ok {
		if err := o.Open(s.asNode().label()); err != nil {
			AddBuildError(c, c.wrap(err))
		}
	}
	return r
}

// closeReceiver refreshes the display if it is not up to date, and then closes the receiver.
func closeReceiver(em *emission, n *node, display *refreshTarget, closeFunc func(context.Context) error) error {
	if display != nil {
		em.addError(display.refreshIfDirty(em))
	}
	em.node = n
	if err := closeFunc(em.userContext()); err != nil {
		return n.fail(err)
	}
	return nil
}
