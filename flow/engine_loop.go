package flow

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
)

// loop is the goroutine of an asynchronous node. It is a root that takes its elements from a queue. It starts with the
// first element, or with the end of the stream, so that a graph that is built and never used leaves no goroutine.
type loop struct {
	root
	started   bool                      // start has been called; under the lock of the domain above
	ctx       context.Context           // the elements' context: ends with lifetime, has the run's values
	accepted  func() uint64             // returns the number of elements put into the queue so far
	depth     func() (queued, room int) // returns the queue's length and capacity; nil: unknown
	processed atomic.Uint64             // elements that are finished
	ended     atomic.Bool               // the end of the stream has passed
	dropped   atomic.Bool               // a Close has run out of time: queued elements are dropped
	watched   atomic.Int32              // number of waiters to wake for each processed element
	mu        sync.Mutex
	waiters   []*waiter // under mu
	errs      errorList // errors of elements; under mu
	endErr    error     // the error of the end of the stream; under mu
}

// asyncNode builds a node with a queue and a loop: Buffer, MapAsync, Async. run takes elements from the queue until the
// queue ends.
func asyncNode[A, B any](
	s Stream[A], kind string, cfg nodeConfig, room int, run func(l *loop, c *typedNode[B], q *queue[A]),
) *typedNode[B] {
	return asyncNodeWithQueue(s, kind, cfg, newQueue[A](room, inputNode(s, kind).clock), run)
}

// asyncNodeWithQueue is asyncNode with the caller's queue.
func asyncNodeWithQueue[A, B any](
	s Stream[A], kind string, cfg nodeConfig, q *queue[A], run func(l *loop, c *typedNode[B], q *queue[A]),
) *typedNode[B] {
	attach := func(l *loop) { q.owner, l.depth = &l.root, q.depth }
	return loopNode(s, kind, cfg, q, attach, func(l *loop, c *typedNode[B]) { run(l, c, q) })
}

// waitingElements is where the elements of an asynchronous node wait for its loop: a queue, or the one place of Latest.
// The domain above calls put and close; the loop calls abandon.
type waitingElements[A any] interface {
	accepted() uint64            // returns the number of elements put so far
	put(em *emission, v A) error // stores an element, or returns why it cannot
	close()                      // called at the end of the stream: no more elements will be put
	abandon()                    // called when no more elements will be taken: fails those that wait
}

// loopNode builds a node whose loop runs run, then passes the end of the stream on. The loop starts with the first
// element or with the end of the stream. attach is called with the loop before an element can arrive.
func loopNode[A, B any](
	s Stream[A], kind string, cfg nodeConfig, in waitingElements[A], attach func(l *loop), run func(l *loop, c *typedNode[B]),
) *typedNode[B] {
	upstream, c := inputNode(s, kind), &typedNode[B]{}
	l := &loop{accepted: in.accepted}
	l.root.init(&c.node, upstream.clock)
	c.loop = l
	attach(l)
	c.init(kind, cfg, l.lock, &upstream.node)
	start := func(em *emission) {
		if l.started {
			return
		}
		l.started = true
		l.start(em.root.runCtx, func(l *loop) {
			run(l, c)
			in.abandon()
		})
	}
	upstream.connect(&c.node, func(em *emission, v A) error {
		start(em)
		if err := in.put(em, v); err != nil {
			return c.fail(err)
		}
		return nil
	}, func(em *emission) {
		start(em)
		in.close()
	})
	return c
}

// start starts the loop's goroutine. It calls run, then passes the end of the stream on. base is the run's context.
func (l *loop) start(base context.Context, run func(l *loop)) {
	l.runCtx = base
	l.ctx = &lifetimeContext{Context: l.lifetime, valuesFrom: base}
	l.clock.spawn(func() {
		run(l)
		l.passEndBelow()
	})
}

// lifetimeContext ends with a root's lifetime and has the values of another context.
type lifetimeContext struct {
	context.Context
	valuesFrom context.Context
}

func (c *lifetimeContext) Value(key any) any { return c.valuesFrom.Value(key) }

// parkUntil returns the options of a park of the loop that ends at m.
func (l *loop) parkUntil(m monotime) parkOptions {
	return parkOptions{root: &l.root, until: l.clock.timeAt(m), node: l.node.id}
}

// forEachQueued passes the queue's elements to f, one by one. It continues after an error.
func forEachQueued[A any](l *loop, q *queue[A], f step[A]) {
	for !l.dropped.Load() {
		e, ok := q.take(l)
		if !ok {
			return
		}
		l.recordError(emitFromLoop(l, f, e.v, e.ack))
		l.markProcessed()
	}
}

// emitFromLoop passes one element to f in a new emission of l. It takes over ack, which is the element's.
func emitFromLoop[A any](l *loop, f step[A], v A, ack *Ack) (err error) {
	l.lock.lockUninterruptibly()
	defer l.finishEmission(&err)
	l.emission.begin(l.ctx)
	l.emission.ack = ack
	return f(&l.emission, v)
}

// recordError records an element's error for Close, and for the next Emit of the sources above.
func (l *loop) recordError(err error) {
	if err == nil {
		return
	}
	l.mu.Lock()
	l.errs.add(err)
	l.mu.Unlock()
	l.reportFailure(err)
}

// recordEndError records the error of the end of the stream. Unlike an element's error it is always kept, because it may
// mean that a file is incomplete.
func (l *loop) recordEndError(err error) {
	if err == nil {
		return
	}
	l.mu.Lock()
	l.endErr = err
	l.mu.Unlock()
	l.reportFailure(err)
}

// errors returns the errors recorded so far, joined.
func (l *loop) errors() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return joinErrors(l.errs.join(l.node), l.endErr)
}

// passEndBelow passes the end of the stream to the nodes below.
func (l *loop) passEndBelow() {
	l.lock.lockUninterruptibly()
	l.node.openInputs = 0
	l.recordEndError(l.passEnd(l.ctx, l.node.endBelow))
	l.ended.Store(true)
	l.wakeWaiters()
	l.abort()
}

// markProcessed counts one more finished element.
func (l *loop) markProcessed() {
	l.processed.Add(1)
	l.wakeWaitersIfWatched()
}

// setProcessed sets the number of finished elements.
func (l *loop) setProcessed(n uint64) {
	l.processed.Store(n)
	l.wakeWaitersIfWatched()
}

// wakeWaitersIfWatched wakes the waiters if one of them waits for processed elements.
func (l *loop) wakeWaitersIfWatched() {
	if l.watched.Load() > 0 {
		l.wakeWaiters()
	}
}

// wakeWaiters wakes all waiters, to check again what they wait for.
func (l *loop) wakeWaiters() {
	l.mu.Lock()
	waiting := slices.Clone(l.waiters)
	l.mu.Unlock()
	for _, w := range waiting {
		l.clock.wake(w)
	}
}

// dropQueue makes the loop drop what is queued, and ends the waits of its emission.
func (l *loop) dropQueue() {
	l.dropped.Store(true)
	l.abort()
}

// closeIsWaiting reports whether a Close waits for the loop.
func (l *loop) closeIsWaiting() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.waiters) > 0
}

// waitUntilProcessed parks until the loop has ended, or, if open sources still feed it, until n elements are finished.
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

// watch registers w to be woken at the end of the stream and, if eachElement is true, after each processed element.
func (l *loop) watch(w *waiter, eachElement bool) {
	l.mu.Lock()
	l.waiters = append(l.waiters, w)
	l.mu.Unlock()
	if eachElement {
		l.watched.Add(1)
	}
}

// unwatch revokes watch.
func (l *loop) unwatch(w *waiter, eachElement bool) {
	if eachElement {
		l.watched.Add(-1)
	}
	l.mu.Lock()
	l.waiters = slices.DeleteFunc(l.waiters, func(o *waiter) bool { return o == w })
	l.mu.Unlock()
}

// sourcesClosed reports whether all sources above l are closed. A source that nodes feed does not count: it ends with
// these nodes. The caller holds graphMu.
func (l *loop) sourcesClosed() bool {
	for _, n := range ancestors(l.node) {
		if n.source != nil && len(n.upstreams) == 0 && n.source.flags.Load()&flagClosed == 0 {
			return false
		}
	}
	return true
}
