package flow

import (
	"context"
	"runtime/debug"
	"time"
	"unsafe"

	"github.com/streamgage/streamgage/flow/internal/deque"
)

// A turn is the way of one element through the graph: what the nodes on its way need to know. Each root has one, used
// again for every element; nodes do not keep it.
type emission struct {
	ctx  context.Context // the emission's; behind an asynchronous node, the run's
	root *root
	node *node // the node whose user function runs: who is to blame for a panic
	ack  *Ack  // the element's, borrowed from the emitter; nil: nobody wants to know

	hasPending    bool                       // one of the next three is not empty
	deferredJoins []deferredJoin             // what gives on only when the element has come to rest
	feedback      deque.Deque[feedbackEntry] // what has come back to a junction
	refreshes     []*refreshTarget           // what to refresh once this element has settled
	count         uint64                     // of elements
	timed         bool                       // this one is timed
	timedSince    time.Time                  // when what runs began
	ending        bool                       // the end of the stream is passing: nothing waits for room any more
	errs          []error                    // what went wrong while it passed
	userCtx       *emissionContext           // what user functions get for ctx
}

// at notes that n has taken an element, and that it is n's user function that runs now.
func (em *emission) enterNode(n *node) {
	if em.timed {
		em.chargeTime()
	}
	em.node = n
	n.in++
}

// sampleEvery is how many emissions there are for each one that is timed: asking for the time costs as much as two
// dozen nodes.
const sampleEvery = 256

// lap gives the time since the last one to the node whose function has run meanwhile.
func (em *emission) chargeTime() {
	now := time.Now()
	if em.node != nil && em.node.lock == em.root.lock { // what is below a join may be somebody else's by now
		em.node.busy += now.Sub(em.timedSince)
	}
	em.timedSince = now
}

// begin starts the turn of an element.
func (em *emission) begin(ctx context.Context) {
	em.ctx = ctx
	if em.count++; em.count%sampleEvery == 1 {
		em.timed, em.node, em.timedSince = true, nil, time.Now()
	}
}

// stop ends the timing of a turn.
func (em *emission) stopTiming() {
	if em.timed {
		em.chargeTime()
		em.timed = false
	}
}

// wait is a wait of the goroutine that runs the turn. It holds the turn's guards, unless the turn is that of a worker of a
// pool, which is no root's.
func (em *emission) parkOptions() parkOptions {
	return parkOptions{ctx: em.ctx, root: em.root, holdsLocks: em == &em.root.emission}
}

// sleepUntil has the turn wait at n until a moment on n's clock, and says which it is then.
func (em *emission) sleepUntil(n *node, until monotime) (now monotime, err error) {
	why := em.parkOptions()
	why.node = n.id
	if why.holdsLocks {
		registerWait(em.root.self, &passageOfTime)
		defer registerWait(em.root.self, nil)
	}
	return sleepUntil(n.clock, n.clock.newWaiter(), why, until)
}

// collect keeps an error of the end of the stream, which goes on passing.
func (em *emission) addError(err error) {
	if err != nil {
		em.errs = append(em.errs, err)
	}
}

// user is the context that user functions get: the emission's, marked with the root, so that an Emit from within it
// is known for what it is.
func (em *emission) userContext() context.Context {
	if c := em.userCtx; c != nil && sameContext(c.Context, em.ctx) {
		return c
	}
	em.userCtx = &emissionContext{Context: em.ctx, root: em.root}
	return em.userCtx
}

// same tells whether two contexts are the same value. Comparing them with == would panic where a context's type is
// not comparable, so their representations are compared: type and data pointer.
func sameContext(a, b context.Context) bool {
	return *(*[2]uintptr)(unsafe.Pointer(&a)) == *(*[2]uintptr)(unsafe.Pointer(&b))
}

// emissionContext is a context that knows from which root's emission it comes.
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

// within tells whether ctx comes from an emission of a root that is accepts.
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

// panicked turns a recovered panic into the error of the node whose function panicked.
func (em *emission) panicError(p any) error {
	err := error(&PanicError{Value: p, Stack: debug.Stack()})
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
