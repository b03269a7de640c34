package flow

import (
	"sync"
	"time"
)

// How long Describe tries to look at a part of the graph that is at work.
const (
	snapshotAttempts = 10
	snapshotRetry    = 100 * time.Microsecond
)

// rest says when a root's turn waits inside the kernel: it holds its guards then, but nothing that they guard changes.
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

// during calls read if the turn rests, and keeps it from going on meanwhile.
func (r *parkedState) readIfParked(read func() bool) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.parked && read()
}

// look calls read while nothing under g changes: because g is free, or its holder rests. It gives up after a moment.
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
