package flow

// dedup is elements with different keys, in the order of those that were kept.
type dedup[K comparable, A any] struct {
	last    bool      // of elements with the same key keep the last, else the first
	index   map[K]int // in entries
	entries []entry[K, A]
	acks    []*Ack // used again for each group
}

type entry[K comparable, A any] struct {
	key     K
	v       A
	ack     *Ack
	dropped bool // an element with the same key has come later
}

func newDedup[K comparable, A any](cfg nodeConfig) *dedup[K, A] {
	return &dedup[K, A]{last: cfg.keepLast, index: map[K]int{}}
}

func (d *dedup[K, A]) len() int { return len(d.index) }

// add takes an element. One that is not kept is done with.
func (d *dedup[K, A]) add(t *turn, e Pair[K, A]) {
	i, known := d.index[e.First]
	switch {
	case known && !d.last:
		return
	case known:
		old := &d.entries[i]
		old.ack.release(nil)
		*old = entry[K, A]{dropped: true}
		if len(d.entries) > 2*len(d.index)+8 {
			d.compact()
		}
	}
	d.index[e.First] = len(d.entries)
	d.entries = append(d.entries, entry[K, A]{key: e.First, v: e.Second, ack: t.hold()})
}

// compact forgets the dropped entries.
func (d *dedup[K, A]) compact() {
	kept := d.entries[:0]
	for _, e := range d.entries {
		if !e.dropped {
			d.index[e.key] = len(kept)
			kept = append(kept, e)
		}
	}
	clear(d.entries[len(kept):])
	d.entries = kept
}

// give gives what was kept on to c, and begins anew.
func (d *dedup[K, A]) give(t *turn, c *core[[]A]) error {
	values := make([]A, 0, len(d.index))
	for _, e := range d.entries {
		if !e.dropped {
			values, d.acks = append(values, e.v), append(d.acks, e.ack)
		}
	}
	acks := d.acks
	d.reset()
	err := emitGroup(t, c, values, acks)
	releaseAll(acks, nil)
	return err
}

func (d *dedup[K, A]) drop(err error) {
	for _, e := range d.entries {
		e.ack.release(err)
	}
	d.reset()
}

func (d *dedup[K, A]) reset() {
	clear(d.index)
	clear(d.entries)
	d.entries, d.acks = d.entries[:0], d.acks[:0]
}
