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

// To gives an observable of what passes s. Each observer gets every element that passes while it observes; the graph
// waits for the first observer, and for each observer to take each element: back-pressure. It completes at the end of
// the stream; if that was cut short by a context, with the context's error.
//
// An observer that stops early must end the context that it observes with (rxgo.WithContext), else the graph waits for
// it until its own context ends. When all have gone, elements are dropped. Errors of the graph are returned by Run and
// Emit, as always; to have them in the observable, use [Run].
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

// Run gives an observable that runs the graph of s: flow.Run begins when it is first observed, with the observer's
// context, and what goes wrong is its last item. In everything else it is like [To].
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

// hub is a receiver that hands on to any number of observers.
type multicast[T any] struct {
	endsWithStream   bool // with the stream; else with a run
	observed chan struct{}
	done   chan struct{}
	err    error // set before done is closed

	mu        sync.Mutex
	observers []*observer
}

type observer struct {
	ctx  context.Context
	mu   sync.Mutex // held while next is sent to
	next chan<- rxgo.Item
	unsubscribed bool
}

func newMulticast[T any](op string, s flow.Stream[T], opts []flow.NodeOption) (*multicast[T], error) {
	opts, wallTimeAllowed := splitOptions("rx "+strings.ToLower(op), opts)
	m := &multicast[T]{observed: make(chan struct{}), done: make(chan struct{})}
	flow.To(s, m, opts...)
	return m, checkClock(op, s, wallTimeAllowed)
}

// Send hands v to all observers, one after the other.
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

// Close is the end of the stream.
func (m *multicast[T]) Close(ctx context.Context) error {
	if m.endsWithStream {
		m.complete(ctx.Err())
	}
	return nil
}

func (m *multicast[T]) complete(err error) {
	m.err = err
	close(m.done)
}

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

// wait returns when the observer, or the stream, has ended; from then on nothing is sent to it.
func (m *multicast[T]) waitForEnd(o *observer) {
	select {
	case <-m.done:
	case <-o.ctx.Done():
	}
	m.mu.Lock()
	m.observers = slices.DeleteFunc(m.observers, func(x *observer) bool { return x == o })
	m.mu.Unlock()
	o.mu.Lock() // waits for a Send that has just begun
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
