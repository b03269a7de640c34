package flow

import (
	"container/heap"
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Virtual returns a clock whose time passes only while everything that uses it waits: a deterministic discrete-event
// simulation. A pipeline of ten minutes renders in seconds, and twice the same. The clock begins at start.
//
// One goroutine of the graph runs at a time. It passes the run token on when it waits. Time passes while a call from
// outside (Run, Close, or an Emit that waits) waits for the graph, and stands still otherwise. User functions take no
// time. A function that blocks on something outside the graph stops the clock for everybody, unless it uses [Blocking].
// Sources that wait for something outside (FromChan) work, but then the outside decides the order.
func Virtual(start time.Time) Clock { return &virtual{start: start, now: start} }

type virtual struct {
	start          time.Time
	mu             sync.Mutex
	now            time.Time
	seq            uint64  // numbers timers
	running        *task   // the task that has the run token; nil: none
	ready          []*task // the run queue
	timers         timers
	callers        []*task  // parked goroutines from outside, in order; while there are any, time may pass
	snapshots      []func() // called when no task runs
	blockedOutside int      // number of tasks in blocking calls
}

// task is a goroutine that runs only while it has the run token.
type task struct {
	resume chan struct{}
	caller bool // it came from outside, by enter
	// While parked:
	parkedOn *waiter
	parks    uint64 // number of parks, so that a late interruption is recognised
	timer    *timer
	source   *driver // its stop ends the park
	patient  bool    // not to be ended by a deadlock
	err      error
}

func newTask(caller bool) *task { return &task{resume: make(chan struct{}, 1), caller: caller} }

func (v *virtual) Now() time.Time {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.now
}

func (v *virtual) monotonic() monotime { return monotime(v.Now().Sub(v.start)) }

func (v *virtual) timeAt(m monotime) time.Time { return m.timeSince(v.start) }

func (v *virtual) Sleep(ctx context.Context, d time.Duration) error {
	entered, err := v.enter(ctx)
	if err != nil {
		return err
	}
	if entered {
		defer v.leave()
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return sleep(v, parkOptions{ctx: ctx, source: sourceOf(ctx), until: v.Now().Add(d)})
}

func (v *virtual) newWaiter() *waiter { return &waiter{} }

func (v *virtual) park(w *waiter, why parkOptions) error {
	v.mu.Lock()
	if err := why.errBefore(); err != nil || w.woken {
		w.woken = false
		v.mu.Unlock()
		return err
	}
	me := v.running
	me.parkedOn, w.task, me.err, me.patient = w, me, nil, why.externalWake
	me.parks++
	if !why.until.IsZero() {
		v.seq++
		me.timer = &timer{at: why.until, node: why.node, seq: v.seq, task: me}
		heap.Push(&v.timers, me.timer)
	}
	if me.caller {
		v.callers = append(v.callers, me)
	}
	if me.source = why.source; me.source != nil {
		me.source.sleepers = append(me.source.sleepers, me)
	}
	stop := v.interruptOnCancel(me, why)
	v.dispatch()
	v.mu.Unlock()
	<-me.resume
	stop()
	return me.err
}

func removeTask(tasks []*task, t *task) []*task {
	return slices.DeleteFunc(tasks, func(o *task) bool { return o == t })
}

func (v *virtual) interrupt(d *driver) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for len(d.sleepers) > 0 {
		v.makeReady(d.sleepers[0], ErrStopped)
	}
	v.dispatchIfIdle()
}

// errBefore returns the error of a park that is over before it begins.
func (why parkOptions) errBefore() error {
	if why.ctx != nil && why.ctx.Err() != nil {
		return why.ctx.Err()
	}
	if why.root != nil {
		select {
		case <-why.root.aborted:
			return ErrAborted
		default:
		}
	}
	if why.source != nil && why.source.isStopped() {
		return ErrStopped
	}
	return nil
}

// interruptOnCancel ends me's park when its context or its root ends.
func (v *virtual) interruptOnCancel(me *task, why parkOptions) (stop func()) {
	park := me.parks
	interrupt := func(err func() error) func() {
		return func() {
			v.mu.Lock()
			defer v.mu.Unlock()
			if me.parkedOn != nil && me.parks == park {
				v.makeReady(me, err())
				v.dispatchIfIdle()
			}
		}
	}
	stops := [2]func() bool{}
	if why.ctx != nil && why.ctx.Done() != nil {
		stops[0] = context.AfterFunc(why.ctx, interrupt(why.ctx.Err))
	}
	if why.root != nil {
		stops[1] = context.AfterFunc(why.root.lifetime, interrupt(func() error { return ErrAborted }))
	}
	return func() {
		for _, stop := range stops {
			if stop != nil {
				stop()
			}
		}
	}
}

// makeReady moves a parked task to the run queue. The caller holds mu.
func (v *virtual) makeReady(t *task, err error) {
	if t.timer != nil {
		if t.timer.index >= 0 {
			heap.Remove(&v.timers, t.timer.index)
		}
		t.timer = nil
	}
	if t.caller {
		v.callers = removeTask(v.callers, t)
	}
	if t.source != nil {
		t.source.sleepers = removeTask(t.source.sleepers, t)
	}
	t.parkedOn.task, t.parkedOn, t.err = nil, nil, err
	v.ready = append(v.ready, t)
}

func (v *virtual) wake(w *waiter) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if w.task == nil {
		w.woken = true
		return
	}
	v.makeReady(w.task, nil)
	v.dispatchIfIdle()
}

// dispatchIfIdle passes the run token on if nobody has it. The caller holds mu.
func (v *virtual) dispatchIfIdle() {
	if v.running == nil {
		v.dispatch()
	}
}

// dispatch passes the run token to the first task of the run queue. If the run queue is empty and a caller waits for
// the graph, time moves to the earliest timer. If there is no timer, the first caller that is not patient gets
// ErrDeadlock. The caller holds mu.
func (v *virtual) dispatch() {
	v.running = nil
	for _, read := range v.snapshots {
		read()
	}
	v.snapshots = nil
	if len(v.ready) == 0 && len(v.callers) > 0 {
		switch {
		case len(v.timers) > 0:
			t := heap.Pop(&v.timers).(*timer)
			if t.at.After(v.now) {
				v.now = t.at
			}
			v.makeReady(t.task, nil)
		case v.blockedOutside == 0:
			if i := slices.IndexFunc(v.callers, func(t *task) bool { return !t.patient }); i >= 0 {
				v.makeReady(v.callers[i], ErrDeadlock)
			}
		}
	}
	if len(v.ready) == 0 {
		return
	}
	v.running = v.ready[0]
	v.ready = slices.Delete(v.ready, 0, 1)
	v.running.resume <- struct{}{}
}

func (v *virtual) spawn(f func()) {
	t := newTask(false)
	v.mu.Lock()
	v.ready = append(v.ready, t)
	v.dispatchIfIdle()
	v.mu.Unlock()
	go func() {
		<-t.resume
		defer v.leave()
		f()
	}()
}

func (v *virtual) enter(ctx context.Context) (bool, error) {
	inside := insideEmissionOf(ctx, func(r *root) bool { return r.clock == Clock(v) })
	t := newTask(true)
	v.mu.Lock()
	if inside && v.running != nil { // if no task runs, ctx has outlived its emission
		v.mu.Unlock()
		return false, nil
	}
	v.ready = append(v.ready, t)
	v.dispatchIfIdle()
	v.mu.Unlock()
	select {
	case <-t.resume:
		return true, nil
	case <-ctx.Done():
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.running == t { // the token came all the same
		<-t.resume
		v.dispatch()
	} else {
		v.ready = removeTask(v.ready, t)
	}
	return false, ctx.Err()
}

func (v *virtual) leave() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.dispatch()
}

func (v *virtual) blocking(f func()) {
	v.mu.Lock()
	me := v.running
	v.blockedOutside++
	v.dispatch()
	v.mu.Unlock()
	f()
	v.mu.Lock()
	v.blockedOutside--
	v.ready = append(v.ready, me)
	v.dispatchIfIdle()
	v.mu.Unlock()
	<-me.resume
}

// snapshot waits a short time until the run token changes hands.
func (v *virtual) snapshot(read func()) bool {
	var done atomic.Bool
	once := func() {
		if !done.Swap(true) {
			read()
		}
	}
	v.mu.Lock()
	if v.running == nil {
		once()
	} else {
		v.snapshots = append(v.snapshots, once)
	}
	v.mu.Unlock()
	for range snapshotAttempts {
		if done.Load() {
			break
		}
		time.Sleep(snapshotRetry)
	}
	v.mu.Lock() // so that read has returned
	defer v.mu.Unlock()
	return done.Swap(true)
}
