package flow

import (
	"errors"
	"sync"
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

	mu         sync.Mutex
	open       deque[commitment[P]] // in order
	first      uint64               // the number of the first one that is open
	last       P                    // to be committed
	news       bool                 // last has not been committed yet
	committing bool                 // somebody does, and will see to what comes meanwhile
	failed     uint64               // the number of the first one that failed, where err is set
	err        error
}

// commitment is an element's place, and what has become of the element.
type commitment[P any] struct {
	place P
	state fate
}

type fate int8

const (
	pending fate = iota
	done
	again // it was not taken
	broken
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
	n := c.first + uint64(c.open.len())
	c.open.push(commitment[P]{place: place})
	return NewAck(func(err error) { c.settle(n, err) })
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
	return c.open.len()
}

func (c *Commits[P]) settle(n uint64, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.open.at(int(n - c.first))
	switch {
	case err == nil:
		e.state = done
	case errors.Is(err, ErrNotTaken):
		e.state = again
	default:
		e.state = broken
		if c.err == nil || n < c.failed {
			c.failed, c.err = n, err
		}
	}
	c.advance()
}

// advance commits what is done from the beginning. Needs mu, and is without it while it commits.
func (c *Commits[P]) advance() {
	for c.open.len() > 0 {
		e := c.open.at(0)
		if e.state == pending || e.state == broken {
			break
		}
		if e.state == done {
			c.last, c.news = e.place, true
		}
		c.open.drop()
		c.first++
	}
	if c.committing {
		return
	}
	c.committing = true
	defer func() { c.committing = false }() // also after a panic
	for c.news {
		c.news = false
		c.commitLast()
	}
}

func (c *Commits[P]) commitLast() {
	last := c.last
	c.mu.Unlock()
	defer c.mu.Lock()
	c.commit(last)
}
