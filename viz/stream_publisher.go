package viz

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
)

// Trigger is a stream of data as figures see it: something that changes and can be shown again. Sealed.
type Trigger interface{ trigger() *publisher }

// Stream is a Trigger that has data of type T: a DataStream or a DataFrameStream. Sealed.
type Stream[T any] interface {
	Trigger
	current() T
}

// hub is what a stream's figures hang on. Its version counts the changes of the data.
type publisher struct {
	mu            sync.Mutex
	version       uint64
	closed        bool
	fedBy         string // who feeds the stream, if a graph does
	subscriptions []*subscription
	err           error // of the feed
	withoutData   bool  // made without data
}

func (h *publisher) trigger() *publisher { return h }

// change notes that the data is about to change, or says why it cannot. set runs under the lock.
func (h *publisher) update(set func() error) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return ErrClosed
	}
	if err := set(); err != nil {
		return err
	}
	h.version++
	return nil
}

func (h *publisher) state() (version uint64, closed bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.version, h.closed
}

func (h *publisher) open(from string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.fedBy != "" {
		return fmt.Errorf("viz: %w, by %q; %q cannot feed it too", ErrFed, h.fedBy, from)
	}
	h.fedBy = from
	return nil
}

func (h *publisher) currentSubscriptions() []*subscription {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.subscriptions)
}

// refresh shows the change on every display that has not shown it yet. All are told, whatever one answers.
func (h *publisher) refresh(ctx context.Context) error {
	var errs []error
	for _, s := range h.currentSubscriptions() {
		errs = append(errs, s.refresh(ctx))
	}
	return errors.Join(errs...)
}

func (h *publisher) close(ctx context.Context) error {
	h.mu.Lock()
	h.closed = true
	h.mu.Unlock()
	var errs []error
	for _, s := range h.currentSubscriptions() {
		errs = append(errs, s.closeIfAllClosed(ctx))
	}
	return errors.Join(errs...)
}

// Display is what shows a figure: a file that is written, a page. Its calls never overlap; so it must not send to a
// stream of the figure within one.
type Display interface {
	// Refresh is called when the figure's data has changed.
	Refresh(ctx context.Context) error
	// Close is called once, when every stream of the figure has closed.
	Close(ctx context.Context) error
}

// subscription is one display of one figure. It remembers which versions of the streams it has shown: two streams that
// change with one emission are shown once, by whichever is refreshed first.
type subscription struct {
	display    Display
	publishers []*publisher

	detached atomic.Bool // set by Detach; not under mu, so that a display can detach itself in Refresh

	mu            sync.Mutex
	shownVersions []uint64
	closed        bool
}

func subscribe(d Display, hubs []*publisher) *subscription {
	s := &subscription{display: d, publishers: hubs, shownVersions: make([]uint64, len(hubs))}
	for i, h := range hubs {
		h.mu.Lock()
		s.shownVersions[i] = h.version
		h.subscriptions = append(h.subscriptions, s)
		h.mu.Unlock()
	}
	return s
}

func (s *subscription) cancel() {
	s.detached.Store(true)
	for _, h := range s.publishers {
		h.mu.Lock()
		h.subscriptions = slices.DeleteFunc(slices.Clone(h.subscriptions), func(o *subscription) bool { return o == s })
		h.mu.Unlock()
	}
}

func (s *subscription) refresh(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	news := false
	for i, h := range s.publishers {
		if v, _ := h.state(); v != s.shownVersions[i] {
			s.shownVersions[i], news = v, true
		}
	}
	if !news || s.closed || s.detached.Load() {
		return nil
	}
	if err := s.display.Refresh(ctx); err != nil {
		return fmt.Errorf("viz: %w", err)
	}
	return nil
}

func (s *subscription) closeIfAllClosed(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, h := range s.publishers {
		if _, closed := h.state(); !closed {
			return nil
		}
	}
	if s.closed || s.detached.Load() {
		return nil
	}
	s.closed = true
	if err := s.display.Close(ctx); err != nil {
		return fmt.Errorf("viz: %w", err)
	}
	return nil
}
