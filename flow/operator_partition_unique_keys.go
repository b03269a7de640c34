package flow

import "github.com/streamgage/streamgage/flow/internal/lru"

// dedup is elements with different keys, in the order of those that were kept.
type dedup[K comparable, A any] struct {
	last bool // of elements with the same key keep the last, else the first
	kept *lru.Map[K, queuedElement[A]]
	acks []*Ack // used again for each group
}

func newDedup[K comparable, A any](cfg nodeConfig) *dedup[K, A] {
	return &dedup[K, A]{last: cfg.keepLast, kept: lru.New[K, queuedElement[A]](0)}
}

func (d *dedup[K, A]) len() int { return d.kept.Len() }

// add takes an element. One that is not kept is done with.
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

// give gives what was kept on to c, and begins anew.
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

func (d *dedup[K, A]) drop(err error) {
	for at := d.kept.Oldest(); at != 0; at = d.kept.Newer(at) {
		d.kept.Value(at).ack.release(err)
	}
	d.reset()
}

func (d *dedup[K, A]) reset() {
	d.kept.Reset()
	d.acks = d.acks[:0]
}
