package rx

import (
	"context"
	"iter"
	"time"

	"github.com/reactivex/rxgo/v2"
	"github.com/streamgage/streamgage/flow"
)

// Through runs a chain of rxgo operators as a node. build receives an observable of the stream's elements and returns
// the observable at the end of the chain. The node emits the items of that observable, which must have type B. A call
// needs only the type argument B:
//
//	settled := rx.Through[Quote](quotes, func(o rxgo.Observable) rxgo.Observable {
//		return o.Debounce(rxgo.WithDuration(50 * time.Millisecond))
//	})
//
// The node is asynchronous: it emits on its own goroutine. Errors of downstream nodes, error items, and an
// [ErrItemType] for items of another type are returned by the next Emit of the sources, by Close and by Run. The items
// that follow are still emitted. If the observable ends with an error, all later elements that reach the node fail. If
// it completes before the stream ends (Take, First), later elements are discarded. At the end of the stream, the input
// of the chain completes, and the node waits for the chain.
//
// build is called once, at the first element or at the end of the stream. Through panics if build is nil.
func Through[B, A any](
	s flow.Stream[A], build func(rxgo.Observable) rxgo.Observable, opts ...flow.NodeOption,
) flow.Stream[B] {
	if build == nil {
		panic("rx.Through: the function must not be nil")
	}
	opts, wallTimeAllowed := splitOptions("rx through", opts)
	virtual := isVirtual(s)
	items := flow.Async(s, func(ctx context.Context, in iter.Seq[A], emit func(rxgo.Item) error) error {
		chainCtx, cancel := context.WithCancel(context.WithoutCancel(ctx))
		defer cancel()
		chainIn := make(chan rxgo.Item)
		c := &chainRun{ctx: ctx, cancel: cancel, in: chainIn, out: observeChain(chainCtx, chainIn, build), emit: emit}
		if virtual {
			runAlternating(c, in)
		} else {
			runConcurrently(c, in)
		}
		return nil // errors have been emitted as items
	}, opts...)
	out := flow.TryMap(items, func(item rxgo.Item) (B, error) { return itemValue[B]("Through", item) }, opts...)
	_ = checkClock("Through", out, wallTimeAllowed) // the graph returns the error
	return out
}

// observeChain builds a chain with the input in and returns the channel of its output. If build returns its argument,
// this channel would be in itself, and the node would receive the items that it sends. A Map between the two prevents
// that.
func observeChain(ctx context.Context, in chan rxgo.Item, build func(rxgo.Observable) rxgo.Observable) <-chan rxgo.Item {
	out := build(rxgo.FromChannel(in, rxgo.WithContext(ctx))).Observe(rxgo.WithContext(ctx))
	if out != (<-chan rxgo.Item)(in) {
		return out
	}
	identity := func(_ context.Context, v any) (any, error) { return v, nil }
	return rxgo.FromChannel(in, rxgo.WithContext(ctx)).Map(identity, rxgo.WithContext(ctx)).Observe(rxgo.WithContext(ctx))
}

// chainRun is one run of an rxgo chain.
type chainRun struct {
	ctx    context.Context // the context of the node
	cancel func()          // ends the chain's context
	in     chan rxgo.Item
	out    <-chan rxgo.Item
	emit   func(rxgo.Item) error
	failed bool // the last item was an error
}

// emitItem emits an item. The graph records errors of downstream nodes; they do not end the chain.
func (c *chainRun) emitItem(item rxgo.Item) {
	_ = c.emit(item)
	c.failed = item.E != nil
}

// runConcurrently sends elements to the chain while another goroutine emits the output.
func runConcurrently[A any](c *chainRun, in iter.Seq[A]) {
	outputDone := make(chan struct{})
	go func() {
		defer close(outputDone)
		c.emitOutput()
	}()
	completed := false
	for v := range in {
		if completed {
			continue
		}
		select {
		case c.in <- rxgo.Of(v):
			continue
		case <-outputDone:
			completed = true
		case <-c.ctx.Done():
		}
		if !completed || c.failed {
			break
		}
	}
	close(c.in)
	<-outputDone
}

// runAlternating sends elements to the chain and emits the output on the same goroutine, because a node on a virtual
// clock has only one goroutine.
func runAlternating[A any](c *chainRun, in iter.Seq[A]) {
	completed := false
	for v := range in {
		for sent := completed; !sent; {
			select {
			case c.in <- rxgo.Of(v):
				sent = true
			case item, ok := <-c.out:
				if ok {
					c.emitItem(item)
				} else {
					completed, sent = true, true
				}
			case <-c.ctx.Done():
				sent = true
			}
		}
		if c.ctx.Err() != nil || completed && c.failed {
			break
		}
	}
	close(c.in)
	c.emitOutput()
}

// emitOutput emits the output until the chain completes. If the node's context ends first, it abandons the chain.
func (c *chainRun) emitOutput() {
	for {
		select {
		case <-c.ctx.Done():
			c.abandon()
			return
		case item, ok := <-c.out:
			if !ok {
				return
			}
			c.emitItem(item)
		}
	}
}

// drainTimeout is the time limit within which an abandoned chain must complete. It is applied once, and once more after
// the chain's context has ended.
const drainTimeout = 100 * time.Millisecond

// abandon ends the chain. It discards the output, and cancels the chain's context only if the chain does not complete
// within drainTimeout. The reason is that some rxgo operators ignore the context: if the operator after such an
// operator has ended because of the context, sending an item to it would block forever.
func (c *chainRun) abandon() {
	for range 2 {
		if c.drain() {
			return
		}
		c.cancel()
	}
}

// drain discards the output. It reports whether the chain has completed within drainTimeout.
func (c *chainRun) drain() bool {
	timer := time.NewTimer(drainTimeout)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
			return false
		case _, ok := <-c.out:
			if !ok {
				return true
			}
		}
	}
}
