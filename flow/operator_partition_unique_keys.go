package flow

import "github.com/streamgage/streamgage/flow/internal/lru"

// dedup holds elements with different keys, in the order in which they came.
type dedup[K comparable, A any] struct {
	last bool                          // keep the last of the elements with the same key; else the first
	kept *lru.Map[K, queuedElement[A]] // by key
	acks []*Ack                        // a buffer of emit
}

func newDedup[K comparable, A any](cfg nodeConfig) *dedup[K, A] {
	return &dedup[K, A]{last: cfg.keepLast, kept: lru.New[K, queuedElement[A]](0)}
}

func (d *dedup[K, A]) len() int { return d.kept.Len() }

// add adds an element. An element that is not kept is acknowledged.
func (d *dedup[K, A]) add(em *emission, e Pair[K, A]) {
	at, known := d.kept.FindOrInsert(e.First)
	old := d.kept.Value(at)
	switch {
	case known && !d.last:
		return
	case known:
		d.kept.Touch(at)
		old.ack.release(nil)
	}
	*old = queuedElement[A]{e.Second, em.retainAck()}
}

// emit emits the kept elements from node c as one slice, and then holds no elements.
func (d *dedup[K, A]) emit(em *emission, c *typedNode[[]A]) error {
	values := make([]A, 0, d.len())
	for at := d.kept.Oldest(); at != 0; at = d.kept.Newer(at) {
		e := d.kept.Value(at)
		values, d.acks = append(values, e.v), append(d.acks, e.ack)
	}
	acks := d.acks
	d.reset()
	err := emitGroup(em, c, values, acks)
	releaseAll(acks, nil)
	return err
}

// drop fails the kept elements with err.
func (d *dedup[K, A]) drop(err error) {
	for at := d.kept.Oldest(); at != 0; at = d.kept.Newer(at) {
		d.kept.Value(at).ack.release(err)
	}
	d.reset()
}

// reset removes the kept elements.
func (d *dedup[K, A]) reset() {
	d.kept.Reset()
	d.acks = d.acks[:0]
}
