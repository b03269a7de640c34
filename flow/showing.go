package flow

import (
	"context"
	"errors"
	"slices"
)

// A showing is a receiver that shows, and whether it has been put something that it has not shown yet.
type showing struct {
	node    *meta
	dirty   bool // under node's guard
	refresh func(ctx context.Context) error
}

// touch notes that s has been put something in this turn.
func (t *turn) touch(s *showing) {
	s.dirty, t.more = true, true
	if !slices.Contains(t.shown, s) {
		t.shown = append(t.shown, s)
	}
}

// refreshAll refreshes what the element has changed, once each, in the order in which it reached them.
func (t *turn) refreshAll() error {
	var errs []error
	for i := 0; i < len(t.shown); i++ {
		s := t.shown[i]
		t.shown[i] = nil
		errs = append(errs, t.refresh(s))
	}
	t.shown = t.shown[:0]
	return errors.Join(errs...)
}

func (t *turn) refresh(s *showing) error {
	if s.node.guard != t.root.guard { // below a join: another source may be putting at this moment
		if err := s.node.enter(t); err != nil {
			return err
		}
		defer s.node.guard.unlock()
	}
	return s.show(t)
}

// show refreshes if there is something new. It runs under the node's guard.
func (s *showing) show(t *turn) error {
	if !s.dirty {
		return nil
	}
	s.dirty = false
	t.node = s.node
	return protect(t, func(t *turn) error {
		if err := s.refresh(t.user()); err != nil {
			return s.node.fail(err)
		}
		return nil
	})
}
