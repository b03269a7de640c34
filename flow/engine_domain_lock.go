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
type domainLock struct {
	state atomic.Int64 // free, or whose it is, and whether somebody may wait for it
	owner *root        // set where it is a root's: whoever takes it does so for the root
	clock Clock

	mu      sync.Mutex
	waiters []*waiter
}

// A guard's state is 0 or the mark of who has it, and a bit. That who and whether are one number saves an atomic operation
// for each, and a mark, unlike a pointer, needs no write barrier.
const (
	unlocked       int64 = 0
	contended      int64 = 1
	anonymousOwner int64 = 2 // it does not matter who
)

// marks gives roots their marks, which leave room for contended and somebody.
var ownerIDs atomic.Int64

func newOwnerID() int64 { return ownerIDs.Add(4) }

const spinAttempts = 4 // tries, each after letting other goroutines run, before parking

func newDomainLock(c Clock) *domainLock { return &domainLock{clock: c} }

func (lock *domainLock) tryLock() bool { return lock.tryLockAs(anonymousOwner) }

func (lock *domainLock) tryLockAs(ownerID int64) bool {
	return lock.state.CompareAndSwap(unlocked, ownerID)
}

// lock waits until g is free, ctx ends, or the root r that the wait belongs to is aborted.
func (lock *domainLock) lock(ctx context.Context, r *root) error {
	if lock.tryLock() {
		return nil
	}
	return lock.lockSlow(ctx, r, nil, anonymousOwner)
}

// lockForEmission is lock for a turn that passes a join: waiting for somebody who waits for that turn fails with ErrReentrant.
func (lock *domainLock) lockForEmission(em *emission) error {
	if lock.tryLockAs(em.root.ownerID) {
		return nil
	}
	return lock.lockSlow(em.ctx, em.root, em.root, em.root.ownerID)
}

// lockUninterruptibly waits for g however long it takes: the end of a stream must pass even where time has run out.
func (lock *domainLock) lockUninterruptibly() { lock.lockUninterruptiblyAs(anonymousOwner) }

func (lock *domainLock) lockUninterruptiblyAs(ownerID int64) {
	if !lock.tryLockAs(ownerID) {
		_ = lock.lockSlow(context.Background(), nil, nil, ownerID)
	}
}

func (lock *domainLock) lockSlow(ctx context.Context, r, own *root, ownerID int64) error {
	for range spinAttempts {
		runtime.Gosched()
		if lock.tryLockAs(ownerID) {
			return nil
		}
	}
	mine, a := enclosingRoots(ctx, own), resource(lock)
	registerWait(mine, &a)
	defer registerWait(mine, nil)
	if hasCycle(lock, mine) {
		return ErrReentrant
	}
	w := lock.clock.newWaiter()
	for {
		if lock.enqueue(w, ownerID) {
			return nil
		}
		if err := lock.clock.park(w, parkOptions{ctx: ctx, root: r, holdsLocks: own != nil}); err != nil {
			lock.dequeue(w)
			return err
		}
	}
}

// emissions lists the roots whose turns the caller is within: own, and those that its context comes from.
func enclosingRoots(ctx context.Context, own *root) []*root {
	var all []*root
	if own != nil {
		all = own.self
	}
	insideEmissionOf(ctx, func(r *root) bool {
		all = append(all, r)
		return false
	})
	return all
}

// holder is whose turn has g; nil: not known, nobody, or somebody who waits for nothing.
func (lock *domainLock) holder() *root {
	if lock.owner != nil {
		return lock.owner
	}
	return waitGraph.waitingRoot(lock.state.Load() &^ contended)
}

// enlist takes g if it is free after all, else puts w in the queue. Marking and queueing happen under mu, and so does
// the unlocker's look at the queue: either it finds w there, or w finds the guard free.
func (lock *domainLock) enqueue(w *waiter, ownerID int64) (taken bool) {
	lock.mu.Lock()
	defer lock.mu.Unlock()
	if lock.state.Or(contended) == unlocked {
		lock.state.Store(ownerID | contended) // nobody takes it meanwhile: contended is not free
		return true
	}
	lock.waiters = append(lock.waiters, w)
	return false
}

// delist takes w out of the queue when its wait was cancelled. If it is no longer there it has just been woken, and
// passes that on: somebody else may be waiting.
func (lock *domainLock) dequeue(w *waiter) {
	lock.mu.Lock()
	for i, o := range lock.waiters {
		if o == w {
			lock.waiters = append(lock.waiters[:i], lock.waiters[i+1:]...)
			lock.mu.Unlock()
			return
		}
	}
	lock.mu.Unlock()
	lock.wakeOne()
}

func (lock *domainLock) unlock() {
	if lock.state.Swap(unlocked)&contended != 0 {
		lock.wakeOne()
	}
}

func (lock *domainLock) wakeOne() {
	lock.mu.Lock()
	if len(lock.waiters) == 0 {
		lock.mu.Unlock()
		return
	}
	w := lock.waiters[0]
	lock.waiters = append(lock.waiters[:0], lock.waiters[1:]...)
	lock.mu.Unlock()
	lock.clock.wake(w)
}
