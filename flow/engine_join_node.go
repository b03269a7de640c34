package flow

import "errors"

// joinInput is an input of a join. Its elements become part of a row of type R.
type joinInput[R any] struct {
	upstream  *node
	connect   func(n *node, ownLock bool, j joinState[R], side int)
	copyField func(to, from *R) // copies the input's part of a row
}

// joinState is what a join does with the elements of its inputs. All methods run under the join's lock.
type joinState[R any] interface {
	admit(em *emission, side int) (*R, error) // returns where to put an element; nil: the element is finished
	match(em *emission, side int) error       // called when the element has been put there
	end(em *emission, side int)               // called when an input has ended
}

// fieldInput makes an input of a stream whose elements go into a field of a row.
func fieldInput[A, R any](s Stream[A], field func(r *R) *A) joinInput[R] {
	upstream := inputNode(s, "join")
	connect := func(n *node, ownLock bool, j joinState[R], side int) {
		upstream.connect(n, func(em *emission, v A) error {
			if ownLock {
				if err := n.enterDomain(em); err != nil {
					return err
				}
				defer n.lock.unlock()
			}
			n.in++
			row, err := j.admit(em, side)
			if row == nil {
				return err
			}
			*field(row) = v
			return j.match(em, side)
		}, endUnderLock(n, ownLock, func(em *emission) { j.end(em, side) }))
	}
	return joinInput[R]{&upstream.node, connect, func(to, from *R) { *field(to) = *field(from) }}
}

// sliceInputs makes the inputs of streams of one type, whose rows are slices.
func sliceInputs[A any](streams []Stream[A]) []joinInput[[]A] {
	inputs := make([]joinInput[[]A], len(streams))
	for i, s := range streams {
		inputs[i] = fieldInput(s, func(r *[]A) *A {
			if *r == nil {
				*r = make([]A, len(streams))
			}
			return &(*r)[i]
		})
	}
	return inputs
}

// joinNode builds a node with several inputs. It is the kernel of every operator that makes rows. build gets the new
// node and the queue in which emitters wait for room.
func joinNode[R, B any](
	kind string, cfg nodeConfig, inputs []joinInput[R], build func(c *typedNode[B], q *waitQueue) joinState[R],
) *typedNode[B] {
	upstreams := make([]*node, len(inputs))
	for i, in := range inputs {
		upstreams[i] = in.upstream
	}
	c := &typedNode[B]{}
	lock, ownLock := lockForInputs(upstreams...)
	c.init(kind, cfg, lock, upstreams...)
	j := build(c, &waitQueue{node: &c.node, ownLock: ownLock, upstreams: upstreams})
	for i, in := range inputs {
		in.connect(&c.node, ownLock, j, i)
	}
	if cfg.glitchFree && !ownLock {
		graphMu.Lock()
		defer graphMu.Unlock()
		c.deferTo(commonDominator(upstreams))
	}
	return c
}

// endUnderLock returns how the end of an input enters a join: under the join's own lock, or, if the join shares the
// domain of its inputs, as it is.
func endUnderLock(n *node, ownLock bool, end func(em *emission)) func(em *emission) {
	if !ownLock {
		return end
	}
	return func(em *emission) {
		n.lock.lockUninterruptibly()
		defer n.lock.unlock()
		end(em)
	}
}

// lockForInputs returns the domain lock of a node with these inputs. If the inputs are in one domain it is theirs;
// else it is a new one, and ownLock is true.
func lockForInputs(upstreams ...*node) (lock *domainLock, ownLock bool) {
	for _, u := range upstreams {
		if u.lock != upstreams[0].lock {
			return newDomainLock(upstreams[0].clock), true
		}
	}
	return upstreams[0].lock, false
}

// joinErrors is errors.Join of two errors. It costs nothing if at most one is not nil.
func joinErrors(a, b error) error {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return errors.Join(a, b)
}
