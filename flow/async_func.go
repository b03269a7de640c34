package flow

import (
	"context"
	"iter"
	"sync"
)

const asyncQueueCapacity = 64 // elements that wait for an Async

// Async runs f as a node with a goroutine of its own: the general form of an asynchronous operator, and the bridge to
// other libraries. f ranges over the elements and emits what it likes, when it likes; it returns when its input has
// ended and it has nothing more to give. Up to Capacity elements, 64 unless set, wait in its queue, then the input waits.
//
//	in:  --1--2------|
//	out: ---1--2--3--|   f gives what it gets a little later, and 3 at the end
//
// emit may be called from any goroutine, as long as f has not returned (on a virtual clock, from f's own); it returns
// what failed below. An error that f or emit returns is returned by the sources' next Emit, and by Close and Run. If f
// returns early, what is emitted to the node from then on fails with ErrAborted. f's context ends when Close or Run
// has run out of time.
func Async[A, B any](s Stream[A], f func(ctx context.Context, in iter.Seq[A], emit func(B) error) error, opts ...NodeOption) Stream[B] {
	mustFunc("flow.Async", f == nil)
	cfg := configure("flow.Async", append([]NodeOption{Capacity(asyncQueueCapacity)}, opts...), "Capacity")
	return asyncNode(s, "async", cfg, cfg.capacity, func(l *loop, c *typedNode[B], q *queue[A]) {
		var mu sync.Mutex
		var current *Ack                   // of the element that f is about: what f emits meanwhile comes of it
		about := func(a *Ack, err error) { // err: of the element before
			mu.Lock()
			before := current
			current = a
			mu.Unlock()
			before.release(err)
		}
		in := func(yield func(A) bool) {
			for !l.dropped.Load() {
				e, ok := q.take(l)
				if !ok {
					return
				}
				about(e.ack, nil)
				if !yield(e.v) {
					return // the element is f's until it has returned
				}
				about(nil, nil)
				l.markProcessed()
			}
		}
		emit := func(v B) error {
			mu.Lock()
			ack := groupAck([]*Ack{current})
			mu.Unlock()
			err := emitFromLoop(l, c.emit, v, ack)
			l.noteError(err)
			return err
		}
		err := l.callUser(func() error { return f(&emissionContext{Context: l.ctx, root: &l.root}, in, emit) })
		about(nil, err)
		l.noteError(err)
	})
}

// call runs a user's function that is not part of an emission.
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
