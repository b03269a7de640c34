package flow

import (
	"context"
	"errors"
	"runtime/debug"
	"sync/atomic"
)

// root is where elements enter: a source, or the loop of an asynchronous node. It owns the guard of everything below
// it and the turn that elements take.
type root struct {
	node       *node
	ownerID    int64 // what its turn leaves on a guard
	lock       *domainLock
	clock      Clock
	isReal     bool // the clock is the real one: nobody has to be let in
	flags      atomic.Uint32
	emission   emission
	waitsFor   atomic.Pointer[resource] // what the turn parks for
	asyncError atomic.Pointer[error]    // what failed behind an asynchronous node, for the next Emit

	parkedState parkedState
	runCtx      context.Context // the run's values
	lifetime    context.Context // ends when Close has run out of time, and every wait with it
	abort       context.CancelFunc
	aborted     <-chan struct{}
	self        []*root // itself
}

// Flags: why an Emit must look twice. Usually none is set, and that is one load.
const (
	flagChanged uint32 = 1 << iota // the graph has been built on: look for build errors
	flagFailed                     // async is set
	flagClosed
)

func (r *root) init(n *node, c Clock) {
	r.node, r.ownerID, r.clock, r.lock = n, newOwnerID(), c, newDomainLock(c)
	_, r.isReal = c.(realClock)
	r.emission.root = r
	r.lock.owner = r
	r.renewLifetime(context.Background())
}

// revive gives r a life below base.
func (r *root) renewLifetime(base context.Context) {
	r.self = []*root{r}
	r.runCtx = base
	r.lifetime, r.abort = context.WithCancel(base)
	r.aborted = r.lifetime.Done()
}

func (r *root) setFlag(f uint32)   { r.flags.Or(f) }
func (r *root) clearFlag(f uint32) { r.flags.And(^f) }

// begin lets an element in: it takes the guard and starts the turn, or says why not.
func (r *root) beginEmission(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if !r.lock.tryLock() {
		if err := r.lockSlow(ctx); err != nil {
			return err
		}
	}
	if r.flags.Load() != 0 {
		if err := r.checkFlags(); err != nil {
			r.lock.unlock()
			return err
		}
	}
	r.emission.begin(ctx)
	return nil
}

func (r *root) lockSlow(ctx context.Context) error {
	if insideEmissionOf(ctx, func(o *root) bool { return o == r }) {
		return r.node.wrap(ErrReentrant)
	}
	err := r.lock.lock(ctx, r)
	if errors.Is(err, ErrAborted) && r.flags.Load()&flagClosed != 0 {
		return r.node.wrap(ErrClosed) // it came too late, that is all
	}
	return err
}

// check looks at the flags, under the guard.
func (r *root) checkFlags() error {
	f := r.flags.Load()
	if f&flagClosed != 0 {
		return r.node.wrap(ErrClosed)
	}
	if f&flagFailed != 0 {
		r.clearFlag(flagFailed)
		if err := r.asyncError.Swap(nil); err != nil {
			return &notTaken{*err}
		}
	}
	if f&flagChanged != 0 {
		r.clearFlag(flagChanged)
		if err := buildErrors(r.node); err != nil {
			r.setFlag(flagChanged)
			return err
		}
	}
	return nil
}

// buildErrors joins what is wrong with the graph that the nodes belong to.
func buildErrors(nodes ...*node) error {
	graphMu.Lock()
	defer graphMu.Unlock()
	var errs []error
	for _, n := range component(nodes...) {
		errs = append(errs, n.err)
	}
	return errors.Join(errs...)
}

// finish ends the turn of an element, or of the end of the stream: it is to be deferred, for it turns a panic into an
// error. What the element has changed is shown before the guard is free again.
func (r *root) finishEmission(err *error) {
	if p := recover(); p != nil {
		*err = r.emission.panicError(p)
	}
	if r.emission.hasPending {
		*err = joinTwo(r.emission.settle(*err), r.emission.refreshAll())
		r.emission.hasPending = false
	}
	r.emission.stopTiming()
	ack := r.emission.ack
	r.emission.ack = nil
	r.lock.unlock()
	if ack != nil {
		*err = joinTwo(*err, r.releaseAck(ack, *err))
	}
}

// released lets go of an element's Ack; a panic of the function that it calls is an error.
func (r *root) releaseAck(ack *Ack, cause error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = r.node.fail(&PanicError{Value: p, Stack: debug.Stack()})
		}
	}()
	ack.release(cause)
	return nil
}

// failed tells the sources above that something went wrong behind an asynchronous node: their next Emit returns it.
func (r *root) reportFailure(err error) {
	graphMu.Lock()
	defer graphMu.Unlock()
	for _, n := range ancestors(r.node) {
		if n.source != nil && n.source.asyncError.CompareAndSwap(nil, &err) {
			n.source.setFlag(flagFailed)
		}
	}
}
