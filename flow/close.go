package flow

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"time"
)

// grace is how long a Close that has run out of time still waits for the end to pass, so that sinks can finish their
// files; only a user function that ignores its context can take longer.
const grace = time.Second

// closer ends a source, once.
type closer struct {
	root *root

	mu      sync.Mutex
	closing bool
	over    bool
	err     error
	waiting []*waiter
	done    chan struct{} // closed when over, for those who wait outside the graph
}

func (c *closer) init(r *root) {
	c.root = r
	c.done = make(chan struct{})
}

// close must be called inside the clock.
func (c *closer) close(ctx context.Context) error {
	if within(ctx, func(o *root) bool { return o == c.root }) {
		return c.root.node.fail(ErrReentrant)
	}
	c.mu.Lock()
	first := !c.closing
	c.closing = true
	c.mu.Unlock()
	if !first {
		return c.wait(ctx)
	}
	c.root.flag(flagClosed)
	err := c.run(ctx)
	c.finish(err)
	return err
}

// wait waits for the first Close.
func (c *closer) wait(ctx context.Context) error {
	w := c.root.clock.newWaiter()
	for {
		c.mu.Lock()
		over, err := c.over, c.err
		if !over {
			c.waiting = append(c.waiting, w)
		}
		c.mu.Unlock()
		if over {
			return err
		}
		if err := c.root.clock.park(w, wait{ctx: ctx}); err != nil {
			return err
		}
	}
}

func (c *closer) finish(err error) {
	c.mu.Lock()
	c.over, c.err = true, err
	waiting := c.waiting
	c.waiting = nil
	c.mu.Unlock()
	close(c.done)
	for _, w := range waiting {
		c.root.clock.wake(w)
	}
}

func (c *closer) run(ctx context.Context) error {
	r := c.root
	var errs []error
	if err := r.guard.lock(ctx, nil); err == nil {
		errs = append(errs, r.passEnd(ctx))
	} else {
		errs = append(errs, r.passEndLate(err))
	}
	errs = append(errs, r.drain(ctx))
	r.abort() // releases the context; nothing waits below any more
	if err := r.async.Swap(nil); err != nil {
		errs = append(errs, *err)
	}
	return joinOnce(errs)
}

// passEnd sends the end of the stream down. It runs with the guard, and gives it back.
func (r *root) passEnd(ctx context.Context) (err error) {
	defer r.finish(&err)
	t := &r.turn
	t.ctx, t.ending, t.errs = ctx, true, nil
	r.node.endBelow(t)
	return errors.Join(t.errs...)
}

// passEndLate sends the end down although an emission is still in flight and time has run out: every wait of the
// kernel ends, and then the emission does, unless a user function is stuck; then the end passes when that returns.
func (r *root) passEndLate(cause error) error {
	r.abort()
	passed := make(chan error, 1)
	r.clock.spawn(func() {
		r.guard.lockAnyway(r)
		passed <- r.passEnd(context.Background())
	})
	var err error
	r.clock.outside(func() {
		select {
		case err = <-passed:
		case <-time.After(grace):
		}
	})
	return errors.Join(cause, r.node.fail(ErrNotDrained), err)
}

// drain waits until what the source has put into asynchronous nodes is out of them again, in topological order, and
// gives back what went wrong there. A node that other sources still feed is waited for no longer than it takes to get
// out what it holds now.
func (r *root) drain(ctx context.Context) error {
	structure.Lock()
	var loops []*loop
	for _, n := range below(r.node) {
		if n.loop != nil {
			loops = append(loops, n.loop)
		}
	}
	structure.Unlock()
	var errs []error
	for _, l := range loops {
		if err := l.wait(ctx, l.accepted()); err != nil {
			errs = append(errs, err, l.node.fail(ErrNotDrained), abandon(loops))
			break
		}
	}
	for _, l := range loops {
		errs = append(errs, l.firstError())
	}
	return joinOnce(errs)
}

// abandon gives up what waits in the loops that no open source feeds any more. The end still passes.
func abandon(loops []*loop) error {
	var closed []*loop
	structure.Lock()
	for _, l := range loops {
		if l.sourcesClosed() {
			closed = append(closed, l)
		}
	}
	structure.Unlock()
	for _, l := range closed {
		l.giveUp()
	}
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	var errs []error
	for _, l := range closed {
		if err := l.wait(ctx, l.accepted()); err != nil {
			errs = append(errs, l.node.fail(errStuck))
		}
	}
	return errors.Join(errs...)
}

// joinOnce joins errors, each once: the same failure may be reported by the source and by the node.
func joinOnce(errs []error) error {
	seen := map[*NodeError]bool{}
	var all []error
	for _, err := range parts(errs) {
		if n, ok := err.(*NodeError); ok { // itself, not what it is wrapped in
			if seen[n] {
				continue
			}
			seen[n] = true
		}
		all = append(all, err)
	}
	return errors.Join(all...)
}

var joined = reflect.TypeOf(errors.Join(ErrClosed))

// parts takes apart what errors.Join has put together.
func parts(errs []error) []error {
	var all []error
	for _, err := range errs {
		if err != nil && reflect.TypeOf(err) == joined {
			all = append(all, parts(err.(interface{ Unwrap() []error }).Unwrap())...)
		} else if err != nil {
			all = append(all, err)
		}
	}
	return all
}
