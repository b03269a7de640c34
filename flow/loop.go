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
	started bool          // under the guard above
	queued  func() uint64 // elements put into the queue so far
	settled atomic.Uint64 // elements that are done with
	over    atomic.Bool   // the end has passed
	dropped atomic.Bool   // Close ran out of time: what is queued is dropped
	watched atomic.Int32  // how many wait for settled or over
	mu      sync.Mutex
	waiting []*waiter
	err     error // the first
}

// asynchronous builds a node whose elements wait in a queue for a loop of its own: the kernel of every operator that
// lets its input go on. run is the loop: it takes from the queue until that ends.
func asynchronous[A, B any](s Stream[A], kind string, cfg nodeConfig, room int, run func(l *loop, c *core[B], q *queue[A])) *core[B] {
	up := s.stream()
	c := &core[B]{}
	l := &loop{}
	q := newQueue[A](room, up.clock)
	l.queued = q.accepted
	l.root.init(&c.meta, up.clock, context.Background())
	c.loop = l
	c.init(kind, cfg, l.guard, &up.meta)
	start := func(t *turn) {
		if l.started {
			return
		}
		l.started = true
		l.revive(t.root.base)
		l.clock.spawn(func() {
			run(l, c, q)
			q.abandon()
			l.pass()
		})
	}
	up.connect(func(t *turn, v A) error {
		c.in++
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
	l.guard.lockAnyway(&l.root)
	defer l.finish(&err)
	l.turn.ctx, l.turn.ack = l.life, ack
	return f(&l.turn, v)
}

// note records an error that no Emit can return any more.
func (l *loop) note(err error) {
	if err == nil {
		return
	}
	l.mu.Lock()
	if l.err == nil {
		l.err = err
	}
	l.mu.Unlock()
	l.failed(err)
}

func (l *loop) firstError() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.err
}

// pass sends the end of the stream down.
func (l *loop) pass() {
	l.guard.lockAnyway(&l.root)
	l.node.open = 0
	l.note(l.passEnd(l.life))
	l.over.Store(true)
	l.announce()
	l.abort()
}

func (l *loop) settle() {
	l.settled.Add(1)
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

func (l *loop) accepted() uint64 { return l.queued() }

// giveUp drops what is queued and ends every wait below.
func (l *loop) giveUp() {
	l.dropped.Store(true)
	l.abort()
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

// sourcesClosed tells whether no open source feeds l any more. Needs structure.
func (l *loop) sourcesClosed() bool {
	for _, n := range above(l.node) {
		if n.src != nil && n.src.flags.Load()&flagClosed == 0 {
			return false
		}
	}
	return true
}
