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
	state atomic.Int32         // free, held, or held and perhaps waited for
	held  atomic.Pointer[root] // whose turn has it, where that is known
	clock Clock

	mu      sync.Mutex
	waiting []*waiter
}

const (
	free = iota
	held
	contended
)

const spins = 4 // tries, each after letting other goroutines run, before parking

func newGuard(c Clock) *guard { return &guard{clock: c} }

func (g *guard) tryLock() bool { return g.state.CompareAndSwap(free, held) }

// lock waits until g is free, ctx ends, or the root that the wait belongs to is aborted. own is the root whose turn wants
// it, if it is a turn's: waiting for somebody who waits for that turn fails with ErrReentrant.
func (g *guard) lock(ctx context.Context, r, own *root) error {
	if g.tryLock() {
		return nil
	}
	return g.lockSlow(ctx, r, own)
}

// lockFor is lock for a turn that passes a join.
func (g *guard) lockFor(t *turn) error {
	if err := g.lock(t.ctx, t.root, t.root); err != nil {
		return err
	}
	g.held.Store(t.root)
	return nil
}

// unlockFor gives back what lockFor took.
func (g *guard) unlockFor() {
	g.held.Store(nil)
	g.unlock()
}

// lockAnyway waits for g however long it takes: the end of a stream must pass even where time has run out.
func (g *guard) lockAnyway() {
	if !g.tryLock() {
		_ = g.lockSlow(context.Background(), nil, nil)
	}
}

func (g *guard) lockSlow(ctx context.Context, r, own *root) error {
	for range spins {
		runtime.Gosched()
		if g.tryLock() {
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
		if g.enlist(w) {
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

func (g *guard) holder() *root { return g.held.Load() }

// enlist takes g if it is free after all, else puts w in the queue. Marking and queueing happen under mu, and so does
// the unlocker's look at the queue: either it finds w there, or w finds the guard free.
func (g *guard) enlist(w *waiter) (taken bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.state.Swap(contended) == free {
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
	if g.state.Swap(free) == contended {
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
