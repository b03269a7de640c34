package viz

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
)

// Display shows a figure, for example as a file or on a page. Its methods are never called concurrently. They must not
// send to a stream of the display's figure: this would be a deadlock.
type Display interface {
	// Refresh is called when the figure's data has changed.
	Refresh(ctx context.Context) error
	// Close is called once, when every stream of the figure has closed.
	Close(ctx context.Context) error
}

// subscription connects one display with the streams of one figure. It stores the versions of the streams that the
// display has shown. So if one emission changes two streams, the first refresh shows both changes and the second
// refresh finds no new version.
type subscription struct {
	display    Display
	publishers []*publisher

	detached atomic.Bool // set by Detach; not guarded by mu, so that a display can detach itself within Refresh

	mu            sync.Mutex
	shownVersions []uint64 // one for each publisher
	closed        bool
}

// subscribe adds a subscription to all publishers. The display counts as showing their current versions.
func subscribe(d Display, publishers []*publisher) *subscription {
	s := &subscription{display: d, publishers: publishers, shownVersions: make([]uint64, len(publishers))}
	for i, p := range publishers {
		p.mu.Lock()
		s.shownVersions[i] = p.version
		p.subscriptions = append(p.subscriptions, s)
		p.mu.Unlock()
	}
	return s
}

// cancel removes the subscription from all publishers.
func (s *subscription) cancel() {
	s.detached.Store(true)
	for _, p := range s.publishers {
		p.mu.Lock()
		p.subscriptions = slices.DeleteFunc(slices.Clone(p.subscriptions), func(o *subscription) bool { return o == s })
		p.mu.Unlock()
	}
}

// refresh refreshes the display if a stream has a version that it has not shown.
func (s *subscription) refresh(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	changed := false
	for i, p := range s.publishers {
		if v, _ := p.state(); v != s.shownVersions[i] {
			s.shownVersions[i], changed = v, true
		}
	}
	if !changed || s.closed || s.detached.Load() {
		return nil
	}
	if err := s.display.Refresh(ctx); err != nil {
		return fmt.Errorf("viz.Refresh: %w", err)
	}
	return nil
}

// closeIfAllClosed closes the display if all of its streams are closed.
func (s *subscription) closeIfAllClosed(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.publishers {
		if _, closed := p.state(); !closed {
			return nil
		}
	}
	if s.closed || s.detached.Load() {
		return nil
	}
	s.closed = true
	if err := s.display.Close(ctx); err != nil {
		return fmt.Errorf("viz.Close: %w", err)
	}
	return nil
}
