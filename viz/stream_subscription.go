package viz

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
)

// Display shows a figure: a file that is written, a page. Its calls never overlap. A display must not send to a stream
// of its figure within a call, which would wait for itself.
type Display interface {
	// Refresh is called when the figure's data has changed.
	Refresh(ctx context.Context) error
	// Close is called once, when every stream of the figure has closed.
	Close(ctx context.Context) error
}

// subscription is one display of one figure. It remembers the versions of the streams that it has shown. So if one
// emission changes two streams, the first refresh shows both changes and the second one finds nothing new.
type subscription struct {
	display    Display
	publishers []*publisher

	detached atomic.Bool // set by Detach; not under mu, so that a display can detach itself in Refresh

	mu            sync.Mutex
	shownVersions []uint64 // of each publisher
	closed        bool
}

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
