package flow

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"sync/atomic"
	"time"
)

// grace is how long a Close that has run out of time still waits for the end to pass, so that sinks can finish their
// files; only a user function that ignores its context can take longer.
const grace = time.Second

// enterToEnd lets a goroutine into the clock that brings the end of a stream, also where ctx has ended: then within the
// grace, for somebody may be stuck in there.
func enterToEnd(c Clock, ctx context.Context) (leave func(), err error) {
	entered, err := c.enter(ctx)
	if err != nil {
		late, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		var stuck error
		if entered, stuck = c.enter(late); stuck != nil {
			return nil, err
		}
	}
	if entered {
		return c.leave, nil
	}
	return func() {}, nil
}

// closer ends a source, once.
type closer struct {
	root *root

	mu      sync.Mutex
	closing bool
	over    bool
	err     error
	waiting []*waiter
	done    chan struct{} // closed when over, for those who wait outside the graph
	told    func()        // called when over
}

func (c *closer) init(r *root) {
	c.root = r
	c.done = make(chan struct{})
}

// close must be called inside the clock.
func (c *closer) close(ctx context.Context) error {
	if within(ctx, func(o *root) bool { return o == c.root }) {
		return c.root.node.wrap(ErrReentrant)
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

// tell has f called when the source has closed.
func (c *closer) tell(f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.told = f
}

func (c *closer) isOver() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.over
}

func (c *closer) finish(err error) {
	c.mu.Lock()
	c.over, c.err = true, err
	waiting, told := c.waiting, c.told
	c.waiting = nil
	c.mu.Unlock()
	close(c.done)
	if told != nil {
		told()
	}
	for _, w := range waiting {
		c.root.clock.wake(w)
	}
}

func (c *closer) run(ctx context.Context) error {
	r := c.root
	errs := []error{r.send(ctx, r.node.endBelow), r.drain(ctx)}
	r.abort() // releases the context; nothing waits below any more
	if err := r.async.Swap(nil); err != nil {
		errs = append(errs, *err)
	}
	return joinOnce(errs)
}

// send sends the end of the stream down, with pass, behind the emission in flight, and waits for it: on a goroutine of
// its own, for it may have to wait for elements of other sources at a join, or for a user function, longer than ctx
// allows. When ctx ends, every wait of the kernel below ends too; what is stuck in a user function then passes when that
// returns.
func (r *root) send(ctx context.Context, pass func(t *turn)) error {
	var passed atomic.Bool
	var err error
	w := r.clock.newWaiter()
	r.clock.spawn(func() {
		r.guard.lockAnyway()
		err = r.passEnd(ctx, pass)
		passed.Store(true)
		r.clock.wake(w)
	})
	wait := func(ctx context.Context) error {
		for !passed.Load() {
			if err := r.clock.park(w, wait{ctx: ctx}); err != nil {
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
	late, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	errs := []error{cause, r.node.wrap(ErrNotDrained)}
	if wait(late) == nil {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// passEnd sends the end of the stream down, with pass. It runs with the guard, and gives it back.
func (r *root) passEnd(ctx context.Context, pass func(t *turn)) (err error) {
	defer r.finish(&err)
	t := &r.turn
	t.ctx, t.ending, t.errs = ctx, true, nil
	pass(t)
	return errors.Join(t.errs...)
}

// drain waits until what the source has put into asynchronous nodes is out of them again, in topological order, and
// gives back what went wrong there. A node that other sources still feed is waited for no longer than it takes to get
// out what it holds now.
func (r *root) drain(ctx context.Context) error {
	known := map[*loop]bool{}
	loops := r.loopsBelow(known)
	var errs []error
	for i := 0; i < len(loops); i++ {
		l := loops[i]
		if err := l.wait(ctx, l.queued()); err != nil {
			loops = append(loops, r.loopsBelow(known)...)
			errs = append(errs, err, l.node.wrap(ErrNotDrained), abandon(loops))
			break
		}
		if l.dropped.Load() { // by the Close of another source
			errs = append(errs, l.node.wrap(ErrNotDrained))
		}
		if i == len(loops)-1 && l.over.Load() { // until it ended it may have built others: see GroupByKey
			loops = append(loops, r.loopsBelow(known)...)
		}
	}
	for _, l := range loops {
		errs = append(errs, l.errors())
	}
	return joinOnce(errs)
}

// loopsBelow lists the asynchronous nodes below r, in topological order, but for those that are known, and adds them to
// these.
func (r *root) loopsBelow(known map[*loop]bool) (loops []*loop) {
	structure.Lock()
	defer structure.Unlock()
	for _, n := range below(r.node) {
		if n.loop != nil && !known[n.loop] {
			known[n.loop] = true
			loops = append(loops, n.loop)
		}
	}
	return loops
}

// abandon gives up what waits in the loops that no open source feeds any more, and that no other Close still waits for.
// The end still passes.
func abandon(loops []*loop) error {
	var closed []*loop
	structure.Lock()
	for _, l := range loops {
		if l.sourcesClosed() && !l.awaited() {
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
		if err := l.wait(ctx, l.queued()); err != nil {
			errs = append(errs, l.node.wrap(errStuck))
		}
	}
	return errors.Join(errs...)
}

// joinOnce joins errors, each once: the same failure may be reported by the source and by the node, and a receiver that
// cannot be written to says so again when it is closed.
func joinOnce(errs []error) error {
	seen := map[string]bool{}
	var all []error
	for _, err := range parts(errs) {
		if text := err.Error(); !seen[text] {
			seen[text] = true
			all = append(all, err)
		}
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
