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
// simulation. A pipeline of ten minutes runs in seconds, and every run has the same result. The clock begins at start.
//
// One goroutine of the graph runs at a time. It passes the run token on when it waits. Time passes while a call from
// outside (Run, Close, or an Emit that waits) waits for the graph. Otherwise the time does not change. User functions
// take no time. A function that blocks on something outside the graph stops the clock for the whole graph, unless it
// uses [Blocking]. Sources that wait for something outside (FromChan) work, but the order of their elements is then not
// deterministic.
func Virtual(start time.Time) Clock { return &virtual{start: start, now: start} }

// virtual is the clock that Virtual returns, and the scheduler of its tasks.
type virtual struct {
	start          time.Time
	mu             sync.Mutex
	now            time.Time
	seq            uint64  // numbers timers
	running        *task   // the task that has the run token; nil: none
	ready          []*task // the run queue
	timers         timers
	callers        []*task  // parked goroutines from outside the graph, in order; if there is one, time may pass
	snapshots      []func() // called when no task runs
	blockedOutside int      // number of tasks in blocking calls
}

// task is a goroutine that runs only while it has the run token.
type task struct {
	resume chan struct{}
	caller bool // it came from outside the graph, with enter
	// While parked:
	parkedOn     *waiter
	parks        uint64 // number of parks so far: a late interruption of an earlier park is ignored
	timer        *timer
	source       *driver // its stop ends the park
	externalWake bool    // it does not fail with ErrDeadlock
	err          error
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

// park parks the running task and passes the run token on. It returns when the task has the run token again.
func (v *virtual) park(w *waiter, opts parkOptions) error {
	v.mu.Lock()
	if err := opts.errBefore(); err != nil || w.woken {
		w.woken = false
		v.mu.Unlock()
		return err
	}
	t := v.running
	t.parkedOn, w.task, t.err, t.externalWake = w, t, nil, opts.externalWake
	t.parks++
	if !opts.until.IsZero() {
		v.seq++
		t.timer = &timer{at: opts.until, node: opts.node, seq: v.seq, task: t}
		heap.Push(&v.timers, t.timer)
	}
	if t.caller {
		v.callers = append(v.callers, t)
	}
	if t.source = opts.source; t.source != nil {
		t.source.sleepers = append(t.source.sleepers, t)
	}
	stop := v.interruptOnCancel(t, opts)
	v.dispatch()
	v.mu.Unlock()
	<-t.resume
	stop()
	return t.err
}

func removeTask(tasks []*task, t *task) []*task {
	return slices.DeleteFunc(tasks, func(o *task) bool { return o == t })
}

// interrupt ends the parks of d's tasks with ErrStopped.
func (v *virtual) interrupt(d *driver) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for len(d.sleepers) > 0 {
		v.makeReady(d.sleepers[0], ErrStopped)
	}
	v.dispatchIfIdle()
}

// errBefore returns the error of a park that is over before it begins.
func (opts parkOptions) errBefore() error {
	if opts.ctx != nil && opts.ctx.Err() != nil {
		return opts.ctx.Err()
	}
	if opts.root != nil {
		select {
		case <-opts.root.aborted:
			return ErrAborted
		default:
		}
	}
	if opts.source != nil && opts.source.isStopped() {
		return ErrStopped
	}
	return nil
}

// interruptOnCancel ends the park of t when its context ends or its root is aborted. stop ends the watch.
func (v *virtual) interruptOnCancel(t *task, opts parkOptions) (stop func()) {
	park := t.parks
	interrupt := func(err func() error) func() {
		return func() {
			v.mu.Lock()
			defer v.mu.Unlock()
			if t.parkedOn != nil && t.parks == park {
				v.makeReady(t, err())
				v.dispatchIfIdle()
			}
		}
	}
	stops := [2]func() bool{}
	if opts.ctx != nil && opts.ctx.Done() != nil {
		stops[0] = context.AfterFunc(opts.ctx, interrupt(opts.ctx.Err))
	}
	if opts.root != nil {
		stops[1] = context.AfterFunc(opts.root.lifetime, interrupt(func() error { return ErrAborted }))
	}
	return func() {
		for _, stop := range stops {
			if stop != nil {
				stop()
			}
		}
	}
}

// makeReady moves a parked task to the run queue. Its park returns err. The caller holds mu.
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

// wake moves the task that is parked on w to the run queue.
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
// the graph, time moves to the earliest timer. If there is no timer and no task is in
// a blocking call, the first of v.callers without externalWake gets ErrDeadlock. The caller holds mu.
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
			if i := slices.IndexFunc(v.callers, func(t *task) bool { return !t.externalWake }); i >= 0 {
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

// spawn makes a task that runs f when it gets the run token.
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

// enter makes a task of the calling goroutine and waits until the task has the run token.
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
	if v.running == t { // t got the run token before ctx ended
		<-t.resume
		v.dispatch()
	} else {
		v.ready = removeTask(v.ready, t)
	}
	return false, ctx.Err()
}

// leave passes the run token on. The calling goroutine is no longer a task.
func (v *virtual) leave() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.dispatch()
}

// blocking runs f without the run token.
func (v *virtual) blocking(f func()) {
	v.mu.Lock()
	t := v.running
	v.blockedOutside++
	v.dispatch()
	v.mu.Unlock()
	f()
	v.mu.Lock()
	v.blockedOutside--
	v.ready = append(v.ready, t)
	v.dispatchIfIdle()
	v.mu.Unlock()
	<-t.resume
}

// snapshot calls read when the run token passes from one task to the next. It gives up after snapshotAttempts and
// returns false.
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
	v.mu.Lock() // if read is running, wait until it has returned
	defer v.mu.Unlock()
	return done.Swap(true)
}
