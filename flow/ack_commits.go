package flow

import (
	"errors"
	"sync"

	"github.com/streamgage/streamgage/flow/internal/deque"
)

// Commits computes how far a sequence of elements has been processed, from the Acks of the elements. The result is a
// place in the sequence, such as an offset of a log. It is for a source that can commit a place and resume there.
// Elements may be acknowledged in any order. A place is committed when its element and all elements before it have been
// acknowledged.
//
//	commits := flow.NewCommits(func(offset int64) { consumer.Commit(offset) })
//	err := source.EmitAck(ctx, message.Value, commits.Ack(message.Offset)) // or emit of FromFuncAck
//
// A failed element stops the commits: no place after it is committed, and Err returns its error. A program that
// restarts at the last committed place therefore processes each element at least once. An element that was not taken
// (ErrNotTaken) does not count: it is emitted again with another Ack.
//
// An element costs about 90 ns, the two allocations of its Ack, and memory until all elements before it have been
// acknowledged too. Commits is safe for concurrent use.
type Commits[P any] struct {
	commit func(P)

	mu          sync.Mutex
	open        deque.Deque[pendingCommit[P]] // elements whose places are not committed, in order
	first       uint64                        // the number of the first element in open
	last        P                             // the last place that may be committed
	uncommitted bool                          // last has not been committed yet
	committing  bool                          // a goroutine is in the loop of advance; it also commits the places that others add
	failed      uint64                        // the number of the first failed element, if err is set
	err         error
}

// pendingCommit is the place of an element, and the state of the element.
type pendingCommit[P any] struct {
	place P
	state commitState
}

// commitState is what has happened to an element so far.
type commitState int8

const (
	commitPending commitState = iota
	commitDone
	commitNotTaken // the graph did not take the element
	commitFailed
)

// NewCommits returns a Commits. commit is called with increasing places, by one goroutine at a time. It is not called
// for every place: if several places can be committed together, only the last one is. NewCommits panics if commit is
// nil.
func NewCommits[P any](commit func(place P)) *Commits[P] {
	mustFunc("flow.NewCommits", commit == nil)
	return &Commits[P]{commit: commit}
}

// Ack returns the Ack of the element at place. It must be called in the order of the places.
func (c *Commits[P]) Ack(place P) *Ack {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := c.first + uint64(c.open.Len())
	c.open.Push(pendingCommit[P]{place: place})
	return NewAck(func(err error) { c.resolve(n, err) })
}

// Err returns the error of the first element in the sequence that has failed so far, or nil.
func (c *Commits[P]) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

// Open returns how many elements are not committed: because they, or elements before them, have not been acknowledged
// yet, or because an element before them failed.
func (c *Commits[P]) Open() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.open.Len()
}

// resolve records the result of the element with number n.
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

// advance removes the finished elements from the front of the sequence and commits the last place. The caller holds mu;
// advance releases mu while it calls commit.
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
	defer func() { c.committing = false }() // also if commit panics
	for c.uncommitted {
		c.uncommitted = false
		c.commitLast()
	}
}

// commitLast calls commit without mu. The caller holds mu.
func (c *Commits[P]) commitLast() {
	last := c.last
	c.mu.Unlock()
	defer c.mu.Lock()
	c.commit(last)
}
