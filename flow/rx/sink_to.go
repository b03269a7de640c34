package rx

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/reactivex/rxgo/v2"
	"github.com/streamgage/streamgage/flow"
)

// To returns an observable of the elements of s. Each observer receives every element that passes s while it observes.
// The graph waits for the first observer. Then it waits at each element until each observer has received it
// (back-pressure). The observable completes at the end of the stream. If the end of a context has ended the stream
// early, the last item is that context's error.
//
// An observer that stops early must end its context (rxgo.WithContext). Otherwise the graph waits for it until the
// graph's own context ends. When all observers have stopped, elements are discarded. Errors of the graph are returned
// by flow.Run and Emit; use [Run] to receive them in the observable.
func To[T any](s flow.Stream[T], opts ...flow.NodeOption) rxgo.Observable {
	m, err := newMulticast("To", s, opts)
	if err != nil {
		return rxgo.Thrown(err)
	}
	m.endsWithStream = true
	return rxgo.Defer([]rxgo.Producer{func(ctx context.Context, next chan<- rxgo.Item) {
		o := m.subscribe(ctx, next)
		m.waitForEnd(o)
	}})
}

// Run returns an observable that runs the graph of s. The first observer starts flow.Run with the observer's context.
// An error of the run is the last item. In all other respects it is like [To].
func Run[T any](s flow.Stream[T], opts ...flow.NodeOption) rxgo.Observable {
	m, err := newMulticast("Run", s, opts)
	if err != nil {
		return rxgo.Thrown(err)
	}
	var begun atomic.Bool
	return rxgo.Defer([]rxgo.Producer{func(ctx context.Context, next chan<- rxgo.Item) {
		o := m.subscribe(ctx, next)
		if begun.CompareAndSwap(false, true) {
			m.complete(flow.Run(ctx, s))
		}
		m.waitForEnd(o)
	}})
}

// multicast is a flow.Receiver that passes each element to any number of observers.
type multicast[T any] struct {
	endsWithStream bool          // the multicast ends with the stream (To); otherwise it ends with a run (Run)
	observed       chan struct{} // closed when the first observer has subscribed
	done           chan struct{}
	err            error // set before done is closed

	mu        sync.Mutex
	observers []*observer
}

// observer is one observer of a multicast.
type observer struct {
	ctx          context.Context
	mu           sync.Mutex // held while an item is sent to next
	next         chan<- rxgo.Item
	unsubscribed bool
}

// newMulticast makes a multicast that receives the elements of s. op is the function that errors name.
func newMulticast[T any](op string, s flow.Stream[T], opts []flow.NodeOption) (*multicast[T], error) {
	opts, wallTimeAllowed := splitOptions("rx "+strings.ToLower(op), opts)
	m := &multicast[T]{observed: make(chan struct{}), done: make(chan struct{})}
	flow.To(s, m, opts...)
	return m, checkClock(op, s, wallTimeAllowed)
}

// Send passes v to all observers, one after the other.
func (m *multicast[T]) Send(ctx context.Context, v T) error {
	select {
	case <-m.observed:
	case <-ctx.Done():
		return ctx.Err()
	}
	m.mu.Lock()
	observers := slices.Clone(m.observers)
	m.mu.Unlock()
	for _, o := range observers {
		if err := o.send(ctx, rxgo.Of(v)); err != nil {
			return err
		}
	}
	return nil
}

// send waits until the observer has received the item, or until the observer's context or ctx has ended.
func (o *observer) send(ctx context.Context, item rxgo.Item) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.unsubscribed {
		return nil
	}
	select {
	case o.next <- item:
	case <-o.ctx.Done():
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// Close is called at the end of the stream.
func (m *multicast[T]) Close(ctx context.Context) error {
	if m.endsWithStream {
		m.complete(ctx.Err())
	}
	return nil
}

// complete ends the multicast. If err is not nil, it is the last item of all observers.
func (m *multicast[T]) complete(err error) {
	m.err = err
	close(m.done)
}

// subscribe adds an observer that receives items on next until ctx ends.
func (m *multicast[T]) subscribe(ctx context.Context, next chan<- rxgo.Item) *observer {
	o := &observer{ctx: ctx, next: next}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.observers = append(m.observers, o)
	select {
	case <-m.observed:
	default:
		close(m.observed)
	}
	return o
}

// waitForEnd returns when the observer's context or the multicast has ended. After it has returned, nothing is sent to
// the observer.
func (m *multicast[T]) waitForEnd(o *observer) {
	select {
	case <-m.done:
	case <-o.ctx.Done():
	}
	m.mu.Lock()
	m.observers = slices.DeleteFunc(m.observers, func(x *observer) bool { return x == o })
	m.mu.Unlock()
	o.mu.Lock() // waits for a send that has already begun
	o.unsubscribed = true
	o.mu.Unlock()
	select {
	case <-m.done:
		if m.err != nil {
			rxgo.Error(m.err).SendContext(o.ctx, o.next)
		}
	default:
	}
}
