package rx

import (
	"context"
	"iter"
	"time"

	"github.com/reactivex/rxgo/v2"
	"github.com/streamgage/streamgage/flow"
)

// Through puts a chain of rxgo's operators into a graph: build gets an observable of the stream's elements, and what the
// observable that it returns gives, which must be of type B, goes on in the graph. Only B need be written:
//
//	settled := rx.Through[Quote](quotes, func(o rxgo.Observable) rxgo.Observable {
//		return o.Debounce(rxgo.WithDuration(50 * time.Millisecond))
//	})
//
// It is an asynchronous node: what comes out comes on a goroutine of its own, and what fails below is returned by the
// sources' next Emit, and by Close and Run. So are error items, and items of another type, an [ErrItemType]; the items
// behind them go on. If the observable ends with an error, what is emitted to the node from then on fails; if it
// completes before the stream (Take, First), further elements are dropped. At the end of the stream the chain
// completes, and the node waits for it.
//
// build is called once, when the first element comes, or the end; it must not be nil, else Through panics.
func Through[B, A any](
	s flow.Stream[A], build func(rxgo.Observable) rxgo.Observable, opts ...flow.NodeOption,
) flow.Stream[B] {
	if build == nil {
		panic("rx.Through: the function must not be nil")
	}
	opts, wallTimeAllowed := splitOptions("rx through", opts)
	virtual := isVirtual(s)
	items := flow.Async(s, func(ctx context.Context, in iter.Seq[A], emit func(rxgo.Item) error) error {
		inner, cancel := context.WithCancel(context.WithoutCancel(ctx))
		defer cancel()
		feed := make(chan rxgo.Item)
		c := &chainRun{ctx: ctx, cancel: cancel, in: feed, out: observeChain(inner, feed, build), emit: emit}
		if virtual {
			runAlternating(c, in)
		} else {
			runConcurrently(c, in)
		}
		return nil // what has failed has been emitted
	}, opts...)
	out := flow.TryMap(items, func(item rxgo.Item) (B, error) { return itemValue[B]("Through", item) }, opts...)
	_ = checkClock("Through", out, wallTimeAllowed) // the graph has it
	return out
}

// observe is what comes out of build's chain when feed goes in. Where build gives back the very observable that it got,
// that would be feed itself, on which the node would hand its items to itself.
func observeChain(ctx context.Context, feed chan rxgo.Item, build func(rxgo.Observable) rxgo.Observable) <-chan rxgo.Item {
	out := build(rxgo.FromChannel(feed, rxgo.WithContext(ctx))).Observe(rxgo.WithContext(ctx))
	if out != (<-chan rxgo.Item)(feed) {
		return out
	}
	same := func(_ context.Context, v any) (any, error) { return v, nil }
	return rxgo.FromChannel(feed, rxgo.WithContext(ctx)).Map(same, rxgo.WithContext(ctx)).Observe(rxgo.WithContext(ctx))
}

// chain is an rxgo chain at work.
type chainRun struct {
	ctx    context.Context // the node's
	cancel func()          // ends the chain's own
	in   chan rxgo.Item
	out    <-chan rxgo.Item
	emit   func(rxgo.Item) error
	failed bool // the last item was an error
}

// give emits an item; what fails below has been noted by the graph, and does not end the chain.
func (c *chainRun) emitItem(item rxgo.Item) {
	_ = c.emit(item)
	c.failed = item.E != nil
}

// both feeds the chain while another goroutine takes what comes out.
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

// runAlternating feeds the chain and takes what comes out in turn: on a virtual clock a node has one goroutine.
func runAlternating[A any](c *chainRun, in iter.Seq[A]) {
	completed := false
	for v := range in {
		for fed := completed; !fed; {
			select {
			case c.in <- rxgo.Of(v):
				fed = true
			case item, ok := <-c.out:
				if ok {
					c.emitItem(item)
				} else {
					completed, fed = true, true
				}
			case <-c.ctx.Done():
				fed = true
			}
		}
		if c.ctx.Err() != nil || completed && c.failed {
			break
		}
	}
	close(c.in)
	c.emitOutput()
}

// emitOutput emits what comes out until the chain has completed, or is given up because the node's context has ended.
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

// patience is how long a chain that has been given up may take to complete by itself, and then again once its context
// has ended.
const drainTimeout = 100 * time.Millisecond

// abandon ends the chain. It first lets it complete, with its input at an end and its output thrown away: an operator that
// does not heed the context would wait for ever to hand its item to one that does, and is gone.
func (c *chainRun) abandon() {
	for range 2 {
		if c.drain() {
			return
		}
		c.cancel()
	}
}

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
