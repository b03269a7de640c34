package flow

import "sync"

// pool is the state of a MapAsync: workers that take turns at the queue. One of them waits there; when it has an element
// it lets the next one wait, and works. So an element changes goroutines once, and not at all while all are busy: who is
// ready takes the next one.
type pool[A, B any] struct {
	c         *core[B]
	n         int
	unordered bool
	try       trial[A, B]

	mu      sync.Mutex
	workers int
	idle    []*worker
	taking  bool // it is somebody's turn at the queue
	over    bool // nothing more comes
	inside  int
	ended   *waiter // the loop, for the workers to end

	// Where the order matters:
	jobs   deque[job[B]] // in the order of the elements
	given  uint64        // jobs that have left the deque
	giving bool          // somebody gives on what is ready
}

// worker is a goroutine that waits for its turn.
type worker struct {
	w    *waiter
	turn bool // under mu
}

// job is an element that is inside.
type job[B any] struct {
	ack   *Ack
	out   B
	pass  bool
	err   error
	ready bool
}

// run works until the queue has ended and all is out.
func (p *pool[A, B]) run(l *loop, q *queue[A]) {
	p.workers = 1
	p.work(l, q)
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.workers > 0 {
		p.parkOn(p.ended)
	}
}

// parkOn parks without mu. It is not aborted: the functions are, and then the elements leave. Needs mu.
func (p *pool[A, B]) parkOn(w *waiter) {
	p.mu.Unlock()
	_ = p.c.clock.park(w, wait{})
	p.mu.Lock()
}

func (p *pool[A, B]) work(l *loop, q *queue[A]) {
	me := &worker{w: p.c.clock.newWaiter()}
	t := &turn{ctx: l.ctx, root: &l.root}
	for {
		e, number, ok := p.next(l, q, me)
		if !ok {
			break
		}
		t.node, t.ack = l.node, e.ack
		out, pass, err := p.try(t, e.v)
		p.finish(l, number, job[B]{e.ack, out, pass, err, true})
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.workers--; p.workers == 0 {
		p.c.clock.wake(p.ended)
	}
}

// next takes an element from the queue, when it is the worker's turn and there is room inside. Its number is its place in
// the order.
func (p *pool[A, B]) next(l *loop, q *queue[A], me *worker) (e queued[A], number uint64, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.free() {
		p.taking = true
	} else {
		p.idle = append(p.idle, me)
		for !me.turn && !p.over {
			p.parkOn(me.w)
		}
		me.turn = false
	}
	if p.over {
		return e, 0, false
	}
	p.mu.Unlock()
	if !l.dropped.Load() {
		e, ok = q.take(l)
	}
	p.mu.Lock()
	p.taking, p.over = false, !ok
	if !ok {
		for _, o := range p.idle {
			p.c.clock.wake(o.w)
		}
		return e, 0, false
	}
	p.inside++
	number = p.given + uint64(p.jobs.len())
	if !p.unordered {
		p.jobs.push(job[B]{})
	}
	if len(p.idle) == 0 && p.workers < p.n {
		p.workers++
		p.c.clock.spawn(func() { p.work(l, q) })
	}
	p.pass()
	return e, number, true
}

// free tells whether the turn at the queue is nobody's, and there is room inside. Needs mu.
func (p *pool[A, B]) free() bool { return !p.taking && !p.over && p.inside < p.n }

// pass gives the turn to the worker that became idle last, if it is free. Needs mu.
func (p *pool[A, B]) pass() {
	last := len(p.idle) - 1
	if last < 0 || !p.free() {
		return
	}
	next := p.idle[last]
	p.idle = p.idle[:last]
	next.turn, p.taking = true, true
	p.c.clock.wake(next.w)
}

// finish is told what came of an element.
func (p *pool[A, B]) finish(l *loop, number uint64, j job[B]) {
	if p.unordered {
		p.leave(l, j)
		p.mu.Lock()
		defer p.mu.Unlock()
		p.inside--
		p.pass()
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	*p.jobs.at(int(number - p.given)) = j
	p.giveReady(l)
}

// giveReady gives on the results whose turn it is, unless somebody does already, who will then see to all of them. Needs
// mu.
func (p *pool[A, B]) giveReady(l *loop) {
	if p.giving {
		return
	}
	p.giving = true
	for p.jobs.len() > 0 && p.jobs.at(0).ready {
		j := p.jobs.pop()
		p.given++
		p.mu.Unlock()
		p.leave(l, j)
		p.mu.Lock()
		p.inside--
		p.pass()
	}
	p.giving = false
}

func (p *pool[A, B]) leave(l *loop, j job[B]) {
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
}
