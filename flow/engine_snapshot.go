package flow

import (
	"sync"
	"time"
)

// How long Describe tries to read the counters of a domain whose emission runs.
const (
	snapshotAttempts = 10
	snapshotRetry    = 100 * time.Microsecond
)

// parkedState records that a root's emission is parked inside the engine. It holds its locks then, but nothing that
// they guard changes.
type parkedState struct {
	mu     sync.Mutex
	parked bool
}

func (r *parkedState) enter() { r.set(true) }
func (r *parkedState) leave() { r.set(false) }

func (r *parkedState) set(on bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.parked = on
}

// readIfParked calls read if the emission is parked, and keeps it parked meanwhile.
func (r *parkedState) readIfParked(read func() bool) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.parked && read()
}

// snapshot calls read while nothing in the domain changes: because the lock is free, or because its holder is parked.
// It gives up after snapshotAttempts and returns false.
func (lock *domainLock) snapshot(read func()) bool {
	for range snapshotAttempts {
		if lock.tryLock() {
			read()
			lock.unlock()
			return true
		}
		h := lock.holder()
		if h != nil && h.parkedState.readIfParked(func() bool {
			if lock.holder() != h {
				return false
			}
			read()
			return true
		}) {
			return true
		}
		time.Sleep(snapshotRetry)
	}
	return false
}
