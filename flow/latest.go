package flow

import (
	"sync"
	"sync/atomic"
)

// Latest gives the newest element each time that what is below has finished with the one before: conflation, for a slow
// consumer that only wants to know how things stand.
//
//	in:  -1-2-3-4--------|
//	out: -1----4---------|   below takes 5
//
// Emit never waits. An element that is followed by another before its turn is dropped, and done with; the last one always
// comes out. The node is asynchronous and holds one element.
func Latest[A any](s Stream[A], opts ...NodeOption) Stream[A] {
	cfg := configure("flow.Latest", opts)
	up := input(s, "latest")
	c := &core[A]{}
	m := &mailbox[A]{clock: up.clock, reader: up.clock.newWaiter()}
	l, start := c.detach("latest", cfg, &up.meta, m.puts.Load, func(l *loop) {
		emit := c.emit // once: a method value is an allocation
		for !l.dropped.Load() {
			e, ok := m.take(l)
			if !ok {
				break
			}
			l.note(enter(l, emit, e.v, e.ack))
			l.settle()
		}
		m.abandon()
	})
	up.connect(&c.meta, func(t *turn, v A) error {
		start(t)
		replaced, err := m.put(t, v)
		if replaced {
			l.settle()
		}
		if err != nil {
			return c.fail(err)
		}
		return nil
	}, func(t *turn) {
		start(t)
		m.close()
	})
	return c
}

// mailbox holds one element, the newest.
type mailbox[A any] struct {
	clock  Clock
	reader *waiter
	puts   atomic.Uint64

	mu        sync.Mutex
	e         queued[A]
	has       bool
	hungry    bool // the reader waits, or is about to
	closed    bool // nothing more will be put
	abandoned bool // nothing more will be taken
}

func (m *mailbox[A]) put(t *turn, v A) (replaced bool, err error) {
	m.mu.Lock()
	if m.abandoned {
		m.mu.Unlock()
		return false, ErrAborted
	}
	m.puts.Add(1)
	old, replaced, hungry := m.e.ack, m.has, m.hungry
	m.e, m.has, m.hungry = queued[A]{v, t.hold()}, true, false
	m.mu.Unlock()
	old.release(nil)
	if hungry {
		m.clock.wake(m.reader)
	}
	return replaced, nil
}

// take waits for an element. It says false when the mailbox is closed and empty, or l is aborted.
func (m *mailbox[A]) take(l *loop) (e queued[A], ok bool) {
	for {
		m.mu.Lock()
		e, ok = m.e, m.has
		m.e, m.has = queued[A]{}, false
		m.hungry = !ok
		closed := m.closed
		m.mu.Unlock()
		if ok || closed {
			return e, ok
		}
		if err := m.clock.park(m.reader, wait{root: &l.root}); err != nil {
			return e, false
		}
	}
}

func (m *mailbox[A]) close() {
	m.mu.Lock()
	m.closed = true
	m.mu.Unlock()
	m.clock.wake(m.reader)
}

// abandon says that no more elements are taken: what is still there has failed.
func (m *mailbox[A]) abandon() {
	m.mu.Lock()
	m.abandoned = true
	e := m.e
	m.e = queued[A]{}
	m.mu.Unlock()
	e.ack.release(ErrAborted)
}
