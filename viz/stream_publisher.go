package viz

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
)

// Trigger is a stream of any data type. Figures are drawn again after a trigger has changed. The interface is sealed.
type Trigger interface{ trigger() *publisher }

// Stream is a Trigger with data of type T: a DataStream or a DataFrameStream. The interface is sealed.
type Stream[T any] interface {
	Trigger
	current() T
}

// publisher is the common part of all streams. It holds the version of the data and the subscriptions of the displays
// that show the stream. Every change of the data increments the version.
type publisher struct {
	err           error // the feed's build error; constant
	noInitialData bool  // the stream was made without initial data; constant

	mu            sync.Mutex
	version       uint64
	closed        bool
	fedBy         string // the name of the node that feeds the stream; "" if none does
	subscriptions []*subscription
}

func (p *publisher) trigger() *publisher { return p }

// update calls set, which changes the data, and increments the version if set succeeds. set runs under the publisher's
// lock. After close it returns ErrClosed.
func (p *publisher) update(set func() error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return ErrClosed
	}
	if err := set(); err != nil {
		return err
	}
	p.version++
	return nil
}

func (p *publisher) state() (version uint64, closed bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.version, p.closed
}

// open stores the name of the node that feeds the stream. A second call returns ErrFed.
func (p *publisher) open(from string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fedBy != "" {
		return fmt.Errorf("viz.Open: %w, by %q; %q cannot feed it too", ErrFed, p.fedBy, from)
	}
	p.fedBy = from
	return nil
}

func (p *publisher) currentSubscriptions() []*subscription {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.subscriptions)
}

// refresh refreshes every display that has not shown the current version. If one returns an error, the others are still
// refreshed.
func (p *publisher) refresh(ctx context.Context) error {
	var errs []error
	for _, s := range p.currentSubscriptions() {
		errs = append(errs, s.refresh(ctx))
	}
	return errors.Join(errs...)
}

// close ends the stream, and closes each display if all of the display's streams have ended.
func (p *publisher) close(ctx context.Context) error {
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	var errs []error
	for _, s := range p.currentSubscriptions() {
		errs = append(errs, s.closeIfAllClosed(ctx))
	}
	return errors.Join(errs...)
}
