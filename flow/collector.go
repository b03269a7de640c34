package flow

import (
	"context"
	"errors"
)

// Collector keeps the elements of a stream until Flush gives them on, in one slice.
type Collector[A any] struct {
	core[[]A]
	root root
	held []*Ack
	all  []A
	room int
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
	up := input(s, "collect")
	c := &Collector[A]{room: cfg.capacity, all: []A{}}
	c.root.init(&c.meta, up.clock)
	c.init("collect", cfg, c.root.guard, &up.meta)
	c.flush = func(t *turn) error {
		c.root.flag(flagClosed)
		c.root.abort() // releases the context
		if len(c.all) == 0 {
			return nil
		}
		return c.give(t)
	}
	up.connect(&c.meta, func(t *turn, v A) error {
		if err := c.enter(t); err != nil {
			return err
		}
		defer c.guard.unlock()
		c.in++
		if len(c.all) == c.room {
			return c.fail(ErrFull)
		}
		c.all, c.held = append(c.all, v), append(c.held, t.hold())
		return nil
	}, guardedEnd(&c.meta, true, c.end))
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
	if err := c.root.begin(ctx); err != nil {
		if errors.Is(err, ErrAborted) {
			return c.wrap(ErrClosed) // the stream ended meanwhile
		}
		return err
	}
	defer c.root.finish(&err)
	return c.give(&c.root.turn)
}

func (c *Collector[A]) give(t *turn) error {
	all, held := c.all, c.held
	c.all, c.held = make([]A, 0, len(all)), held[:0]
	err := emitGroup(t, &c.core, all, held)
	releaseAll(held, nil)
	return err
}
