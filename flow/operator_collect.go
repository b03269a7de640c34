package flow

import (
	"context"
	"errors"
)

// Collector keeps the elements of a stream until Flush gives them on, in one slice.
type Collector[A any] struct {
	typedNode[[]A]
	root     root
	held     []*Ack
	all      []A
	capacity int
}

// Collect keeps the elements until Flush is called, or the stream ends, and then gives them as one slice.
//
//	in:    --1--2-----3--4--|
//	Flush: --------F--------
//	out:   --------12--------34|
//
// It works at once. It keeps up to Capacity elements, 65,536 unless set; one more fails with ErrFull. Each slice is a new
// one, the receiver's to keep. An element is done with when its slice is.
func Collect[A any](s Stream[A], opts ...NodeOption) *Collector[A] {
	cfg := configure("flow.Collect", opts, "Capacity")
	up := inputNode(s, "collect")
	c := &Collector[A]{capacity: cfg.capacity, all: []A{}}
	c.root.init(&c.node, up.clock)
	c.init("collect", cfg, c.root.lock, &up.node)
	c.flush = func(em *emission) error {
		c.root.setFlag(flagClosed)
		c.root.abort() // releases the context
		if len(c.all) == 0 {
			return nil
		}
		return c.emitAll(em)
	}
	up.connect(&c.node, func(em *emission, v A) error {
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

// Flush gives on what has been collected, an empty slice if that is nothing, and returns when everything below is done,
// with the first error. It may be called from any goroutine, and from within the graph unless that is below the
// Collector: there it returns ErrReentrant. After the end of the stream it returns ErrClosed.
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
			return c.wrap(ErrClosed) // the stream ended meanwhile
		}
		return err
	}
	defer c.root.finishEmission(&err)
	return c.emitAll(&c.root.emission)
}

func (c *Collector[A]) emitAll(em *emission) error {
	all, held := c.all, c.held
	c.all, c.held = make([]A, 0, len(all)), held[:0]
	err := emitGroup(em, &c.typedNode, all, held)
	releaseAll(held, nil)
	return err
}
