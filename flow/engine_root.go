package flow

import (
	"context"
	"errors"
	"sync/atomic"
)

// root is an entry of elements into the graph: a source, or the loop of an asynchronous node. It owns the lock of its
// domain, and the emission that it uses for each element.
type root struct {
	node       *node
	ownerID    int64 // identifies its emission as the owner of a domain lock
	lock       *domainLock
	clock      Clock
	isReal     bool // the clock is the real one, so Emit need not enter it
	flags      atomic.Uint32
	emission   emission
	waitsFor   atomic.Pointer[resource] // what the emission waits for, while it is parked
	asyncError atomic.Pointer[error]    // an error below an asynchronous node, for the next Emit

	parkedState parkedState
	runCtx      context.Context    // the run's context: user functions get its values
	lifetime    context.Context    // ends when Close has run out of time, which ends every wait of the root's emission
	abort       context.CancelFunc // ends lifetime
	aborted     <-chan struct{}    // lifetime.Done()
	asSlice     []*root            // this root alone, for the wait-for graph
}

// The flags of a root make Emit take its slow path. Usually none is set, so Emit needs one load.
const (
	flagChanged uint32 = 1 << iota // the graph has changed: it may have build errors
	flagFailed                     // asyncError is set
	flagClosed                     // Close has been called
)

// init makes r the root of node n with a lock, an owner ID and a lifetime.
func (r *root) init(n *node, c Clock) {
	r.node, r.ownerID, r.clock, r.lock = n, newOwnerID(), c, newDomainLock(c)
	_, r.isReal = c.(realClock)
	r.emission.root = r
	r.lock.owner = r
	r.renewLifetime(context.Background())
}

// renewLifetime starts a new lifetime. It ends with base, which becomes the run's context, or with abort.
func (r *root) renewLifetime(base context.Context) {
	r.asSlice = []*root{r}
	r.runCtx = base
	r.lifetime, r.abort = context.WithCancel(base)
	r.aborted = r.lifetime.Done()
}

func (r *root) setFlag(f uint32)   { r.flags.Or(f) }
func (r *root) clearFlag(f uint32) { r.flags.And(^f) }

// beginEmission takes the lock and starts the emission of an element, or returns why it cannot.
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

// lockSlow waits for the lock. It returns ErrReentrant if ctx belongs to an emission of r.
func (r *root) lockSlow(ctx context.Context) error {
	if insideEmissionOf(ctx, func(o *root) bool { return o == r }) {
		return r.node.wrap(ErrReentrant)
	}
	err := r.lock.lock(ctx, r)
	if errors.Is(err, ErrAborted) && r.flags.Load()&flagClosed != 0 {
		return r.node.wrap(ErrClosed) // the source was closed during the wait
	}
	return err
}

// checkFlags returns the error that a flag stands for. The caller holds the lock.
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

// buildErrors returns the build errors of the graphs that nodes belong to, joined.
func buildErrors(nodes ...*node) error {
	graphMu.Lock()
	defer graphMu.Unlock()
	var errs []error
	for _, n := range component(nodes...) {
		errs = append(errs, n.err)
	}
	return errors.Join(errs...)
}

// finishEmission ends the emission of an element or of the end of the stream. Callers defer it, because it turns a
// panic into an error. It refreshes receivers before it unlocks.
func (r *root) finishEmission(err *error) {
	if p := recover(); p != nil {
		*err = r.emission.panicError(p)
	}
	if r.emission.hasPending {
		*err = joinErrors(r.emission.settle(*err), r.emission.refreshAll())
		r.emission.hasPending = false
	}
	r.emission.stopTiming()
	ack := r.emission.ack
	r.emission.ack = nil
	r.lock.unlock()
	if ack != nil {
		*err = joinErrors(*err, r.releaseAck(ack, *err))
	}
}

// releaseAck releases an element's Ack. A panic in the function that the Ack calls becomes an error.
func (r *root) releaseAck(ack *Ack, cause error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = r.node.fail(NewPanicError(p))
		}
	}()
	ack.release(cause)
	return nil
}

// reportFailure makes the next Emit of every source above return err. It is for a failure below an asynchronous node. If
// Run drives one of these sources, it also stops the run, because the source may wait for its next element for long.
func (r *root) reportFailure(err error) {
	graphMu.Lock()
	defer graphMu.Unlock()
	for _, n := range ancestors(r.node) {
		if n.source != nil && n.source.asyncError.CompareAndSwap(nil, &err) {
			n.source.setFlag(flagFailed)
		}
		if n.driver == nil || n.driver.produce == nil {
			continue
		}
		if r := n.driver.activeRun.Load(); r != nil {
			r.stopAll()
		}
	}
}
