package flow

// dedup is elements with different keys, in the order of those that were kept.
type dedup[K comparable, A any] struct {
	last bool // of elements with the same key keep the last, else the first
	kept *recency[K, queued[A]]
	acks []*Ack // used again for each group
}

func newDedup[K comparable, A any](cfg nodeConfig) *dedup[K, A] {
	return &dedup[K, A]{last: cfg.keepLast, kept: newRecency[K, queued[A]](0)}
}

func (d *dedup[K, A]) len() int { return d.kept.len() }

// add takes an element. One that is not kept is done with.
func (d *dedup[K, A]) add(t *turn, e Pair[K, A]) {
	at, known := d.kept.place(e.First)
	old := d.kept.value(at)
	switch {
	case known && !d.last:
		return
	case known:
		d.kept.touch(at)
		old.ack.release(nil)
	}
	*old = queued[A]{e.Second, t.hold()}
}

// give gives what was kept on to c, and begins anew.
func (d *dedup[K, A]) give(t *turn, c *core[[]A]) error {
	values := make([]A, 0, d.len())
	for at := d.kept.oldest(); at != 0; at = d.kept.newer(at) {
		e := d.kept.value(at)
		values, d.acks = append(values, e.v), append(d.acks, e.ack)
	}
	acks := d.acks
	d.reset()
	err := emitGroup(t, c, values, acks)
	releaseAll(acks, nil)
	return err
}

func (d *dedup[K, A]) drop(err error) {
	for at := d.kept.oldest(); at != 0; at = d.kept.newer(at) {
		d.kept.value(at).ack.release(err)
	}
	d.reset()
}

func (d *dedup[K, A]) reset() {
	d.kept.reset()
	d.acks = d.acks[:0]
}
