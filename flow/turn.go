package flow

import (
	"context"
	"runtime/debug"
	"time"
	"unsafe"
)

// A turn is the way of one element through the graph: what the nodes on its way need to know. Each root has one, used
// again for every element; nodes do not keep it.
type turn struct {
	ctx  context.Context // the emission's; behind an asynchronous node, the run's
	root *root
	node *meta // the node whose user function runs: who is to blame for a panic
	ack  *Ack  // the element's, borrowed from the emitter; nil: nobody wants to know

	more    bool             // one of the next three is not empty
	joins   []settling       // what gives on only when the element has come to rest
	back    deque[returning] // what has come back to a junction
	shown   []*showing       // what to refresh once this element has settled
	count   uint64           // of elements
	timed   bool             // this one is timed
	since   time.Time        // when what runs began
	ending  bool             // the end of the stream is passing: nothing waits for room any more
	errs    []error          // what went wrong while it passed
	context *emissionCtx     // what user functions get for ctx
}

// at notes that n has taken an element, and that it is n's user function that runs now.
func (t *turn) at(n *meta) {
	if t.timed {
		t.lap()
	}
	t.node = n
	n.in++
}

// sampleEvery is how many emissions there are for each one that is timed: asking for the time costs as much as two
// dozen nodes.
const sampleEvery = 256

// lap gives the time since the last one to the node whose function has run meanwhile.
func (t *turn) lap() {
	now := time.Now()
	if t.node != nil && t.node.guard == t.root.guard { // what is below a join may be somebody else's by now
		t.node.busy += now.Sub(t.since)
	}
	t.since = now
}

// begin starts the turn of an element.
func (t *turn) begin(ctx context.Context) {
	t.ctx = ctx
	if t.count++; t.count%sampleEvery == 1 {
		t.timed, t.node, t.since = true, nil, time.Now()
	}
}

// stop ends the timing of a turn.
func (t *turn) stop() {
	if t.timed {
		t.lap()
		t.timed = false
	}
}

// wait is a wait of the goroutine that runs the turn. It holds the turn's guards, unless the turn is that of a worker of a
// pool, which is no root's.
func (t *turn) wait() wait { return wait{ctx: t.ctx, root: t.root, holds: t == &t.root.turn} }

// sleepUntil has the turn wait at n until a moment on n's clock, and says which it is then.
func (t *turn) sleepUntil(n *meta, until moment) (now moment, err error) {
	why := t.wait()
	why.node = n.id
	if why.holds {
		tell(t.root.alone, &asleep)
		defer tell(t.root.alone, nil)
	}
	return sleepUntil(n.clock, n.clock.newWaiter(), why, until)
}

// collect keeps an error of the end of the stream, which goes on passing.
func (t *turn) collect(err error) {
	if err != nil {
		t.errs = append(t.errs, err)
	}
}

// user is the context that user functions get: the emission's, marked with the root, so that an Emit from within it
// is known for what it is.
func (t *turn) user() context.Context {
	if c := t.context; c != nil && same(c.Context, t.ctx) {
		return c
	}
	t.context = &emissionCtx{Context: t.ctx, root: t.root}
	return t.context
}

// same tells whether two contexts are the same value. Comparing them with == would panic where a context's type is
// not comparable, so their representations are compared: type and data pointer.
func same(a, b context.Context) bool {
	return *(*[2]uintptr)(unsafe.Pointer(&a)) == *(*[2]uintptr)(unsafe.Pointer(&b))
}

// emissionCtx is a context that knows from which root's emission it comes.
type emissionCtx struct {
	context.Context
	root     *root
	produces *driver // set in the context of a self-driven source's function
}

type emissionKey struct{}

func (c *emissionCtx) Value(key any) any {
	if _, ok := key.(emissionKey); ok {
		return c
	}
	return c.Context.Value(key)
}

// within tells whether ctx comes from an emission of a root that is accepts.
func within(ctx context.Context, is func(*root) bool) bool {
	for {
		c, ok := ctx.Value(emissionKey{}).(*emissionCtx)
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
func (t *turn) panicked(p any) error {
	err := error(&PanicError{Value: p, Stack: debug.Stack()})
	if t.node != nil {
		err = t.node.fail(err)
	}
	return err
}

// protect runs f and turns a panic into an error.
func protect(t *turn, f func(t *turn) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = t.panicked(p)
		}
	}()
	return f(t)
}
