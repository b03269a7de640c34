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
	node     *meta
	mark     int64 // what its turn leaves on a guard
	guard    *guard
	clock    Clock
	real     bool // the clock is the real one: nobody has to be let in
	flags    atomic.Uint32
	turn     turn
	waitsFor atomic.Pointer[awaited] // what the turn parks for
	async    atomic.Pointer[error]   // what failed behind an asynchronous node, for the next Emit

	rest    rest
	base    context.Context // the run's values
	life    context.Context // ends when Close has run out of time, and every wait with it
	abort   context.CancelFunc
	aborted <-chan struct{}
	alone   []*root // itself
}

// Flags: why an Emit must look twice. Usually none is set, and that is one load.
const (
	flagChanged uint32 = 1 << iota // the graph has been built on: look for build errors
	flagFailed                     // async is set
	flagClosed
)

func (r *root) init(n *meta, c Clock) {
	r.node, r.mark, r.clock, r.guard = n, newMark(), c, newGuard(c)
	_, r.real = c.(realClock)
	r.turn.root = r
	r.guard.owner = r
	r.revive(context.Background())
}

// revive gives r a life below base.
func (r *root) revive(base context.Context) {
	r.alone = []*root{r}
	r.base = base
	r.life, r.abort = context.WithCancel(base)
	r.aborted = r.life.Done()
}

func (r *root) flag(f uint32)   { r.flags.Or(f) }
func (r *root) unflag(f uint32) { r.flags.And(^f) }

// begin lets an element in: it takes the guard and starts the turn, or says why not.
func (r *root) begin(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if !r.guard.tryLock() {
		if err := r.lockSlow(ctx); err != nil {
			return err
		}
	}
	if r.flags.Load() != 0 {
		if err := r.check(); err != nil {
			r.guard.unlock()
			return err
		}
	}
	r.turn.begin(ctx)
	return nil
}

func (r *root) lockSlow(ctx context.Context) error {
	if within(ctx, func(o *root) bool { return o == r }) {
		return r.node.wrap(ErrReentrant)
	}
	err := r.guard.lock(ctx, r)
	if errors.Is(err, ErrAborted) && r.flags.Load()&flagClosed != 0 {
		return r.node.wrap(ErrClosed) // it came too late, that is all
	}
	return err
}

// check looks at the flags, under the guard.
func (r *root) check() error {
	f := r.flags.Load()
	if f&flagClosed != 0 {
		return r.node.wrap(ErrClosed)
	}
	if f&flagFailed != 0 {
		r.unflag(flagFailed)
		if err := r.async.Swap(nil); err != nil {
			return &notTaken{*err}
		}
	}
	if f&flagChanged != 0 {
		r.unflag(flagChanged)
		if err := buildErrors(r.node); err != nil {
			r.flag(flagChanged)
			return err
		}
	}
	return nil
}

// buildErrors joins what is wrong with the graph that the nodes belong to.
func buildErrors(nodes ...*meta) error {
	structure.Lock()
	defer structure.Unlock()
	var errs []error
	for _, n := range connected(nodes...) {
		errs = append(errs, n.err)
	}
	return errors.Join(errs...)
}

// finish ends the turn of an element, or of the end of the stream: it is to be deferred, for it turns a panic into an
// error. What the element has changed is shown before the guard is free again.
func (r *root) finish(err *error) {
	if p := recover(); p != nil {
		*err = r.turn.panicked(p)
	}
	if r.turn.more {
		*err = joinErrors(r.turn.rest(*err), r.turn.refreshAll())
		r.turn.more = false
	}
	r.turn.stop()
	ack := r.turn.ack
	r.turn.ack = nil
	r.guard.unlock()
	if ack != nil {
		*err = joinErrors(*err, r.released(ack, *err))
	}
}

// released lets go of an element's Ack; a panic of the function that it calls is an error.
func (r *root) released(ack *Ack, cause error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = r.node.fail(&PanicError{Value: p, Stack: debug.Stack()})
		}
	}()
	ack.release(cause)
	return nil
}

// failed tells the sources above that something went wrong behind an asynchronous node: their next Emit returns it.
func (r *root) failed(err error) {
	structure.Lock()
	defer structure.Unlock()
	for _, n := range above(r.node) {
		if n.src != nil && n.src.async.CompareAndSwap(nil, &err) {
			n.src.flag(flagFailed)
		}
	}
}
