package flow

import (
	"context"
	"errors"
)

// Collector is the stream that Collect returns: a node that keeps the elements of its input until Flush emits them in
// one slice.
type Collector[A any] struct {
	typedNode[[]A]
	root     root
	all      []A
	held     []*Ack // the Acks of the elements in all
	capacity int    // of all
}

// Collect keeps the elements until Flush is called or the stream ends. It then emits them as one slice. At the end of
// the stream it emits nothing if it keeps nothing.
//
//	in:    --1--2-----3--4--|
//	Flush: --------F--------
//	out:   --------12--------34|
//
// It is synchronous. It keeps up to Capacity elements (default 65,536); one more fails with ErrFull. Each slice is new
// and belongs to the receiver. An element is acknowledged when its slice is.
func Collect[A any](s Stream[A], opts ...NodeOption) *Collector[A] {
	cfg := configure("flow.Collect", opts, "Capacity")
	upstream := inputNode(s, "collect")
	c := &Collector[A]{capacity: cfg.capacity, all: []A{}}
	c.root.init(&c.node, upstream.clock)
	c.init("collect", cfg, c.root.lock, &upstream.node)
	c.flush = func(em *emission) error {
		c.root.setFlag(flagClosed)
		c.root.abort() // releases the context
		if len(c.all) == 0 {
			return nil
		}
		return c.emitAll(em)
	}
	upstream.connect(&c.node, func(em *emission, v A) error {
		if err := c.enterDomain(em); err != nil {
			return err
		}
		defer c.lock.unlock()
		c.in++
		if len(c.all) == c.capacity {
			return c.fail(ErrFull)
		}
		c.all, c.held = append(c.all, v), append(c.held, em.retainAck())
		return nil
	}, endUnderLock(&c.node, true, c.end))
	return c
}

// Flush emits the collected elements as one slice, which is empty if there are none. It returns when everything
// downstream is done, with the first error. Any goroutine may call it, and functions of the graph that are not
// downstream of the Collector. In a function downstream of it, Flush returns ErrReentrant. After the end of the stream
// it returns ErrClosed.
func (c *Collector[A]) Flush(ctx context.Context) (err error) {
	entered, err := c.clock.enter(ctx)
	if err != nil {
		return err
	}
	if entered {
		defer c.clock.leave()
	}
	if c.root.flags.Load()&flagClosed != 0 {
		return c.wrap(ErrClosed)
	}
	if err := c.root.beginEmission(ctx); err != nil {
		if errors.Is(err, ErrAborted) {
			return c.wrap(ErrClosed) // the stream ended during the wait
		}
		return err
	}
	defer c.root.finishEmission(&err)
	return c.emitAll(&c.root.emission)
}

// emitAll emits the collected elements as one slice and starts a new one.
func (c *Collector[A]) emitAll(em *emission) error {
	all, held := c.all, c.held
	c.all, c.held = make([]A, 0, len(all)), held[:0]
	err := emitGroup(em, &c.typedNode, all, held)
	releaseAll(held, nil)
	return err
}
