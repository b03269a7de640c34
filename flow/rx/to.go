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
	h, err := newHub("To", s, opts)
	if err != nil {
		return rxgo.Thrown(err)
	}
	h.ends = true
	return rxgo.Defer([]rxgo.Producer{func(ctx context.Context, next chan<- rxgo.Item) {
		o := h.join(ctx, next)
		h.wait(o)
	}})
}

// Run gives an observable that runs the graph of s: flow.Run begins when it is first observed, with the observer's
// context, and what goes wrong is its last item. In everything else it is like [To].
func Run[T any](s flow.Stream[T], opts ...flow.NodeOption) rxgo.Observable {
	h, err := newHub("Run", s, opts)
	if err != nil {
		return rxgo.Thrown(err)
	}
	var begun atomic.Bool
	return rxgo.Defer([]rxgo.Producer{func(ctx context.Context, next chan<- rxgo.Item) {
		o := h.join(ctx, next)
		if begun.CompareAndSwap(false, true) {
			h.finish(flow.Run(ctx, s))
		}
		h.wait(o)
	}})
}

// hub is a receiver that hands on to any number of observers.
type hub[T any] struct {
	ends   bool // with the stream; else with a run
	joined chan struct{}
	done   chan struct{}
	err    error // set before done is closed

	mu        sync.Mutex
	observers []*observer
}

type observer struct {
	ctx  context.Context
	mu   sync.Mutex // held while next is sent to
	next chan<- rxgo.Item
	gone bool
}

func newHub[T any](op string, s flow.Stream[T], opts []flow.NodeOption) (*hub[T], error) {
	opts, meant := split("rx "+strings.ToLower(op), opts)
	h := &hub[T]{joined: make(chan struct{}), done: make(chan struct{})}
	flow.To(s, h, opts...)
	return h, refuse(op, s, meant)
}

// Send hands v to all observers, one after the other.
func (h *hub[T]) Send(ctx context.Context, v T) error {
	select {
	case <-h.joined:
	case <-ctx.Done():
		return ctx.Err()
	}
	h.mu.Lock()
	observers := slices.Clone(h.observers)
	h.mu.Unlock()
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
	if o.gone {
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
func (h *hub[T]) Close(ctx context.Context) error {
	if h.ends {
		h.finish(ctx.Err())
	}
	return nil
}

func (h *hub[T]) finish(err error) {
	h.err = err
	close(h.done)
}

func (h *hub[T]) join(ctx context.Context, next chan<- rxgo.Item) *observer {
	o := &observer{ctx: ctx, next: next}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.observers = append(h.observers, o)
	select {
	case <-h.joined:
	default:
		close(h.joined)
	}
	return o
}

// wait returns when the observer, or the stream, has ended; from then on nothing is sent to it.
func (h *hub[T]) wait(o *observer) {
	select {
	case <-h.done:
	case <-o.ctx.Done():
	}
	h.mu.Lock()
	h.observers = slices.DeleteFunc(h.observers, func(x *observer) bool { return x == o })
	h.mu.Unlock()
	o.mu.Lock() // waits for a Send that has just begun
	o.gone = true
	o.mu.Unlock()
	select {
	case <-h.done:
		if h.err != nil {
			rxgo.Error(h.err).SendContext(o.ctx, o.next)
		}
	default:
	}
}
