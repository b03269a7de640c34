package flow

import (
	"runtime"
	"slices"
	"sync"

	"github.com/streamgage/streamgage/flow/internal/deque"
)

// pool is the state of a MapAsync: up to n workers that take elements from one queue. Who has an element sees to it that
// another one is woken by the next, and who has none looks a few times more before it waits: so elements that come while
// others are at work start at once, and where they come faster than a goroutine wakes they wake nobody.
type workerPool[A, B any] struct {
	c         *typedNode[B]
	size      int
	unordered bool
	attempt   attempt[A, B]
	loop      *loop
	queue     *queue[A]

	mu          sync.Mutex
	workers     int
	idle        []*waiter // of workers that wait; the one that came last knows best
	wakePending bool      // one is on its way because something is there
	ended       bool      // nothing more comes
	active      int
	allDone     *waiter // the loop, for the workers to end

	// Where the order matters:
	jobs     deque.Deque[job[B]] // in the order of the elements
	firstJob uint64              // jobs that have left the deque
	emitting bool                // somebody gives on what is ready
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
func (p *workerPool[A, B]) run(l *loop, q *queue[A]) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.loop, p.queue, p.workers = l, q, 1
	l.clock.spawn(p.work)
	until := parkOptions{root: &l.root}
	for p.workers > 0 {
		if err := p.park(p.allDone, until); err != nil {
			p.stopTaking()
			until = parkOptions{} // the functions are aborted too, and then the elements leave
		}
	}
}

// park parks without mu. Needs mu.
func (p *workerPool[A, B]) park(w *waiter, why parkOptions) error {
	p.mu.Unlock()
	defer p.mu.Lock()
	return p.c.clock.park(w, why)
}

func (p *workerPool[A, B]) work() {
	me := p.c.clock.newWaiter()
	em := &emission{ctx: p.loop.ctx, root: &p.loop.root}
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		e, number, ok := p.next(me)
		if !ok {
			break
		}
		p.mu.Unlock()
		em.node, em.ack = &p.c.node, e.ack
		out, pass, err := p.attempt(em, e.v)
		p.mu.Lock()
		p.finish(number, job[B]{e.ack, out, pass, err, true})
	}
	if p.workers--; p.workers == 0 {
		p.c.clock.wake(p.allDone)
	}
}

// next takes an element from the queue when there is one, and room inside. Its number is its place in the order. Needs mu.
func (p *workerPool[A, B]) next(me *waiter) (e queuedElement[A], number uint64, ok bool) {
	p.queue.cancelWake() // who looks need not be woken
	for looked := 0; !p.ended; looked++ {
		if p.active < p.size {
			closed := p.queue.closed.Load()
			if e, ok = p.queue.tryTake(); ok {
				return e, p.admit(), true
			}
			if closed {
				p.stopTaking()
				break
			}
		}
		if looked%(spinAttempts+1) < spinAttempts {
			p.yield()
		} else {
			p.waitForWork(me)
		}
	}
	return e, 0, false
}

// yield lets other goroutines run. Needs mu.
func (p *workerPool[A, B]) yield() {
	p.mu.Unlock()
	defer p.mu.Lock()
	runtime.Gosched()
}

// enter makes room for an element that has been taken. Needs mu.
func (p *workerPool[A, B]) admit() (number uint64) {
	p.active++
	number = p.firstJob + uint64(p.jobs.Len())
	if !p.unordered {
		p.jobs.Push(job[B]{})
	}
	if len(p.idle) == 0 && p.workers < p.size {
		p.workers++
		p.c.clock.spawn(p.work)
	}
	p.wakeIdle()
	return number
}

// wait waits until there may be something for the worker. Needs mu.
func (p *workerPool[A, B]) waitForWork(me *waiter) {
	p.idle = append(p.idle, me)
	p.wakeIdle()
	_ = p.park(me, parkOptions{})
	p.wakePending = false
	p.idle = slices.DeleteFunc(p.idle, func(o *waiter) bool { return o == me })
	p.queue.cancelWake()
}

// help sees to it that a worker that waits is woken for the next element, if there is room for it. Needs mu.
func (p *workerPool[A, B]) wakeIdle() {
	last := len(p.idle) - 1
	if last < 0 || p.wakePending || p.active == p.size || p.ended || !p.queue.wakeOnNext(p.idle[last]) {
		return
	}
	p.wakePending = true
	p.c.clock.wake(p.idle[last])
}

// end says that nothing more comes. Needs mu.
func (p *workerPool[A, B]) stopTaking() {
	p.ended = true
	for _, w := range p.idle {
		p.c.clock.wake(w)
	}
}

// finish is told what came of an element. Needs mu.
func (p *workerPool[A, B]) finish(number uint64, j job[B]) {
	if p.unordered {
		p.emitUnlocked(j)
		return
	}
	*p.jobs.At(int(number - p.firstJob)) = j
	if p.emitting {
		return // who gives will see to this one too
	}
	p.emitting = true
	for p.jobs.Len() > 0 && p.jobs.At(0).ready {
		j := p.jobs.Pop()
		p.firstJob++
		p.emitUnlocked(j)
	}
	p.emitting = false
}

// leave gives on what came of an element, without mu. Needs mu.
func (p *workerPool[A, B]) emitUnlocked(j job[B]) {
	p.mu.Unlock()
	p.emitResult(j)
	p.mu.Lock()
	p.active--
	p.wakeIdle()
}

func (p *workerPool[A, B]) emitResult(j job[B]) {
	l := p.loop
	switch {
	case j.err != nil:
		l.noteError(j.err)
		j.ack.release(j.err)
	case !j.pass:
		j.ack.release(nil)
	case l.dropped.Load():
		j.ack.release(ErrAborted)
	default:
		l.noteError(emitFromLoop(l, p.c.emit, j.out, j.ack))
	}
	l.markProcessed()
}
