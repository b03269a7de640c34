package flow

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// closeGrace is how long a Close whose context has ended still waits for the end of the stream to pass. In that time
// sinks finish their files. Only a user function that ignores its context takes longer.
const closeGrace = time.Second

// enterForEnd enters the clock for a goroutine that ends a stream. If ctx has ended it waits for closeGrace at most,
// because a goroutine inside the clock may never return.
func enterForEnd(c Clock, ctx context.Context) (leave func(), err error) {
	entered, err := c.enter(ctx)
	if err != nil {
		graceCtx, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeGrace)
		defer cancel()
		var graceErr error
		if entered, graceErr = c.enter(graceCtx); graceErr != nil {
			return nil, err
		}
	}
	if entered {
		return c.leave, nil
	}
	return func() {}, nil
}

// closer is the part of a source that closes it, once.
type closer struct {
	root *root

	mu         sync.Mutex
	closing    bool          // the first Close has begun
	closed     bool          // the first Close has returned
	err        error         // what Close returns
	waiting    []*waiter     // the later Closes, until the first has returned
	done       chan struct{} // closed when the source has closed, for waits outside the clock
	closedHook func()        // called when the source has closed
}

func (c *closer) init(r *root) {
	c.root = r
	c.done = make(chan struct{})
}

// close closes the source. The caller has entered the clock.
func (c *closer) close(ctx context.Context) error {
	if insideEmissionOf(ctx, func(o *root) bool { return o == c.root }) {
		return c.root.node.wrap(ErrReentrant)
	}
	c.mu.Lock()
	first := !c.closing
	c.closing = true
	c.mu.Unlock()
	if !first {
		return c.wait(ctx)
	}
	c.root.setFlag(flagClosed)
	err := c.run(ctx)
	c.finish(err)
	return err
}

// wait waits for the first Close and returns its error.
func (c *closer) wait(ctx context.Context) error {
	w := c.root.clock.newWaiter()
	for {
		c.mu.Lock()
		over, err := c.closed, c.err
		if !over {
			c.waiting = append(c.waiting, w)
		}
		c.mu.Unlock()
		if over {
			return err
		}
		if err := c.root.clock.park(w, parkOptions{ctx: ctx}); err != nil {
			return err
		}
	}
}

// onClosed sets the function that is called when the source has closed.
func (c *closer) onClosed(f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closedHook = f
}

func (c *closer) isClosed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.closed
}

// finish records the result of the first Close and wakes the others.
func (c *closer) finish(err error) {
	c.mu.Lock()
	c.closed, c.err = true, err
	waiting, hook := c.waiting, c.closedHook
	c.waiting = nil
	c.mu.Unlock()
	close(c.done)
	if hook != nil {
		hook()
	}
	for _, w := range waiting {
		c.root.clock.wake(w)
	}
}

// run sends the end of the stream down and drains the graph.
func (c *closer) run(ctx context.Context) error {
	r := c.root
	errs := []error{r.sendEnd(ctx, r.node.endBelow), r.drain(ctx)}
	r.abort() // releases the context: nothing waits below any more
	if err := r.asyncError.Swap(nil); err != nil {
		errs = append(errs, *err)
	}
	return joinDistinctErrors(errs)
}

// sendEnd sends the end of the stream down with pass, behind the emission in progress, and waits for it. The end runs
// on its own goroutine, because it may wait longer than ctx allows: at a join for elements of other sources, or for a
// user function. When ctx ends, every wait of the engine below ends too. If a user function does not return, the end
// passes when that function returns.
func (r *root) sendEnd(ctx context.Context, pass func(em *emission)) error {
	var passed atomic.Bool
	var err error
	w := r.clock.newWaiter()
	r.clock.spawn(func() {
		r.lock.lockUninterruptibly()
		err = r.passEnd(ctx, pass)
		passed.Store(true)
		r.clock.wake(w)
	})
	wait := func(ctx context.Context) error {
		for !passed.Load() {
			if err := r.clock.park(w, parkOptions{ctx: ctx}); err != nil {
				return err
			}
		}
		return nil
	}
	cause := wait(ctx)
	if cause == nil {
		return err
	}
	r.abort()
	graceCtx, cancel := context.WithTimeout(context.Background(), closeGrace)
	defer cancel()
	errs := []error{cause, r.node.wrap(ErrNotDrained)}
	if wait(graceCtx) == nil {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// passEnd sends the end of the stream down with pass. The caller holds the lock; passEnd unlocks it.
func (r *root) passEnd(ctx context.Context, pass func(em *emission)) (err error) {
	defer r.finishEmission(&err)
	em := &r.emission
	em.ctx, em.ending, em.errs = ctx, true, nil
	pass(em)
	return errors.Join(em.errs...)
}

// drain waits until the loops below r have processed the elements that they have taken, in topological order. It
// returns the errors of their nodes. A loop that other sources still feed need not end: drain waits only for the
// elements that its node holds now.
func (r *root) drain(ctx context.Context) error {
	known := map[*loop]bool{}
	loops := r.loopsBelow(known)
	var errs []error
	for i := 0; i < len(loops); i++ {
		l := loops[i]
		if err := l.waitUntilProcessed(ctx, l.accepted()); err != nil {
			loops = append(loops, r.loopsBelow(known)...)
			errs = append(errs, err, l.node.wrap(ErrNotDrained), dropQueues(loops))
			break
		}
		if l.dropped.Load() { // by the Close of another source
			errs = append(errs, l.node.wrap(ErrNotDrained))
		}
		if i == len(loops)-1 && l.ended.Load() { // before its end it may have built new loops, as GroupByKey does
			loops = append(loops, r.loopsBelow(known)...)
		}
	}
	for _, l := range loops {
		errs = append(errs, l.errors())
	}
	return joinDistinctErrors(errs)
}

// loopsBelow returns the loops below r that are not known, in topological order, and adds them to known.
func (r *root) loopsBelow(known map[*loop]bool) (loops []*loop) {
	graphMu.Lock()
	defer graphMu.Unlock()
	for _, n := range descendants(r.node) {
		if n.loop != nil && !known[n.loop] {
			known[n.loop] = true
			loops = append(loops, n.loop)
		}
	}
	return loops
}

// dropQueues drops the queued elements of loops that no open source feeds and no other Close waits for. The end of the
// stream still passes.
func dropQueues(loops []*loop) error {
	var unused []*loop
	graphMu.Lock()
	for _, l := range loops {
		if l.sourcesClosed() && !l.closeIsWaiting() {
			unused = append(unused, l)
		}
	}
	graphMu.Unlock()
	for _, l := range unused {
		l.dropQueue()
	}
	ctx, cancel := context.WithTimeout(context.Background(), closeGrace)
	defer cancel()
	var errs []error
	for _, l := range unused {
		if err := l.waitUntilProcessed(ctx, l.accepted()); err != nil {
			errs = append(errs, l.node.wrap(errStuck))
		}
	}
	return errors.Join(errs...)
}
