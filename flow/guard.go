package flow

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// guard is the lock that keeps everything below a source, an asynchronous node or a join of different sources to one
// element at a time. Unlike a sync.Mutex, waiting for it ends with a context and gives way on a virtual clock.
// Uncontended it costs two atomic operations.
//
// A goroutine that finds it taken tries a few times more and then parks; who parks is not served first, for handing
// the guard over in order of arrival would cost a switch of goroutines for each element.
type guard struct {
	state atomic.Int64 // free, or whose it is, and whether somebody may wait for it
	owner *root        // set where it is a root's: whoever takes it does so for the root
	clock Clock

	mu      sync.Mutex
	waiting []*waiter
}

// A guard's state is 0 or the mark of who has it, and a bit. That who and whether are one number saves an atomic operation
// for each, and a mark, unlike a pointer, needs no write barrier.
const (
	free      int64 = 0
	contended int64 = 1
	somebody  int64 = 2 // it does not matter who
)

// marks gives roots their marks, which leave room for contended and somebody.
var marks atomic.Int64

func newMark() int64 { return marks.Add(4) }

const spins = 4 // tries, each after letting other goroutines run, before parking

func newGuard(c Clock) *guard { return &guard{clock: c} }

func (g *guard) tryLock() bool { return g.take(somebody) }

func (g *guard) take(mark int64) bool { return g.state.CompareAndSwap(free, mark) }

// lock waits until g is free, ctx ends, or the root r that the wait belongs to is aborted.
func (g *guard) lock(ctx context.Context, r *root) error {
	if g.tryLock() {
		return nil
	}
	return g.lockSlow(ctx, r, nil, somebody)
}

// lockFor is lock for a turn that passes a join: waiting for somebody who waits for that turn fails with ErrReentrant.
func (g *guard) lockFor(t *turn) error {
	if g.take(t.root.mark) {
		return nil
	}
	return g.lockSlow(t.ctx, t.root, t.root, t.root.mark)
}

// lockAnyway waits for g however long it takes: the end of a stream must pass even where time has run out.
func (g *guard) lockAnyway() { g.lockAnywayAs(somebody) }

func (g *guard) lockAnywayAs(mark int64) {
	if !g.take(mark) {
		_ = g.lockSlow(context.Background(), nil, nil, mark)
	}
}

func (g *guard) lockSlow(ctx context.Context, r, own *root, mark int64) error {
	for range spins {
		runtime.Gosched()
		if g.take(mark) {
			return nil
		}
	}
	mine, a := emissions(ctx, own), awaited(g)
	tell(mine, &a)
	defer tell(mine, nil)
	if endless(g, mine) {
		return ErrReentrant
	}
	w := g.clock.newWaiter()
	for {
		if g.enlist(w, mark) {
			return nil
		}
		if err := g.clock.park(w, wait{ctx: ctx, root: r, holds: own != nil}); err != nil {
			g.delist(w)
			return err
		}
	}
}

// emissions lists the roots whose turns the caller is within: own, and those that its context comes from.
func emissions(ctx context.Context, own *root) []*root {
	var all []*root
	if own != nil {
		all = own.alone
	}
	within(ctx, func(r *root) bool {
		all = append(all, r)
		return false
	})
	return all
}

// holder is whose turn has g; nil: not known, nobody, or somebody who waits for nothing.
func (g *guard) holder() *root {
	if g.owner != nil {
		return g.owner
	}
	return parked.find(g.state.Load() &^ contended)
}

// enlist takes g if it is free after all, else puts w in the queue. Marking and queueing happen under mu, and so does
// the unlocker's look at the queue: either it finds w there, or w finds the guard free.
func (g *guard) enlist(w *waiter, mark int64) (taken bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.state.Or(contended) == free {
		g.state.Store(mark | contended) // nobody takes it meanwhile: contended is not free
		return true
	}
	g.waiting = append(g.waiting, w)
	return false
}

// delist takes w out of the queue when its wait was cancelled. If it is no longer there it has just been woken, and
// passes that on: somebody else may be waiting.
func (g *guard) delist(w *waiter) {
	g.mu.Lock()
	for i, o := range g.waiting {
		if o == w {
			g.waiting = append(g.waiting[:i], g.waiting[i+1:]...)
			g.mu.Unlock()
			return
		}
	}
	g.mu.Unlock()
	g.wakeOne()
}

func (g *guard) unlock() {
	if g.state.Swap(free)&contended != 0 {
		g.wakeOne()
	}
}

func (g *guard) wakeOne() {
	g.mu.Lock()
	if len(g.waiting) == 0 {
		g.mu.Unlock()
		return
	}
	w := g.waiting[0]
	g.waiting = append(g.waiting[:0], g.waiting[1:]...)
	g.mu.Unlock()
	g.clock.wake(w)
}
