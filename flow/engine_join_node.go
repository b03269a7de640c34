package flow

// joinInput is an input of a join. Its elements become part of a row of type R.
type joinInput[R any] struct {
	upstream  *node
	connect   func(n *node, ownLock bool, j joinState[R], side int)
	copyField func(to, from *R) // copies this input's field of a row
}

// joinState is what a join does with the elements of its inputs. All methods run under the join's lock.
type joinState[R any] interface {
	// admit makes room for an element of an input. side is the input's index. It returns the row that the element is
	// stored in, or nil if the element is dropped or has failed.
	admit(em *emission, side int) (*R, error)
	// match is called when the element has been stored. It emits what has become complete.
	match(em *emission, side int) error
	// end is called when an input has ended.
	end(em *emission, side int)
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

// joinNode builds a node with several inputs. All joins except Union and Junction use it. build gets the new node and
// the queue in which emitters wait for room.
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
	j := build(c, &waitQueue{node: &c.node, upstreams: upstreams})
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

// endUnderLock returns the function that ends an input of the join n. It calls end under the join's own lock. If the
// join is in the domain of its inputs, the caller already holds the lock, and it returns end itself.
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
