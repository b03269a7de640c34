package flow

import (
	"container/heap"
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Virtual is a clock whose time passes only while everything that goes by it waits: a deterministic simulation of
// discrete events. A pipeline of ten minutes renders in seconds, and twice the same. It starts at start.
//
// One goroutine of the graph runs at a time; it hands the baton on where it waits. Time passes while a call from
// outside (Run, an Emit that has to wait, Close) waits for the graph, and stands still in between. What user functions
// do takes no time. A function that blocks on something outside the graph stops the clock for everybody; sources that
// wait for the outside world (FromChan) work, but then the outside world decides what happens when.
func Virtual(start time.Time) Clock { return &virtual{start: start, now: start} }

type virtual struct {
	start          time.Time
	mu             sync.Mutex
	now            time.Time
	seq            uint64  // of timers
	running        *task   // who has the baton
	ready          []*task // who may have it next, in order
	timers         timers
	callers        []*task  // parked goroutines from outside, in order: while there are any, time may pass
	snapshots      []func() // called when nobody runs
	blockedOutside int      // goroutines of the graph that wait for the outside world
}

// task is a goroutine that runs when it is given the baton.
type task struct {
	resume chan struct{}
	caller bool // came from outside, by enter
	// While parked:
	parkedOn *waiter
	parks    uint64 // counts parks, so that a late interruption is known for one
	timer    *timer
	source   *driver // whose stop ends the park
	patient  bool    // not to be told of a deadlock
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

// ended says whether a wait is over before it began.
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

// watch interrupts me's park when its context or its root ends.
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

// unpark makes a parked task ready. Needs mu.
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

// kick hands out the baton if it lies about. Needs mu.
func (v *virtual) dispatchIfIdle() {
	if v.running == nil {
		v.dispatch()
	}
}

// next hands the baton on: to whoever is ready; else, if somebody outside waits for the graph, time passes to the
// earliest timer; if there is none, the first of those who wait is told that this will never end. Needs mu.
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
	if inside && v.running != nil { // if nothing runs, ctx has outlived its emission
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
	if v.running == t { // it came all the same
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

// look waits until the baton changes hands, for a moment.
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
	v.mu.Lock() // so that read is not running any more
	defer v.mu.Unlock()
	return done.Swap(true)
}
