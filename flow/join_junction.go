package flow

import "fmt"

// Junction is a stream whose inputs come and go while elements pass: what Connect and Disconnect take. It gives what its
// inputs give, in the order in which that comes.
//
//	a:   --1-----2--|          connected at first
//	b:   -----7--8--9--|       connected after 7
//	out: --1-----28-9--|
//
// An input may lie below the junction: a cycle. What comes back that way passes again when the element that it comes of
// has passed, in order, without recursion; a cycle needs a condition that ends it, or it runs until the emission's
// context ends. Where a node of the cycle is asynchronous, what comes back waits in the junction's Inbox.
//
// The junction ends when all its inputs have ended, those of cycles aside, of which it waits only for what an Inbox and
// asynchronous nodes hold: a cycle through Delay that never comes to rest keeps Close waiting until its context ends.
// What comes back after that fails with ErrClosed. A junction that has lost its last input goes on without; Destroy
// ends it.
//
// It costs a guard, some 8 ns, and an allocation for each element that comes back. It is safe for concurrent use.
type Junction[A any] struct {
	typedNode[A]
	inbox          *inbox[A]           // nil: none
	junctionInputs []*junctionInput[A] // under graphMu
	// ending says that all inputs have ended; under graphMu. over says that the end has passed; under the guard.
	ending, endPassed bool
}

// NewJunction makes a junction without inputs. It takes SourceName, WithClock, which must be the clock of the streams that
// it is connected to, and Inbox, and panics on other options.
func NewJunction[A any](opts ...SourceOption) *Junction[A] {
	c := sourceConfig("junction", opts)
	if c.Limit != 0 || c.For != 0 {
		panic("flow.NewJunction: Limit and For are for self-driven sources")
	}
	j := &Junction[A]{}
	j.compose()
	j.id, j.kind, j.name, j.clock = nodeIDs.Add(1), "junction", c.Name, c.Clock
	if c.Inbox == 0 {
		j.lock = newDomainLock(c.Clock)
	} else {
		j.inbox = newInbox(j, c.Inbox)
		j.lock = j.loop.lock
	}
	j.terminate = j.end
	return j
}

// Inbox lets a Junction close cycles with asynchronous nodes in them: up to n elements that have come back wait there. One
// more fails with ErrFull, for to wait for room might be to wait for itself. Default: such a cycle is an error. It panics
// unless n > 0.
func Inbox(n int) SourceOption {
	if n <= 0 {
		panic(fmt.Sprintf("flow.Inbox: must be positive, got %d", n))
	}
	return func(c *SourceConfig) { c.Inbox = n }
}

// take lets an element through.
func (j *Junction[A]) take(em *emission, v A) error {
	if err := j.enterDomain(em); err != nil {
		return err
	}
	defer j.lock.unlock()
	if j.endPassed {
		return j.fail(ErrClosed)
	}
	return j.pass(em, v)
}

// pass lets an element through, under the guard already.
func (j *Junction[A]) pass(em *emission, v A) error {
	j.in++
	return j.emit(em, v)
}

// inputEnded ends the junction if that was the last input.
func (j *Junction[A]) inputEnded(em *emission, in *junctionInput[A]) {
	graphMu.Lock()
	in.ended = true
	last := !j.ending && !in.feedback
	for _, o := range j.junctionInputs {
		last = last && (o.feedback || o.ended)
	}
	graphMu.Unlock()
	if last {
		j.end(em)
	}
}

// end passes the end of the stream on, once.
func (j *Junction[A]) end(em *emission) {
	graphMu.Lock()
	again := j.ending
	j.ending = true
	graphMu.Unlock()
	if again {
		return
	}
	if j.inbox != nil {
		j.inbox.close(em)
		return
	}
	j.lock.lockUninterruptibly()
	defer j.lock.unlock()
	j.endPassed = true
	j.endBelow(em)
}
