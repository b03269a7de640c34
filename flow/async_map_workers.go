package flow

import (
	"runtime"
	"slices"
	"sync"

	"github.com/streamgage/streamgage/flow/internal/deque"
)

// workerPool is the state of a MapAsync: up to size workers that take elements from one queue. A worker that takes an
// element makes sure that an idle worker is woken for the next one. A worker that finds no element tries a few more
// times before it parks. So elements that come while others are in progress start without delay, and elements
// that come faster than a goroutine wakes up cause no wake-ups.
type workerPool[A, B any] struct {
	node      *typedNode[B]
	size      int  // the largest number of workers and of elements in progress
	unordered bool // CompletionOrder
	attempt   attempt[A, B]
	loop      *loop
	queue     *queue[A]

	mu          sync.Mutex
	workers     int       // goroutines that have not returned
	idle        []*waiter // of parked workers; the last to park is woken first
	wakePending bool      // a worker has been woken for an element, and has not resumed yet
	ended       bool      // no more elements are taken
	active      int       // elements in progress
	allDone     *waiter   // the loop waits with it until all workers have returned

	// Unused with CompletionOrder:
	jobs     deque.Deque[job[B]] // in the order of the elements
	firstJob uint64              // the number of the first job in jobs
	emitting bool                // a worker emits the jobs at the front that are ready
}

// job is an element in progress and its result.
type job[B any] struct {
	ack   *Ack
	out   B
	pass  bool // out is emitted
	err   error
	ready bool // the function has returned
}

// run runs the workers until the queue has ended and everything has been emitted. It stops taking elements once Close
// has run out of time.
func (p *workerPool[A, B]) run(l *loop, q *queue[A]) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.loop, p.queue, p.workers = l, q, 1
	l.clock.spawn(p.work)
	until := parkOptions{root: &l.root}
	for p.workers > 0 {
		if err := p.park(p.allDone, until); err != nil {
			p.stopTaking()
			until = parkOptions{} // wait for the workers: the contexts of the functions have ended, so they return
		}
	}
}

// park parks without mu. The caller holds mu.
func (p *workerPool[A, B]) park(w *waiter, opts parkOptions) error {
	p.mu.Unlock()
	defer p.mu.Lock()
	return p.node.clock.park(w, opts)
}

// work is the goroutine of a worker.
func (p *workerPool[A, B]) work() {
	own := p.node.clock.newWaiter()
	em := &emission{ctx: p.loop.ctx, root: &p.loop.root}
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		e, number, ok := p.next(own)
		if !ok {
			break
		}
		p.mu.Unlock()
		em.node, em.ack = &p.node.node, e.ack
		out, pass, err := p.attempt(em, e.v)
		p.mu.Lock()
		p.finish(number, job[B]{e.ack, out, pass, err, true})
	}
	if p.workers--; p.workers == 0 {
		p.node.clock.wake(p.allDone)
	}
}

// next takes the next element from the queue when there is one and fewer than size are in progress. number is the
// element's position in the stream. ok is false if no more elements come. The caller holds mu.
func (p *workerPool[A, B]) next(own *waiter) (e queuedElement[A], number uint64, ok bool) {
	p.queue.cancelWake() // this worker is awake and looks for elements
	for tries := 0; !p.ended; tries++ {
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
		if tries%(spinAttempts+1) < spinAttempts {
			p.yield()
		} else {
			p.waitForWork(own)
		}
	}
	return e, 0, false
}

// yield lets other goroutines run. The caller holds mu.
func (p *workerPool[A, B]) yield() {
	p.mu.Unlock()
	defer p.mu.Lock()
	runtime.Gosched()
}

// admit registers an element that has been taken and returns its number. It starts another worker if none is idle. The
// caller holds mu.
func (p *workerPool[A, B]) admit() (number uint64) {
	p.active++
	number = p.firstJob + uint64(p.jobs.Len())
	if !p.unordered {
		p.jobs.Push(job[B]{})
	}
	if len(p.idle) == 0 && p.workers < p.size {
		p.workers++
		p.node.clock.spawn(p.work)
	}
	p.wakeIdle()
	return number
}

// waitForWork parks an idle worker until there may be an element for it. The caller holds mu.
func (p *workerPool[A, B]) waitForWork(own *waiter) {
	p.idle = append(p.idle, own)
	p.wakeIdle()
	_ = p.park(own, parkOptions{})
	p.wakePending = false
	p.idle = slices.DeleteFunc(p.idle, func(o *waiter) bool { return o == own })
	p.queue.cancelWake()
}

// wakeIdle makes sure that an idle worker is woken for the next element, if that may start. The caller holds mu.
func (p *workerPool[A, B]) wakeIdle() {
	last := len(p.idle) - 1
	if last < 0 || p.wakePending || p.active == p.size || p.ended || !p.queue.wakeOnNext(p.idle[last]) {
		return
	}
	p.wakePending = true
	p.node.clock.wake(p.idle[last])
}

// stopTaking makes all workers return after their current elements. The caller holds mu.
func (p *workerPool[A, B]) stopTaking() {
	p.ended = true
	for _, w := range p.idle {
		p.node.clock.wake(w)
	}
}

// finish stores the result of an element. It emits the results at the front that are ready, unless another worker does
// so already. With CompletionOrder it emits the result without waiting for others. The caller holds mu.
func (p *workerPool[A, B]) finish(number uint64, j job[B]) {
	if p.unordered {
		p.emitUnlocked(j)
		return
	}
	*p.jobs.At(int(number - p.firstJob)) = j
	if p.emitting {
		return // the worker that emits will emit this one too
	}
	p.emitting = true
	for p.jobs.Len() > 0 && p.jobs.At(0).ready {
		j := p.jobs.Pop()
		p.firstJob++
		p.emitUnlocked(j)
	}
	p.emitting = false
}

// emitUnlocked emits a result without mu. The caller holds mu.
func (p *workerPool[A, B]) emitUnlocked(j job[B]) {
	p.mu.Unlock()
	p.emitResult(j)
	p.mu.Lock()
	p.active--
	p.wakeIdle()
}

// emitResult emits a result, or releases the Ack of an element that has none.
func (p *workerPool[A, B]) emitResult(j job[B]) {
	l := p.loop
	switch {
	case j.err != nil:
		l.recordError(j.err)
		j.ack.release(j.err)
	case !j.pass:
		j.ack.release(nil)
	case l.dropped.Load():
		j.ack.release(ErrAborted)
	default:
		l.recordError(emitFromLoop(l, p.node.emit, j.out, j.ack))
	}
	l.markProcessed()
}
