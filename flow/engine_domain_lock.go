package flow

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// domainLock serialises a domain: the nodes below a source, an asynchronous node or a join of different domains, down
// to the next such node. One element at a time passes a domain, so operators keep plain state. Unlike sync.Mutex, a
// wait for it ends with a context, and it yields on a virtual clock. An uncontended lock and unlock cost two atomic
// operations.
//
// A goroutine that finds it locked tries a few times more and then parks. It is not fair: to hand the lock over in
// order of arrival would cost a goroutine switch for each element.
type domainLock struct {
	state atomic.Int64 // unlocked, or the owner's ID and whether goroutines may wait
	owner *root        // set if a root owns the lock: every goroutine that takes it acts for that root
	clock Clock

	mu      sync.Mutex
	waiters []*waiter
}

// The state of a domain lock is 0, or an owner ID with a bit for contention. One number for both saves an atomic
// operation each time, and a number, unlike a pointer, needs no write barrier.
const (
	unlocked       int64 = 0
	contended      int64 = 1 // a bit: goroutines may wait
	anonymousOwner int64 = 2 // an owner that holder does not find
)

// ownerIDs numbers roots. IDs leave room for contended and anonymousOwner.
var ownerIDs atomic.Int64

func newOwnerID() int64 { return ownerIDs.Add(4) }

// spinAttempts is how often lock tries again before it parks. Other goroutines run before each attempt.
const spinAttempts = 4

func newDomainLock(c Clock) *domainLock { return &domainLock{clock: c} }

func (l *domainLock) tryLock() bool { return l.tryLockAs(anonymousOwner) }

func (l *domainLock) tryLockAs(ownerID int64) bool {
	return l.state.CompareAndSwap(unlocked, ownerID)
}

// lock waits until the lock is free. The wait ends when ctx ends or the root r is aborted.
func (l *domainLock) lock(ctx context.Context, r *root) error {
	if l.tryLock() {
		return nil
	}
	return l.lockSlow(ctx, r, nil, anonymousOwner)
}

// lockForEmission is lock for an emission that enters the domain of a join. It makes the emission the owner. If the
// lock's holder waits for this emission, it returns ErrReentrant.
func (l *domainLock) lockForEmission(em *emission) error {
	if l.tryLockAs(em.root.ownerID) {
		return nil
	}
	return l.lockSlow(em.ctx, em.root, em.root, em.root.ownerID)
}

// lockUninterruptibly waits without a limit, because the end of a stream passes even if Close has run out of time.
func (l *domainLock) lockUninterruptibly() { l.lockUninterruptiblyAs(anonymousOwner) }

func (l *domainLock) lockUninterruptiblyAs(ownerID int64) {
	if !l.tryLockAs(ownerID) {
		_ = l.lockSlow(context.Background(), nil, nil, ownerID)
	}
}

// lockSlow tries again a few times, then parks. The wait ends when ctx ends or the root r is aborted. emitter is the
// root whose emission waits; nil: none.
func (l *domainLock) lockSlow(ctx context.Context, r, emitter *root, ownerID int64) error {
	for range spinAttempts {
		runtime.Gosched()
		if l.tryLockAs(ownerID) {
			return nil
		}
	}
	roots, res := enclosingRoots(ctx, emitter), resource(l)
	waitFor.register(roots, &res)
	defer waitFor.unregister(roots)
	if hasCycle(l, roots) {
		return ErrReentrant
	}
	w := l.clock.newWaiter()
	for {
		if l.enqueue(w, ownerID) {
			return nil
		}
		if err := l.clock.park(w, parkOptions{ctx: ctx, root: r, holdsLocks: emitter != nil}); err != nil {
			l.dequeue(w)
			return err
		}
	}
}

// enclosingRoots returns the roots whose emissions the caller runs in: emitter, unless it is nil, and those that ctx
// belongs to.
func enclosingRoots(ctx context.Context, emitter *root) []*root {
	var all []*root
	if emitter != nil {
		all = emitter.asSlice
	}
	insideEmissionOf(ctx, func(r *root) bool {
		all = append(all, r)
		return false
	})
	return all
}

// holder returns the root whose emission holds the lock. It returns nil if there is no holder, or if the holder is
// unknown or does not wait.
func (l *domainLock) holder() *root {
	if l.owner != nil {
		return l.owner
	}
	return waitFor.find(l.state.Load() &^ contended)
}

// enqueue takes the lock if it is free by now, else it queues w. It sets contended and queues under mu, and wakeOne
// reads the queue under mu. So either the goroutine that unlocks finds w, or enqueue finds the lock free.
func (l *domainLock) enqueue(w *waiter, ownerID int64) (taken bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.state.Or(contended) == unlocked {
		l.state.Store(ownerID | contended) // no other goroutine takes it before this store: contended is not unlocked
		return true
	}
	l.waiters = append(l.waiters, w)
	return false
}

// dequeue removes w after its wait was cancelled. If w is no longer in the queue, it has just been woken, and dequeue
// wakes another waiter instead.
func (l *domainLock) dequeue(w *waiter) {
	l.mu.Lock()
	for i, o := range l.waiters {
		if o == w {
			l.waiters = append(l.waiters[:i], l.waiters[i+1:]...)
			l.mu.Unlock()
			return
		}
	}
	l.mu.Unlock()
	l.wakeOne()
}

func (l *domainLock) unlock() {
	if l.state.Swap(unlocked)&contended != 0 {
		l.wakeOne()
	}
}

// wakeOne wakes the goroutine that has waited longest. The goroutine must then take the lock.
func (l *domainLock) wakeOne() {
	l.mu.Lock()
	if len(l.waiters) == 0 {
		l.mu.Unlock()
		return
	}
	w := l.waiters[0]
	l.waiters = append(l.waiters[:0], l.waiters[1:]...)
	l.mu.Unlock()
	l.clock.wake(w)
}
