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
	started   bool                      // under the lock of the domain above
	ctx       context.Context           // the elements' context: ends with lifetime, has the run's values
	accepted  func() uint64             // returns the number of elements put into the queue so far
	depth     func() (queued, room int) // returns the queue's length and capacity; nil: unknown
	processed atomic.Uint64             // elements that are finished
	ended     atomic.Bool               // the end of the stream has passed
	dropped   atomic.Bool               // Close has run out of time: what is queued is dropped
	watched   atomic.Int32              // number of waiters for processed
	mu        sync.Mutex
	waiters   []*waiter
	errs      errorList
	endErr    error
}

// asyncNode builds a node with a queue and a loop. It is the kernel of every operator that lets its input go on. run
// takes elements from the queue until the queue ends.
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
	put(em *emission, v A) error // takes an element, or returns why not
	close()                      // no more elements come
	abandon()                    // no more elements are taken: what waits has failed
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

// start runs the loop, then passes the end of the stream on.
func (l *loop) start(base context.Context, run func(l *loop)) {
	l.runCtx = base
	l.ctx = &lifetimeContext{Context: l.lifetime, valuesFrom: base}
	l.clock.spawn(func() {
		run(l)
		l.passEndBelow()
	})
}

// parkUntil are the options of a park of the loop that ends at m.
func (l *loop) parkUntil(m monotime) parkOptions {
	return parkOptions{root: &l.root, until: l.clock.timeAt(m), node: l.node.id}
}

// forEachQueued passes the queue's elements to f, one by one. It goes on after an error.
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

// emitFromLoop runs one element through the graph below l. It takes over ack.
func emitFromLoop[A any](l *loop, f step[A], v A, ack *Ack) (err error) {
	l.lock.lockUninterruptibly()
	defer l.finishEmission(&err)
	l.emission.begin(l.ctx)
	l.emission.ack = ack
	return f(&l.emission, v)
}

// recordError records an error that no Emit can return.
func (l *loop) recordError(err error) {
	if err == nil {
		return
	}
	l.mu.Lock()
	l.errs.add(err)
	l.mu.Unlock()
	l.reportFailure(err)
}

// recordEndError records the error of the end of the stream. It is never left out: a file may be incomplete.
func (l *loop) recordEndError(err error) {
	if err == nil {
		return
	}
	l.mu.Lock()
	l.endErr = err
	l.mu.Unlock()
	l.reportFailure(err)
}

// errors returns what has gone wrong so far.
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

func (l *loop) wakeWaitersIfWatched() {
	if l.watched.Load() > 0 {
		l.wakeWaiters()
	}
}

func (l *loop) wakeWaiters() {
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

// sourcesClosed reports whether no open source feeds l. A source that nodes feed ends with these nodes. The caller
// holds graphMu.
func (l *loop) sourcesClosed() bool {
	for _, n := range ancestors(l.node) {
		if n.source != nil && len(n.upstreams) == 0 && n.source.flags.Load()&flagClosed == 0 {
			return false
		}
	}
	return true
}
