package flow

import (
	"context"
	"errors"
	"slices"
)

// refreshTarget is a Refresher at the end of a stream: what To has to refresh.
type refreshTarget struct {
	node    *node
	dirty   bool // it has received elements since its last refresh; under node.lock
	refresh func(ctx context.Context) error
}

// scheduleRefresh records that t has received an element in this emission.
func (em *emission) scheduleRefresh(t *refreshTarget) {
	t.dirty, em.hasPending = true, true
	if !slices.Contains(em.refreshes, t) {
		em.refreshes = append(em.refreshes, t)
	}
}

// refreshAll refreshes each receiver that the emission has reached, once, in the order in which elements reached them.
func (em *emission) refreshAll() error {
	var errs []error
	for i := 0; i < len(em.refreshes); i++ {
		t := em.refreshes[i]
		em.refreshes[i] = nil
		errs = append(errs, em.refresh(t))
	}
	em.refreshes = em.refreshes[:0]
	return errors.Join(errs...)
}

// refresh refreshes one receiver, under the lock of its domain.
func (em *emission) refresh(t *refreshTarget) error {
	if t.node.lock != em.root.lock { // below a join: another source's emission may run there
		if err := t.node.enterDomain(em); err != nil {
			return err
		}
		defer t.node.lock.unlock()
	}
	return t.refreshIfDirty(em)
}

// refreshIfDirty refreshes the receiver if it is dirty. The caller holds node.lock.
func (t *refreshTarget) refreshIfDirty(em *emission) error {
	if !t.dirty {
		return nil
	}
	t.dirty = false
	em.node = t.node
	return protect(em, func(em *emission) error {
		if err := t.refresh(em.userContext()); err != nil {
			return t.node.fail(err)
		}
		return nil
	})
}
