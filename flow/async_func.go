package flow

import (
	"context"
	"iter"
	"sync"
)

const asyncQueueCapacity = 64 // elements in the queue of an Async

// Async runs f as a node with a goroutine of its own. It is the general asynchronous operator, and the bridge to other
// libraries. f ranges over in and calls emit as often and whenever it needs. It returns when in has ended and it has
// nothing more to emit. Up to Capacity elements (default 64) wait in the queue, then the emitter waits.
//
//	in:  --1--2------|
//	out: ---1--2--3--|   f emits each element a little later, and 3 at the end
//
// emit may be called from any goroutine until f returns; on a virtual clock, only from f's own goroutine. It returns
// the error of what failed downstream. An error that f or emit returns is returned by the next Emit of the sources
// upstream, and by Close and Run. If f returns before in has ended, the elements that come later fail with ErrAborted.
// The context of f ends when Close or Run has run out of time.
//
// An element is acknowledged when f takes the next one from in, or returns, and what f emitted in between has been
// acknowledged.
func Async[A, B any](
	s Stream[A], f func(ctx context.Context, in iter.Seq[A], emit func(B) error) error, opts ...NodeOption,
) Stream[B] {
	mustFunc("flow.Async", f == nil)
	cfg := configure("flow.Async", append([]NodeOption{Capacity(asyncQueueCapacity)}, opts...), "Capacity")
	return asyncNode(s, "async", cfg, cfg.capacity, func(l *loop, c *typedNode[B], q *queue[A]) {
		var mu sync.Mutex
		var current *Ack // of the element that f processes; it covers what f emits until it takes the next element
		setCurrent := func(ack *Ack, previousErr error) {
			mu.Lock()
			previous := current
			current = ack
			mu.Unlock()
			previous.release(previousErr)
		}
		in := func(yield func(A) bool) {
			for !l.dropped.Load() {
				e, ok := q.take(l)
				if !ok {
					return
				}
				setCurrent(e.ack, nil)
				if !yield(e.v) {
					return // f holds the element until it returns
				}
				setCurrent(nil, nil)
				l.markProcessed()
			}
		}
		emit := func(v B) error {
			mu.Lock()
			ack := groupAck([]*Ack{current})
			mu.Unlock()
			err := emitFromLoop(l, c.emit, v, ack)
			l.recordError(err)
			return err
		}
		err := l.callUser(func() error { return f(&emissionContext{Context: l.ctx, root: &l.root}, in, emit) })
		setCurrent(nil, err)
		l.recordError(err)
	})
}

// callUser calls a user's function outside an emission. It turns a panic into an error, and adds the node's name.
func (l *loop) callUser(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			l.emission.node = l.node
			err = l.emission.panicError(p)
		}
	}()
	if err := f(); err != nil {
		return l.node.fail(err)
	}
	return nil
}
