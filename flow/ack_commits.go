package flow

import (
	"errors"
	"sync"

	"github.com/streamgage/streamgage/flow/internal/deque"
)

// Commits turns the Acks of a sequence of elements into how far the sequence is done: what a source that can go back to a
// place, such as a log with offsets, may commit. Elements are done with in any order; a place is committed when its element
// and all before it are.
//
//	commits := flow.NewCommits(func(offset int64) { consumer.Commit(offset) })
//	err := source.EmitAck(ctx, message.Value, commits.Ack(message.Offset)) // or emit of FromFuncAck
//
// An element that failed stops it: nothing behind is committed any more, and Err says why. Whoever starts again at the last
// place that was committed gets each element at least once. An element that was not taken (ErrNotTaken) is as if it had
// not been there: it is emitted again with another Ack.
//
// An element costs about 90 ns and two allocations, its Ack's, and memory until all before it are done with too. It is safe
// for concurrent use.
type Commits[P any] struct {
	commit func(P)

	mu          sync.Mutex
	open        deque.Deque[pendingCommit[P]] // in order
	first       uint64                        // the number of the first one that is open
	last        P                             // to be committed
	uncommitted bool                          // last has not been committed yet
	committing  bool                          // somebody does, and will see to what comes meanwhile
	failed      uint64                        // the number of the first one that failed, where err is set
	err         error
}

// commitment is an element's place, and what has become of the element.
type pendingCommit[P any] struct {
	place P
	state commitState
}

type commitState int8

const (
	commitPending commitState = iota
	commitDone
	commitNotTaken // it was not taken
	commitFailed
)

// NewCommits makes a Commits. commit is called with ever later places, by one goroutine at a time, and not for each one:
// where many become done together only the last is committed. It panics if commit is nil.
func NewCommits[P any](commit func(place P)) *Commits[P] {
	mustFunc("flow.NewCommits", commit == nil)
	return &Commits[P]{commit: commit}
}

// Ack makes the Ack for the element at a place. It is called in the order of the places.
func (c *Commits[P]) Ack(place P) *Ack {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := c.first + uint64(c.open.Len())
	c.open.Push(pendingCommit[P]{place: place})
	return NewAck(func(err error) { c.resolve(n, err) })
}

// Err is what the first element in the sequence that has failed so far failed of.
func (c *Commits[P]) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

// Open is how many elements are not committed yet, or never will be, because one before them failed.
func (c *Commits[P]) Open() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.open.Len()
}

func (c *Commits[P]) resolve(n uint64, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.open.At(int(n - c.first))
	switch {
	case err == nil:
		e.state = commitDone
	case errors.Is(err, ErrNotTaken):
		e.state = commitNotTaken
	default:
		e.state = commitFailed
		if c.err == nil || n < c.failed {
			c.failed, c.err = n, err
		}
	}
	c.advance()
}

// advance commits what is done from the beginning. Needs mu, and is without it while it commits.
func (c *Commits[P]) advance() {
	for c.open.Len() > 0 {
		e := c.open.At(0)
		if e.state == commitPending || e.state == commitFailed {
			break
		}
		if e.state == commitDone {
			c.last, c.uncommitted = e.place, true
		}
		c.open.Drop()
		c.first++
	}
	if c.committing {
		return
	}
	c.committing = true
	defer func() { c.committing = false }() // also after a panic
	for c.uncommitted {
		c.uncommitted = false
		c.commitLast()
	}
}

func (c *Commits[P]) commitLast() {
	last := c.last
	c.mu.Unlock()
	defer c.mu.Lock()
	c.commit(last)
}
