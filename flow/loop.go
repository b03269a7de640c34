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
	started bool                      // under the guard above
	ctx     context.Context           // what elements get: ends with life, has the run's values
	queued  func() uint64             // elements put into the queue so far
	depth   func() (queued, room int) // nil: not known
	settled atomic.Uint64             // elements that are done with
	over    atomic.Bool               // the end has passed
	dropped atomic.Bool               // Close ran out of time: what is queued is dropped
	watched atomic.Int32              // how many wait for settled or over
	mu      sync.Mutex
	waiting []*waiter
	errs    failures
	endErr  error
}

// asynchronous builds a node whose elements wait in a queue for a loop of its own: the kernel of every operator that
// lets its input go on. run is the loop: it takes from the queue until that ends.
func asynchronous[A, B any](s Stream[A], kind string, cfg nodeConfig, room int, run func(l *loop, c *core[B], q *queue[A])) *core[B] {
	return behind(s, kind, cfg, newQueue[A](room, input(s, kind).clock), run)
}

// behind is asynchronous with a queue of the caller's.
func behind[A, B any](s Stream[A], kind string, cfg nodeConfig, q *queue[A], run func(l *loop, c *core[B], q *queue[A])) *core[B] {
	up := input(s, kind)
	c := &core[B]{}
	l, start := c.detach(kind, cfg, &up.meta, q.accepted, func(l *loop) {
		run(l, c, q)
		q.abandon()
	})
	q.owner, l.depth = &l.root, q.depth
	up.connect(&c.meta, func(t *turn, v A) error {
		start(t)
		if err := q.put(t, v); err != nil {
			return c.fail(err)
		}
		return nil
	}, func(t *turn) {
		start(t)
		q.close()
	})
	return c
}

// detach makes c a node below up with a loop of its own, which runs once start has been called, and passes the end on
// when run returns. start is called under the guard above, as often as one likes.
func (c *core[B]) detach(kind string, cfg nodeConfig, up *meta, queued func() uint64, run func(l *loop)) (l *loop, start func(*turn)) {
	l = &loop{queued: queued}
	l.root.init(&c.meta, up.clock)
	c.loop = l
	c.init(kind, cfg, l.guard, up)
	return l, func(t *turn) {
		if l.started {
			return
		}
		l.started = true
		l.start(t.root.base, run)
	}
}

// start runs the loop, and passes the end on when it returns.
func (l *loop) start(base context.Context, run func(l *loop)) {
	l.base = base
	l.ctx = &valued{Context: l.life, values: base}
	l.clock.spawn(func() {
		run(l)
		l.pass()
	})
}

// until is a wait of the loop that ends at a moment.
func (l *loop) until(m moment) wait {
	return wait{root: &l.root, until: l.clock.at(m), node: l.node.id}
}

// each gives the queue's elements to f, one by one, and goes on after a failure.
func each[A any](l *loop, q *queue[A], f step[A]) {
	for !l.dropped.Load() {
		e, ok := q.take(l)
		if !ok {
			return
		}
		l.note(enter(l, f, e.v, e.ack))
		l.settle()
	}
}

// enter runs one element through the part of the graph below l; ack is the caller's to give.
func enter[A any](l *loop, f step[A], v A, ack *Ack) (err error) {
	l.guard.lockAnyway()
	defer l.finish(&err)
	l.turn.begin(l.ctx)
	l.turn.ack = ack
	return f(&l.turn, v)
}

// note records an error that no Emit can return any more.
func (l *loop) note(err error) {
	if err == nil {
		return
	}
	l.mu.Lock()
	l.errs.add(err)
	l.mu.Unlock()
	l.failed(err)
}

// noteEnd records what went wrong at the end, which is never left out: it may be a file that is not whole.
func (l *loop) noteEnd(err error) {
	if err == nil {
		return
	}
	l.mu.Lock()
	l.endErr = err
	l.mu.Unlock()
	l.failed(err)
}

// errors is what has gone wrong so far.
func (l *loop) errors() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return joinErrors(l.errs.join(l.node), l.endErr)
}

// pass sends the end of the stream down.
func (l *loop) pass() {
	l.guard.lockAnyway()
	l.node.open = 0
	l.noteEnd(l.passEnd(l.ctx, l.node.endBelow))
	l.over.Store(true)
	l.announce()
	l.abort()
}

// settle says that one more element is done with.
func (l *loop) settle() {
	l.settled.Add(1)
	l.tell()
}

// settledTo says how many elements are done with, in all.
func (l *loop) settledTo(n uint64) {
	l.settled.Store(n)
	l.tell()
}

func (l *loop) tell() {
	if l.watched.Load() > 0 {
		l.announce()
	}
}

func (l *loop) announce() {
	l.mu.Lock()
	waiting := slices.Clone(l.waiting)
	l.mu.Unlock()
	for _, w := range waiting {
		l.clock.wake(w)
	}
}

// giveUp drops what is queued and ends every wait below.
func (l *loop) giveUp() {
	l.dropped.Store(true)
	l.abort()
}

// awaited tells whether a Close waits for the loop.
func (l *loop) awaited() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.waiting) > 0
}

// wait parks until the loop has ended, or, if open sources still feed it, until n elements have settled.
func (l *loop) wait(ctx context.Context, n uint64) error {
	structure.Lock()
	ending := l.sourcesClosed()
	structure.Unlock()
	w := l.clock.newWaiter()
	l.watch(w, !ending)
	defer l.unwatch(w, !ending)
	for !l.over.Load() && (ending || l.settled.Load() < n) {
		if err := l.clock.park(w, wait{ctx: ctx}); err != nil {
			return err
		}
	}
	return nil
}

func (l *loop) watch(w *waiter, elements bool) {
	l.mu.Lock()
	l.waiting = append(l.waiting, w)
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
	l.waiting = slices.DeleteFunc(l.waiting, func(o *waiter) bool { return o == w })
	l.mu.Unlock()
}

// sourcesClosed tells whether no open source feeds l any more. A source that nodes feed ends with them. Needs structure.
func (l *loop) sourcesClosed() bool {
	for _, n := range above(l.node) {
		if n.src != nil && len(n.ups) == 0 && n.src.flags.Load()&flagClosed == 0 {
			return false
		}
	}
	return true
}
