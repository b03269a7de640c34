package flow

import "fmt"

// Partition gives the elements in slices of n.
//
//	in:  --1--2--3--4--5--|
//	out: -----12----34----5|   n = 2
//
// What is left at the end of the stream comes out as a shorter slice. Without Timeout it works at once. With Timeout a
// slice is given when that time has passed since its first element came, on the source's clock, however few it has; the
// node is then asynchronous: up to 1,024 elements wait while what is below works, then the input waits.
//
// It holds up to n-1 elements. Each slice is a new one, the receiver's to keep: one allocation. It panics unless n > 0.
func Partition[A any](s Stream[A], n int, opts ...NodeOption) Stream[[]A] {
	mustSize("flow.Partition", n)
	cfg := configure("flow.Partition", opts, "Timeout")
	return partition(s, "partition", n, cfg, func(A) struct{} { return struct{}{} })
}

// PartitionBy is Partition for each key by itself: a slice holds elements of one key, in order; slices come out in the
// order in which they are full.
//
//	in:  --a1--b1--a2--b2--|
//	out: ----------a1a2--b1b2--|   n = 2, key = the letter
//
// Slices that are not full come out at the end of the stream, the one that was begun first first. It holds up to n-1
// elements a key, for MaxKeys keys, 65,536 unless set: when there is one key more, the slice that was begun first is
// given as it is. It forgets a key with its slice. OnError applies where key panics.
func PartitionBy[A any, K comparable](s Stream[A], n int, key func(A) K, opts ...NodeOption) Stream[[]A] {
	mustSize("flow.PartitionBy", n)
	mustFunc("flow.PartitionBy", key == nil)
	cfg := configure("flow.PartitionBy", opts, "Timeout", "MaxKeys", "OnError")
	return partition(s, "partition by", n, cfg, key)
}

func mustSize(op string, n int) {
	if n <= 0 {
		panic(fmt.Sprintf("%s: n must be positive, got %d", op, n))
	}
}

func partition[A any, K comparable](s Stream[A], kind string, n int, cfg nodeConfig, key func(A) K) Stream[[]A] {
	keyed := func(_ *emission, v A) (Pair[K, A], bool, error) { return Pair[K, A]{key(v), v}, true, nil }
	if cfg.timeout == 0 {
		return unaryNode(s, kind, cfg, func(c *typedNode[[]A]) step[A] {
			p := newBatches[K](c, n, cfg.maxKeys)
			c.flush = p.emitAll
			return attemptStep(&c.node, cfg, keyed, func(em *emission, e Pair[K, A]) error { return p.add(em, e, never) })
		})
	}
	return timedNode(s, kind, cfg, timedQueueCapacity, func(c *typedNode[[]A]) timedOperator[A] {
		p := newBatches[K](c, n, cfg.maxKeys)
		try := withPolicies(&c.node, cfg, keyed)
		return timedOperator[A]{
			onElement: func(em *emission, v A, at monotime) error {
				e, pass, err := try(em, v)
				if err != nil || !pass {
					return err
				}
				return p.add(em, e, at.add(cfg.timeout))
			},
			nextDue:   p.due,
			onDue:     func(em *emission, _ monotime) error { return p.emit(em, p.oldest) },
			onEnd:     p.emitAll,
			onAbort:   p.drop,
			heldCount: func() int { return p.held },
		}
	})
}

// batches are the partitions that are being filled, one a key.
type batches[K comparable, A any] struct {
	c              *typedNode[[]A]
	n, maxKeys     int
	open           map[K]*batch[K, A]
	oldest, newest *batch[K, A] // a list in the order in which they were begun
	spare          *batch[K, A] // a list of those that have been given, to be used again
	count          int
	held           int // elements in all of them
}

type batch[K comparable, A any] struct {
	key        K
	values     []A
	acks       []*Ack
	due        monotime
	prev, next *batch[K, A]
}

func newBatches[K comparable, A any](c *typedNode[[]A], n, maxKeys int) *batches[K, A] {
	return &batches[K, A]{c: c, n: n, maxKeys: maxKeys, open: map[K]*batch[K, A]{}}
}

func (p *batches[K, A]) due() monotime {
	if p.oldest == nil {
		return never
	}
	return p.oldest.due
}

func (p *batches[K, A]) add(em *emission, e Pair[K, A], due monotime) error {
	b := p.newest // with few keys, often the one
	if b == nil || b.key != e.First {
		if b = p.open[e.First]; b == nil {
			b = p.begin(e.First, due)
		}
	}
	b.values, b.acks = append(b.values, e.Second), append(b.acks, em.retainAck())
	p.held++
	switch {
	case len(b.values) == p.n:
		return p.emit(em, b)
	case p.count > p.maxKeys:
		return p.emit(em, p.oldest)
	}
	return nil
}

const initialCapacity = 1024 // what a slice has room for at first, where n is larger

func (p *batches[K, A]) begin(k K, due monotime) *batch[K, A] {
	b := p.spare
	if b == nil {
		b = &batch[K, A]{}
	}
	p.spare, b.next = b.next, nil
	b.key, b.due = k, due
	b.values = make([]A, 0, min(p.n, initialCapacity))
	if b.prev = p.newest; b.prev == nil {
		p.oldest = b
	} else {
		b.prev.next = b
	}
	p.newest = b
	p.count++
	if k == k { //nolint:staticcheck // not NaN, which no map can find or delete
		p.open[k] = b
	}
	return b
}

// remove takes a batch out of the list and gives what was in it.
func (p *batches[K, A]) remove(b *batch[K, A]) ([]A, []*Ack) {
	p.count--
	delete(p.open, b.key)
	if b.prev == nil {
		p.oldest = b.next
	} else {
		b.prev.next = b.next
	}
	if b.next == nil {
		p.newest = b.prev
	} else {
		b.next.prev = b.prev
	}
	values, acks := b.values, b.acks
	p.held -= len(values)
	*b = batch[K, A]{acks: acks[:0], next: p.spare}
	p.spare = b
	return values, acks
}

func (p *batches[K, A]) emit(em *emission, b *batch[K, A]) error {
	values, acks := p.remove(b)
	err := emitGroup(em, p.c, values, acks)
	releaseAll(acks, nil)
	return err
}

func (p *batches[K, A]) emitAll(em *emission) error {
	for p.oldest != nil {
		em.addError(protect(em, func(em *emission) error { return p.emit(em, p.oldest) }))
	}
	return nil
}

func (p *batches[K, A]) drop(err error) {
	for p.oldest != nil {
		_, acks := p.remove(p.oldest)
		releaseAll(acks, err)
	}
}
