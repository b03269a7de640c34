package flow

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
)

// loop is the goroutine of an asynchronous node: a root that takes its elements from a queue. It starts with the first
// element, or with the end of the stream, so that a graph that is built and never used leaves nothing behind.
type loop struct {
	root
	started   bool                      // under the guard above
	ctx       context.Context           // what elements get: ends with life, has the run's values
	accepted  func() uint64             // elements put into the queue so far
	depth     func() (queued, room int) // nil: not known
	processed atomic.Uint64             // elements that are done with
	ended     atomic.Bool               // the end has passed
	dropped   atomic.Bool               // Close ran out of time: what is queued is dropped
	watched   atomic.Int32              // how many wait for settled or over
	mu        sync.Mutex
	waiters   []*waiter
	errs      errorList
	endErr    error
}

// asynchronous builds a node whose elements wait in a queue for a loop of its own: the kernel of every operator that
// lets its input go on. run is the loop: it takes from the queue until that ends.
func asyncNode[A, B any](s Stream[A], kind string, cfg nodeConfig, room int, run func(l *loop, c *typedNode[B], q *queue[A])) *typedNode[B] {
	return asyncNodeWithQueue(s, kind, cfg, newQueue[A](room, inputNode(s, kind).clock), run)
}

// behind is asynchronous with a queue of the caller's.
func asyncNodeWithQueue[A, B any](s Stream[A], kind string, cfg nodeConfig, q *queue[A], run func(l *loop, c *typedNode[B], q *queue[A])) *typedNode[B] {
	up := inputNode(s, kind)
	c := &typedNode[B]{}
	l, start := c.detachLoop(kind, cfg, &up.node, q.accepted, func(l *loop) {
		run(l, c, q)
		q.abandon()
	})
	q.owner, l.depth = &l.root, q.depth
	up.connect(&c.node, func(em *emission, v A) error {
		start(em)
		if err := q.put(em, v); err != nil {
			return c.fail(err)
		}
		return nil
	}, func(em *emission) {
		start(em)
		q.close()
	})
	return c
}

// detach makes c a node below up with a loop of its own, which runs once start has been called, and passes the end on
// when run returns. start is called under the guard above, as often as one likes.
func (c *typedNode[B]) detachLoop(kind string, cfg nodeConfig, up *node, queued func() uint64, run func(l *loop)) (l *loop, start func(*emission)) {
	l = &loop{accepted: queued}
	l.root.init(&c.node, up.clock)
	c.loop = l
	c.init(kind, cfg, l.lock, up)
	return l, func(em *emission) {
		if l.started {
			return
		}
		l.started = true
		l.start(em.root.runCtx, run)
	}
}

// start runs the loop, and passes the end on when it returns.
func (l *loop) start(base context.Context, run func(l *loop)) {
	l.runCtx = base
	l.ctx = &lifetimeContext{Context: l.lifetime, valuesFrom: base}
	l.clock.spawn(func() {
		run(l)
		l.passEndBelow()
	})
}

// until is a wait of the loop that ends at a moment.
func (l *loop) parkUntil(m monotime) parkOptions {
	return parkOptions{root: &l.root, until: l.clock.timeAt(m), node: l.node.id}
}

// each gives the queue's elements to f, one by one, and goes on after a failure.
func forEachQueued[A any](l *loop, q *queue[A], f step[A]) {
	for !l.dropped.Load() {
		e, ok := q.take(l)
		if !ok {
			return
		}
		l.noteError(emitFromLoop(l, f, e.v, e.ack))
		l.markProcessed()
	}
}

// enter runs one element through the part of the graph below l; ack is the caller's to give.
func emitFromLoop[A any](l *loop, f step[A], v A, ack *Ack) (err error) {
	l.lock.lockUninterruptibly()
	defer l.finishEmission(&err)
	l.emission.begin(l.ctx)
	l.emission.ack = ack
	return f(&l.emission, v)
}

// note records an error that no Emit can return any more.
func (l *loop) noteError(err error) {
	if err == nil {
		return
	}
	l.mu.Lock()
	l.errs.add(err)
	l.mu.Unlock()
	l.reportFailure(err)
}

// noteEndError records what went wrong at the end, which is never left out: it may be a file that is not whole.
func (l *loop) noteEndError(err error) {
	if err == nil {
		return
	}
	l.mu.Lock()
	l.endErr = err
	l.mu.Unlock()
	l.reportFailure(err)
}

// errors is what has gone wrong so far.
func (l *loop) errors() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return joinTwo(l.errs.join(l.node), l.endErr)
}

// pass sends the end of the stream down.
func (l *loop) passEndBelow() {
	l.lock.lockUninterruptibly()
	l.node.openInputs = 0
	l.noteEndError(l.passEnd(l.ctx, l.node.endBelow))
	l.ended.Store(true)
	l.announce()
	l.abort()
}

// settle says that one more element is done with.
func (l *loop) markProcessed() {
	l.processed.Add(1)
	l.announceIfWatched()
}

// setProcessed says how many elements are done with, in all.
func (l *loop) setProcessed(n uint64) {
	l.processed.Store(n)
	l.announceIfWatched()
}

func (l *loop) announceIfWatched() {
	if l.watched.Load() > 0 {
		l.announce()
	}
}

func (l *loop) announce() {
	l.mu.Lock()
	waiting := slices.Clone(l.waiters)
	l.mu.Unlock()
	for _, w := range waiting {
		l.clock.wake(w)
	}
}

// dropQueue drops what is queued and ends every wait below.
func (l *loop) dropQueue() {
	l.dropped.Store(true)
	l.abort()
}

// awaited tells whether a Close waits for the loop.
func (l *loop) closeIsWaiting() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.waiters) > 0
}

// wait parks until the loop has ended, or, if open sources still feed it, until n elements have settled.
func (l *loop) waitUntilProcessed(ctx context.Context, n uint64) error {
	graphMu.Lock()
	ending := l.sourcesClosed()
	graphMu.Unlock()
	w := l.clock.newWaiter()
	l.watch(w, !ending)
	defer l.unwatch(w, !ending)
	for !l.ended.Load() && (ending || l.processed.Load() < n) {
		if err := l.clock.park(w, parkOptions{ctx: ctx}); err != nil {
			return err
		}
	}
	return nil
}

func (l *loop) watch(w *waiter, elements bool) {
	l.mu.Lock()
	l.waiters = append(l.waiters, w)
	l.mu.Unlock()
	if elements {
		l.watched.Add(1)
	}
}

func (l *loop) unwatch(w *waiter, elements bool) {
	if elements {
		l.watched.Add(-1)
	}
	l.mu.Lock()
	l.waiters = slices.DeleteFunc(l.waiters, func(o *waiter) bool { return o == w })
	l.mu.Unlock()
}

// sourcesClosed tells whether no open source feeds l any more. A source that nodes feed ends with them. Needs graphMu.
func (l *loop) sourcesClosed() bool {
	for _, n := range ancestors(l.node) {
		if n.source != nil && len(n.upstreams) == 0 && n.source.flags.Load()&flagClosed == 0 {
			return false
		}
	}
	return true
}
