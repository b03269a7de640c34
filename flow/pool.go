package flow

import (
	"runtime"
	"slices"
	"sync"
)

// pool is the state of a MapAsync: up to n workers that take elements from one queue. Who has an element sees to it that
// another one is woken by the next, and who has none looks a few times more before it waits: so elements that come while
// others are at work start at once, and where they come faster than a goroutine wakes they wake nobody.
type pool[A, B any] struct {
	c         *core[B]
	n         int
	unordered bool
	try       trial[A, B]
	l         *loop
	q         *queue[A]

	mu      sync.Mutex
	workers int
	idle    []*waiter // of workers that wait; the one that came last knows best
	called  bool      // one is on its way because something is there
	over    bool      // nothing more comes
	inside  int
	ended   *waiter // the loop, for the workers to end

	// Where the order matters:
	jobs   deque[job[B]] // in the order of the elements
	given  uint64        // jobs that have left the deque
	giving bool          // somebody gives on what is ready
}

// job is an element that is inside.
type job[B any] struct {
	ack   *Ack
	out   B
	pass  bool
	err   error
	ready bool
}

// run has the workers work until the queue has ended and all is out. Once time has run out no more is taken.
func (p *pool[A, B]) run(l *loop, q *queue[A]) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.l, p.q, p.workers = l, q, 1
	l.clock.spawn(p.work)
	until := wait{root: &l.root}
	for p.workers > 0 {
		if err := p.park(p.ended, until); err != nil {
			p.end()
			until = wait{} // the functions are aborted too, and then the elements leave
		}
	}
}

// park parks without mu. Needs mu.
func (p *pool[A, B]) park(w *waiter, why wait) error {
	p.mu.Unlock()
	defer p.mu.Lock()
	return p.c.clock.park(w, why)
}

func (p *pool[A, B]) work() {
	me := p.c.clock.newWaiter()
	t := &turn{ctx: p.l.ctx, root: &p.l.root}
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		e, number, ok := p.next(me)
		if !ok {
			break
		}
		p.mu.Unlock()
		t.node, t.ack = &p.c.meta, e.ack
		out, pass, err := p.try(t, e.v)
		p.mu.Lock()
		p.finish(number, job[B]{e.ack, out, pass, err, true})
	}
	if p.workers--; p.workers == 0 {
		p.c.clock.wake(p.ended)
	}
}

// next takes an element from the queue when there is one, and room inside. Its number is its place in the order. Needs mu.
func (p *pool[A, B]) next(me *waiter) (e queued[A], number uint64, ok bool) {
	p.q.forget() // who looks need not be woken
	for looked := 0; !p.over; looked++ {
		if p.inside < p.n {
			closed := p.q.closed.Load()
			if e, ok = p.q.tryTake(); ok {
				return e, p.enter(), true
			}
			if closed {
				p.end()
				break
			}
		}
		if looked%(spins+1) < spins {
			p.yield()
		} else {
			p.wait(me)
		}
	}
	return e, 0, false
}

// yield lets other goroutines run. Needs mu.
func (p *pool[A, B]) yield() {
	p.mu.Unlock()
	defer p.mu.Lock()
	runtime.Gosched()
}

// enter makes room for an element that has been taken. Needs mu.
func (p *pool[A, B]) enter() (number uint64) {
	p.inside++
	number = p.given + uint64(p.jobs.len())
	if !p.unordered {
		p.jobs.push(job[B]{})
	}
	if len(p.idle) == 0 && p.workers < p.n {
		p.workers++
		p.c.clock.spawn(p.work)
	}
	p.help()
	return number
}

// wait waits until there may be something for the worker. Needs mu.
func (p *pool[A, B]) wait(me *waiter) {
	p.idle = append(p.idle, me)
	p.help()
	_ = p.park(me, wait{})
	p.called = false
	p.idle = slices.DeleteFunc(p.idle, func(o *waiter) bool { return o == me })
	p.q.forget()
}

// help sees to it that a worker that waits is woken for the next element, if there is room for it. Needs mu.
func (p *pool[A, B]) help() {
	last := len(p.idle) - 1
	if last < 0 || p.called || p.inside == p.n || p.over || !p.q.expect(p.idle[last]) {
		return
	}
	p.called = true
	p.c.clock.wake(p.idle[last])
}

// end says that nothing more comes. Needs mu.
func (p *pool[A, B]) end() {
	p.over = true
	for _, w := range p.idle {
		p.c.clock.wake(w)
	}
}

// finish is told what came of an element. Needs mu.
func (p *pool[A, B]) finish(number uint64, j job[B]) {
	if p.unordered {
		p.leave(j)
		return
	}
	*p.jobs.at(int(number - p.given)) = j
	if p.giving {
		return // who gives will see to this one too
	}
	p.giving = true
	for p.jobs.len() > 0 && p.jobs.at(0).ready {
		j := p.jobs.pop()
		p.given++
		p.leave(j)
	}
	p.giving = false
}

// leave gives on what came of an element, without mu. Needs mu.
func (p *pool[A, B]) leave(j job[B]) {
	p.mu.Unlock()
	p.give(j)
	p.mu.Lock()
	p.inside--
	p.help()
}

func (p *pool[A, B]) give(j job[B]) {
	l := p.l
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
