package flow

import (
	"context"
	"errors"
	"slices"
)

// A showing is a receiver that shows, and whether it has been put something that it has not shown yet.
type refreshTarget struct {
	node    *node
	dirty   bool // under node's guard
	refresh func(ctx context.Context) error
}

// touch notes that s has been put something in this turn.
func (em *emission) scheduleRefresh(s *refreshTarget) {
	s.dirty, em.hasPending = true, true
	if !slices.Contains(em.refreshes, s) {
		em.refreshes = append(em.refreshes, s)
	}
}

// refreshAll refreshes what the element has changed, once each, in the order in which it reached them.
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
	if s.node.lock != em.root.lock { // below a join: another source may be putting at this moment
		if err := s.node.enterDomain(em); err != nil {
			return err
		}
		defer s.node.lock.unlock()
	}
	return s.refreshIfDirty(em)
}

// show refreshes if there is something new. It runs under the node's guard.
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
