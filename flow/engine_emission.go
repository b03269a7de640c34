package flow

import (
	"context"
	"time"
	"unsafe"

	"github.com/streamgage/streamgage/flow/internal/deque"
)

// emission is the passage of one element through the graph. It holds what the nodes on the element's path need. Each
// root has one emission and uses it again for every element. Nodes do not keep it after their step.
type emission struct {
	ctx  context.Context // the emitter's; below an asynchronous node, the loop's
	root *root
	node *node // the node whose user function runs: a panic is its error
	ack  *Ack  // the element's Ack, borrowed from the emitter; nil: none

	hasPending    bool                       // one of the next three is not empty
	deferredJoins []deferredJoin             // joins that emit when this emission has settled
	feedback      deque.Deque[feedbackEntry] // elements that have come back to a junction
	refreshes     []*refreshTarget           // receivers to refresh when this emission has settled
	count         uint64                     // elements so far
	timed         bool                       // this element is timed
	timedSince    time.Time                  // when the function that runs began
	ending        bool                       // this emission passes the end of the stream: no node waits for room
	errs          []error                    // errors at the end of the stream
	userCtx       *emissionContext           // the context for user functions; nil: not made yet
}

// enterNode records that n has taken an element and that n's function runs now.
func (em *emission) enterNode(n *node) {
	if em.timed {
		em.addBusyTime()
	}
	em.node = n
	n.in++
}

// begin starts the emission of an element.
func (em *emission) begin(ctx context.Context) {
	em.ctx = ctx
	if em.count++; em.count%sampleEvery == 1 {
		em.timed, em.node, em.timedSince = true, nil, time.Now()
	}
}

// parkOptions returns the options of a park by the goroutine that runs the emission. That goroutine holds the locks of
// the domains that the emission is in. The emission of a MapAsync worker is not its root's own emission and holds none.
func (em *emission) parkOptions() parkOptions {
	return parkOptions{ctx: em.ctx, root: em.root, holdsLocks: em == &em.root.emission}
}

// sleepUntil parks the emission at n until a time on n's clock. It returns the time on that clock after the park.
func (em *emission) sleepUntil(n *node, until monotime) (now monotime, err error) {
	opts := em.parkOptions()
	opts.node = n.id
	if opts.holdsLocks {
		waitFor.register(em.root.asSlice, &passageOfTime)
		defer waitFor.unregister(em.root.asSlice)
	}
	return sleepUntil(n.clock, n.clock.newWaiter(), opts, until)
}

// addError records an error at the end of the stream. The end passes on in spite of the error.
func (em *emission) addError(err error) {
	if err != nil {
		em.errs = append(em.errs, err)
	}
}

// userContext returns the context for user functions. It is the emission's, marked with the root, so that an Emit from
// within the emission is recognised.
func (em *emission) userContext() context.Context {
	if c := em.userCtx; c != nil && sameContext(c.Context, em.ctx) {
		return c
	}
	em.userCtx = &emissionContext{Context: em.ctx, root: em.root}
	return em.userCtx
}

// sameContext reports whether two contexts are the same value. It compares type and data pointer, because == panics if
// the context's type is not comparable.
func sameContext(a, b context.Context) bool {
	return *(*[2]uintptr)(unsafe.Pointer(&a)) == *(*[2]uintptr)(unsafe.Pointer(&b))
}

// emissionContext is a context that knows the root whose emission it belongs to.
type emissionContext struct {
	context.Context
	root   *root
	driver *driver // set in the context of a self-driven source's function
}

type emissionKey struct{}

func (c *emissionContext) Value(key any) any {
	if _, ok := key.(emissionKey); ok {
		return c
	}
	return c.Context.Value(key)
}

// insideEmissionOf reports whether ctx belongs to an emission of a root for which is returns true.
func insideEmissionOf(ctx context.Context, is func(*root) bool) bool {
	for {
		c, ok := ctx.Value(emissionKey{}).(*emissionContext)
		if !ok {
			return false
		}
		if is(c.root) {
			return true
		}
		ctx = c.Context
	}
}

// panicError turns a recovered panic into an error of the node whose function panicked.
func (em *emission) panicError(p any) error {
	err := error(NewPanicError(p))
	if em.node != nil {
		err = em.node.fail(err)
	}
	return err
}

// protect runs f and turns a panic into an error.
func protect(em *emission, f func(em *emission) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = em.panicError(p)
		}
	}()
	return f(em)
}
