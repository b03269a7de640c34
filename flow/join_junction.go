package flow

import "fmt"

// Junction is a stream whose inputs can be connected and disconnected while elements pass, with Connect and Disconnect.
// It emits the elements of its inputs in the order in which they come.
//
//	a:   --1-----2--|          connected at first
//	b:   -----7--8--9--|       connected after 7
//	out: --1-----28-9--|
//
// An input may be downstream of the junction, which makes a cycle. An element that comes back on such an input waits
// until the element that it derives from has passed the graph. Then the junction emits it. So elements come back in
// order and without recursion. A cycle needs a condition that ends it; otherwise it runs until the emission's context
// ends. If a node of the cycle is asynchronous, the elements that come back wait in the junction's Inbox.
//
// The junction ends when all its inputs outside cycles have ended. It then waits only for the elements that the Inbox
// and the asynchronous nodes of its cycles hold. A cycle through Delay that never becomes empty keeps Close waiting
// until its context ends. Elements that come back later fail with ErrClosed. A junction whose last input has been
// disconnected stays open; Destroy ends it.
//
// An element costs a lock, about 8 ns. An element that comes back costs an allocation. Junction is safe for concurrent
// use.
type Junction[A any] struct {
	typedNode[A]
	inbox          *inbox[A]           // nil: none
	junctionInputs []*junctionInput[A] // under graphMu
	ending         bool                // end has been called; under graphMu
	endPassed      bool                // the end of the stream has been passed on; under the node's lock
}

// NewJunction returns a junction without inputs. It takes the options SourceName, Inbox and WithClock; the clock must
// be that of the streams to connect. It panics on Limit and For.
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

// Inbox lets a Junction close cycles with asynchronous nodes: up to n elements that have come back wait in the
// junction. One more fails with ErrFull, because its emitter could wait for room that only itself can make. Default: no
// inbox, and such a cycle is an error. Inbox panics unless n > 0.
func Inbox(n int) SourceOption {
	if n <= 0 {
		panic(fmt.Sprintf("flow.Inbox: must be positive, got %d", n))
	}
	return func(c *SourceConfig) { c.Inbox = n }
}

// take emits an element that comes from another domain.
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

// pass emits an element. The caller holds the junction's lock.
func (j *Junction[A]) pass(em *emission, v A) error {
	j.in++
	return j.emit(em, v)
}

// inputEnded is called when an input has ended. It ends the junction if that was the last one outside a cycle.
func (j *Junction[A]) inputEnded(em *emission, in *junctionInput[A]) {
	graphMu.Lock()
	in.ended = true
	last := !j.ending && !in.feedback
	for _, other := range j.junctionInputs {
		last = last && (other.feedback || other.ended)
	}
	graphMu.Unlock()
	if last {
		j.end(em)
	}
}

// end passes the end of the stream to the nodes downstream, once.
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
