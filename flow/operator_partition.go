package flow

// Partition groups the elements into slices of n and emits each slice when it is full.
//
//	in:  --1--2--3--4--5--|
//	out: -----12----34----5|   n = 2
//
// At the end of the stream it emits the remaining elements as a shorter slice. Without Timeout it is synchronous. With
// Timeout it emits a slice that is not full when that time has passed since the slice's first element came, on the
// source's clock. The node is then asynchronous: up to 1,024 elements wait in its queue while downstream is busy, then
// the emitter waits.
//
// It holds up to n-1 elements. An element is acknowledged when its slice is. Each slice is new and belongs to the
// receiver: one allocation. Partition panics unless n > 0.
func Partition[A any](s Stream[A], n int, opts ...NodeOption) Stream[[]A] {
	mustSize("flow.Partition", n)
	cfg := configure("flow.Partition", opts, "Timeout")
	return partition(s, "partition", n, cfg, func(A) struct{} { return struct{}{} })
}

// PartitionBy is Partition for each key separately: a slice holds elements of one key, in order. Slices are emitted in
// the order in which they become full.
//
//	in:  --a1--b1--a2--b2--|
//	out: ----------a1a2--b1b2--|   n = 2, key = the letter
//
// At the end of the stream it emits the slices that are not full, oldest first element first. It holds up to n-1
// elements per key, for up to MaxKeys keys (default 65,536). When there is one key more, it emits the slice with the
// oldest first element, although that slice is not full. It keeps no state of a key whose slice it has emitted. OnError
// applies if key panics.
func PartitionBy[A any, K comparable](s Stream[A], n int, key func(A) K, opts ...NodeOption) Stream[[]A] {
	mustSize("flow.PartitionBy", n)
	mustFunc("flow.PartitionBy", key == nil)
	cfg := configure("flow.PartitionBy", opts, "Timeout", "MaxKeys", "OnError")
	return partition(s, "partition by", n, cfg, key)
}

// partition builds the node of Partition and PartitionBy.
func partition[A any, K comparable](s Stream[A], kind string, n int, cfg nodeConfig, key func(A) K) Stream[[]A] {
	keyed := func(_ *emission, v A) (Pair[K, A], bool, error) { return Pair[K, A]{key(v), v}, true, nil }
	if cfg.timeout == 0 {
		return unaryNode(s, kind, cfg, func(c *typedNode[[]A]) step[A] {
			open := newBatches[K](c, n, cfg.maxKeys)
			c.flush = open.emitAll
			return attemptStep(&c.node, cfg, keyed, func(em *emission, e Pair[K, A]) error { return open.add(em, e, never) })
		})
	}
	return timedNode(s, kind, cfg, timedQueueCapacity, func(c *typedNode[[]A]) timedOperator[A] {
		open := newBatches[K](c, n, cfg.maxKeys)
		try := withPolicies(&c.node, cfg, keyed)
		return timedOperator[A]{
			onElement: func(em *emission, v A, at monotime) error {
				e, pass, err := try(em, v)
				if err != nil || !pass {
					return err
				}
				return open.add(em, e, at.add(cfg.timeout))
			},
			nextDue:   open.due,
			onDue:     func(em *emission, _ monotime) error { return open.emit(em, open.oldest) },
			onEnd:     open.emitAll,
			onAbort:   open.drop,
			heldCount: func() int { return open.held },
		}
	})
}

// batches holds the batches that are not full yet, one for each key.
type batches[K comparable, A any] struct {
	node           *typedNode[[]A]
	size, maxKeys  int // elements of a full batch; keys at the same time
	byKey          map[K]*batch[K, A]
	oldest, newest *batch[K, A] // a list, in the order of their first elements
	spare          *batch[K, A] // a list, linked by next, of batches to use again
	count          int          // of batches in the list
	held           int          // elements in all batches
}

// batch is a slice that is being filled, and the Acks of its elements.
type batch[K comparable, A any] struct {
	key        K
	values     []A
	acks       []*Ack
	due        monotime // when the batch is emitted although it is not full; never: not before it is full
	prev, next *batch[K, A]
}

func newBatches[K comparable, A any](c *typedNode[[]A], n, maxKeys int) *batches[K, A] {
	return &batches[K, A]{node: c, size: n, maxKeys: maxKeys, byKey: map[K]*batch[K, A]{}}
}

// due returns when the oldest batch is due, with Timeout.
func (bs *batches[K, A]) due() monotime {
	if bs.oldest == nil {
		return never
	}
	return bs.oldest.due
}

// add adds an element to the batch of its key. It emits that batch if it is full, or the oldest batch if there are too
// many. due is when a batch that begins with the element is due.
func (bs *batches[K, A]) add(em *emission, e Pair[K, A], due monotime) error {
	b := bs.newest // with few keys, often the batch of this key
	if b == nil || b.key != e.First {
		if b = bs.byKey[e.First]; b == nil {
			b = bs.begin(e.First, due)
		}
	}
	b.values, b.acks = append(b.values, e.Second), append(b.acks, em.retainAck())
	bs.held++
	switch {
	case len(b.values) == bs.size:
		return bs.emit(em, b)
	case bs.count > bs.maxKeys:
		return bs.emit(em, bs.oldest)
	}
	return nil
}

const initialCapacity = 1024 // the capacity of a new slice, if n is larger

// begin adds an empty batch for a key.
func (bs *batches[K, A]) begin(k K, due monotime) *batch[K, A] {
	b := bs.spare
	if b == nil {
		b = &batch[K, A]{}
	}
	bs.spare, b.next = b.next, nil
	b.key, b.due = k, due
	b.values = make([]A, 0, min(bs.size, initialCapacity))
	if b.prev = bs.newest; b.prev == nil {
		bs.oldest = b
	} else {
		b.prev.next = b
	}
	bs.newest = b
	bs.count++
	if k == k { //nolint:staticcheck // k is not NaN, which no map can find or delete
		bs.byKey[k] = b
	}
	return b
}

// remove removes a batch and returns its elements and their Acks.
func (bs *batches[K, A]) remove(b *batch[K, A]) ([]A, []*Ack) {
	bs.count--
	delete(bs.byKey, b.key)
	if b.prev == nil {
		bs.oldest = b.next
	} else {
		b.prev.next = b.next
	}
	if b.next == nil {
		bs.newest = b.prev
	} else {
		b.next.prev = b.prev
	}
	values, acks := b.values, b.acks
	bs.held -= len(values)
	*b = batch[K, A]{acks: acks[:0], next: bs.spare}
	bs.spare = b
	return values, acks
}

// emit removes a batch and emits its elements.
func (bs *batches[K, A]) emit(em *emission, b *batch[K, A]) error {
	values, acks := bs.remove(b)
	err := emitGroup(em, bs.node, values, acks)
	releaseAll(acks, nil)
	return err
}

// emitAll emits all batches, oldest first. It collects the errors in em.
func (bs *batches[K, A]) emitAll(em *emission) error {
	for bs.oldest != nil {
		em.addError(protect(em, func(em *emission) error { return bs.emit(em, bs.oldest) }))
	}
	return nil
}

// drop fails all held elements with err.
func (bs *batches[K, A]) drop(err error) {
	for bs.oldest != nil {
		_, acks := bs.remove(bs.oldest)
		releaseAll(acks, err)
	}
}
