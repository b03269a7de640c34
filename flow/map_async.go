package flow

import (
	"context"
	"sync"
)

// MapAsync gives f of each element, n at once: for functions that wait for something, each on a goroutine of its own.
//
//	in:  -1-2-3---------|
//	out: -------1-2--3--|   n = 3, f takes 6 for 1 and 2 for the others
//
// Results come in the order of the elements, so a slow one holds up those behind it; with CompletionOrder as they are
// ready. At most n elements are inside, those included whose results wait for their turn; then one more waits in the
// queue, and then the input waits.
//
// f gets a context that ends when Close or Run has run out of time. An element for which f returns an error or panics
// goes no further, the others go on; the error is returned by the sources' next Emit, and by Close and Run, unless
// OnError says otherwise. On a virtual clock f must wait by the clock only, and then takes as long as it waits. At the
// end of the stream all that is inside comes out. It panics unless n > 0.
func MapAsync[A, B any](s Stream[A], n int, f func(context.Context, A) (B, error), opts ...NodeOption) Stream[B] {
	mustSize("flow.MapAsync", n)
	mustFunc("flow.MapAsync", f == nil)
	cfg := configure("flow.MapAsync", opts, "CompletionOrder", "OnError")
	var p *pool[A, B]
	c := asynchronous(s, "map async", cfg, 1, func(l *loop, _ *core[B], q *queue[A]) { p.run(l, q) })
	p = &pool[A, B]{c: c, n: n, unordered: cfg.completion, room: c.clock.newWaiter()}
	p.try = pooled(trying(&c.meta, cfg, func(t *turn, v A) (B, bool, error) {
		out, err := f(t.user(), v)
		return out, true, err
	}))
	return c
}

// CompletionOrder makes MapAsync give results as they are ready. Default: in the order of the elements.
func CompletionOrder() NodeOption {
	return nodeOption{"CompletionOrder", func(c *nodeConfig) { c.completion = true }}
}

// pooled makes a panic of a trial its error.
func pooled[A, B any](f trial[A, B]) trial[A, B] {
	return func(t *turn, v A) (out B, pass bool, err error) {
		defer func() {
			if p := recover(); p != nil {
				pass, err = false, t.panicked(p)
			}
		}()
		return f(t, v)
	}
}

// pool is the state of a MapAsync.
type pool[A, B any] struct {
	c         *core[B]
	n         int
	unordered bool
	try       trial[A, B]

	mu     sync.Mutex
	jobs   deque[*job[B]] // in the order of the elements; not used where that does not matter
	inside int
	giving bool    // somebody gives on what is ready, in order
	room   *waiter // the loop, for one to leave
}

// job is an element that is inside.
type job[B any] struct {
	ack   *Ack
	out   B
	pass  bool
	err   error
	ready bool
}

func (p *pool[A, B]) run(l *loop, q *queue[A]) {
	for !l.dropped.Load() {
		p.waitUntil(func() bool { return p.inside < p.n })
		e, ok := q.take(l)
		if !ok {
			break
		}
		j := &job[B]{ack: e.ack}
		p.mu.Lock()
		p.inside++
		if !p.unordered {
			p.jobs.push(j)
		}
		p.mu.Unlock()
		l.clock.spawn(func() { p.do(l, j, e.v) })
	}
	p.waitUntil(func() bool { return p.inside == 0 })
}

// waitUntil parks the loop until is says yes. It is not aborted: the functions are, and then the elements leave.
func (p *pool[A, B]) waitUntil(is func() bool) {
	for {
		p.mu.Lock()
		yes := is()
		p.mu.Unlock()
		if yes {
			return
		}
		_ = p.c.clock.park(p.room, wait{})
	}
}

func (p *pool[A, B]) do(l *loop, j *job[B], v A) {
	t := &turn{ctx: l.ctx, root: &l.root, node: l.node, ack: j.ack}
	out, pass, err := p.try(t, v)
	p.mu.Lock()
	j.out, j.pass, j.err, j.ready = out, pass, err, true
	p.mu.Unlock()
	if p.unordered {
		p.leave(l, j)
		return
	}
	p.giveReady(l)
}

// giveReady gives on the results whose turn it is, unless somebody does already, who will then see to this one too.
func (p *pool[A, B]) giveReady(l *loop) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.giving {
		return
	}
	p.giving = true
	for p.jobs.len() > 0 && (*p.jobs.at(0)).ready {
		j := p.jobs.pop()
		p.mu.Unlock()
		p.leave(l, j)
		p.mu.Lock()
	}
	p.giving = false
}

func (p *pool[A, B]) leave(l *loop, j *job[B]) {
	switch {
	case j.err != nil:
		l.note(j.err)
		j.ack.release(j.err)
	case !j.pass:
		j.ack.release(nil)
	case l.dropped.Load():
		j.ack.release(ErrAborted)
	default:
		l.note(enter(l, p.c.emit, j.out, j.ack))
	}
	l.settle()
	p.mu.Lock()
	p.inside--
	p.mu.Unlock()
	p.c.clock.wake(p.room)
}
