package flow

import (
	"context"
	"errors"
	"slices"
)

// refreshTarget is a Refresher at the end of a stream.
type refreshTarget struct {
	node    *node
	dirty   bool // it has received what it has not shown; under node.lock
	refresh func(ctx context.Context) error
}

// scheduleRefresh records that r has received an element in this emission.
func (em *emission) scheduleRefresh(s *refreshTarget) {
	s.dirty, em.hasPending = true, true
	if !slices.Contains(em.refreshes, s) {
		em.refreshes = append(em.refreshes, s)
	}
}

// refreshAll refreshes what the emission has changed, once each, in the order in which elements reached the receivers.
func (em *emission) refreshAll() error {
	var errs []error
	for i := 0; i < len(em.refreshes); i++ {
		s := em.refreshes[i]
		em.refreshes[i] = nil
		errs = append(errs, em.refresh(s))
	}
	em.refreshes = em.refreshes[:0]
	return errors.Join(errs...)
}

func (em *emission) refresh(s *refreshTarget) error {
	if s.node.lock != em.root.lock { // below a join: another source's emission may run there
		if err := s.node.enterDomain(em); err != nil {
			return err
		}
		defer s.node.lock.unlock()
	}
	return s.refreshIfDirty(em)
}

// refreshIfDirty refreshes if there is something new. The caller holds node.lock.
func (s *refreshTarget) refreshIfDirty(em *emission) error {
	if !s.dirty {
		return nil
	}
	s.dirty = false
	em.node = s.node
	return protect(em, func(em *emission) error {
		if err := s.refresh(em.userContext()); err != nil {
			return s.node.fail(err)
		}
		return nil
	})
}
