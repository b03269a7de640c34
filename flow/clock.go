package flow

import (
	"context"
	"time"
)

// Clock is the time of timed nodes and sources: RealClock or a Virtual clock. WithClock sets the clock of a source, and
// the nodes downstream use it too. Streams of different clocks cannot be joined. Clock is sealed, because on a virtual
// clock every wait inside the graph has to go through it.
type Clock interface {
	// Now returns the time on this clock.
	Now() time.Time
	// Sleep waits until d has passed on this clock. If ctx ends first, it returns ctx's error. If ctx is the context of a
	// source's function and the source is stopped, it returns ErrStopped. A function that the graph calls passes the
	// context that it got.
	Sleep(ctx context.Context, d time.Duration) error
	scheduler
}

// scheduler is how the engine waits. Everything in this package that blocks uses it.
type scheduler interface {
	// monotonic returns the monotonic time of now. timeAt returns the time.Time of a monotonic time.
	monotonic() monotime
	timeAt(m monotime) time.Time
	// newWaiter returns a waiter for one goroutine of this clock.
	newWaiter() *waiter
	// park waits until w is woken, until opts.until, or until the wait is cancelled. A wake before the park counts.
	// It may return nil early, so the caller checks again what it waits for.
	park(w *waiter, opts parkOptions) error
	// wake ends the park of w, or else w's next park.
	wake(w *waiter)
	// spawn runs f as a goroutine of the graph.
	spawn(f func())
	// enter waits until a goroutine from outside the graph may run, because on a virtual clock one goroutine runs at a
	// time. leave ends that. If ctx shows that the caller already runs inside the graph, enter does nothing and returns
	// false.
	enter(ctx context.Context) (entered bool, err error)
	leave()
	// blocking runs f, which waits for something outside the graph. Other goroutines of the graph run in that time.
	blocking(f func())
	// snapshot calls read when no goroutine of the clock runs, so that read can read what they write. It returns false
	// if it did not call read: because a goroutine ran all the time, or because the clock cannot do this.
	snapshot(read func()) bool
	// interrupt ends the waits of a source that has been stopped.
	interrupt(d *driver)
}

// parkOptions is what ends a park besides a wake.
type parkOptions struct {
	ctx          context.Context // its end ends the park; nil: none
	root         *root           // its abort ends the park, with ErrAborted; nil: none
	source       *driver         // its stop ends the park, with ErrStopped; nil: none
	until        time.Time       // its time ends the park; zero: no limit
	externalWake bool            // something outside the graph may end the park: it does not fail with ErrDeadlock
	holdsLocks   bool            // root's emission parks, with its locks
	node         int64           // breaks ties between timers of the same time on a virtual clock
}

// waiter is what one goroutine parks on and others wake.
type waiter struct {
	// For the real clock:
	wakes   chan struct{} // holds one unused wake
	timer   *time.Timer   // used again for each park; nil: none yet
	timerAt time.Time     // when timer fires; zero: timer is not set
	// For a virtual clock:
	task  *task // the task that is parked here; nil: none
	woken bool  // there is one unused wake
}

// sleep parks until c has reached opts.until.
func sleep(c Clock, opts parkOptions) error {
	w := c.newWaiter()
	for c.Now().Before(opts.until) {
		if err := c.park(w, opts); err != nil {
			return err
		}
	}
	return nil
}

type realClock struct{}

// RealClock returns the system's clock. It is the default.
func RealClock() Clock { return realClock{} }

func (realClock) Now() time.Time { return time.Now() }

// realStart is monotonic time 0 of the real clock.
var realStart = time.Now()

func (realClock) monotonic() monotime         { return monotime(time.Since(realStart)) }
func (realClock) timeAt(m monotime) time.Time { return m.timeSince(realStart) }

func (c realClock) Sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return sleep(c, parkOptions{ctx: ctx, source: sourceOf(ctx), until: time.Now().Add(d)})
}

// sourceOf returns the self-driven source whose function got ctx, or nil. The contexts of the source's emissions do
// not count, because elements below a stopped source are still processed.
func sourceOf(ctx context.Context) *driver {
	if c, ok := ctx.Value(emissionKey{}).(*emissionContext); ok {
		return c.driver
	}
	return nil
}

func (realClock) newWaiter() *waiter { return &waiter{wakes: make(chan struct{}, 1)} }

func (realClock) park(w *waiter, opts parkOptions) error {
	if opts == (parkOptions{}) { // a select costs three times as much
		<-w.wakes
		return nil
	}
	var done, aborted, stopped <-chan struct{}
	var timer <-chan time.Time
	if opts.ctx != nil {
		done = opts.ctx.Done()
	}
	if opts.root != nil {
		aborted = opts.root.aborted
	}
	if opts.source != nil {
		stopped = opts.source.stopped
	}
	if opts.holdsLocks {
		opts.root.parkedState.enter()
		defer opts.root.parkedState.leave()
	}
	if !opts.until.IsZero() {
		timer = w.setTimer(opts.until)
	}
	select {
	case <-w.wakes:
		return nil
	case <-timer:
		w.timerAt = time.Time{}
		return nil
	case <-done:
		return opts.ctx.Err()
	case <-aborted:
		return ErrAborted
	case <-stopped:
		return ErrStopped
	}
}

// setTimer sets the waiter's timer, unless the timer is set to an earlier time. A park may then return too early. That
// costs less than setting the timer for each park, because the due time becomes later with each element.
func (w *waiter) setTimer(at time.Time) <-chan time.Time {
	switch {
	case w.timer == nil:
		w.timer = time.NewTimer(time.Until(at))
	case w.timerAt.IsZero() || at.Before(w.timerAt):
		w.timer.Reset(time.Until(at))
	default:
		return w.timer.C
	}
	w.timerAt = at
	return w.timer.C
}

func (realClock) wake(w *waiter) {
	select {
	case w.wakes <- struct{}{}:
	default:
	}
}

func (realClock) spawn(f func())                      { go f() }
func (realClock) enter(context.Context) (bool, error) { return false, nil }
func (realClock) leave()                              {}
func (realClock) blocking(f func())                   { f() }
func (realClock) snapshot(func()) bool                { return false }
func (realClock) interrupt(*driver)                   {}
