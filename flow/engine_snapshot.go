package flow

import (
	"sync"
	"time"
)

// How often and at which interval Describe tries to read the counters of a domain whose emission runs.
const (
	snapshotAttempts = 10
	snapshotRetry    = 100 * time.Microsecond
)

// parkedState records whether a root's emission is parked inside the engine. A parked emission holds its locks, but
// nothing that they guard changes.
type parkedState struct {
	mu     sync.Mutex
	parked bool
}

func (p *parkedState) enter() { p.set(true) }
func (p *parkedState) leave() { p.set(false) }

func (p *parkedState) set(on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.parked = on
}

// readIfParked calls read if the emission is parked. The emission stays parked until read returns.
func (p *parkedState) readIfParked(read func() bool) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.parked && read()
}

// snapshot calls read while nothing in the domain changes: because the lock is free, or because its holder is parked. If
// neither is so in snapshotAttempts attempts, it returns false.
func (l *domainLock) snapshot(read func()) bool {
	for range snapshotAttempts {
		if l.tryLock() {
			read()
			l.unlock()
			return true
		}
		h := l.holder()
		if h != nil && h.parkedState.readIfParked(func() bool {
			if l.holder() != h {
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
