package flow

import (
	"context"
	"time"
)

// Clock is what timed nodes and sources go by: RealClock, or a Virtual one. It is sealed, for on a virtual clock every
// wait inside the graph has to go through it. Give one to a source with WithClock; streams of different clocks cannot
// be joined.
type Clock interface {
	// Now is the time on this clock.
	Now() time.Time
	// Sleep waits until d has passed on this clock, or ctx ends; it returns ctx's error then, or ErrStopped if ctx is
	// that of a source's function and the source is stopped. In a function that the graph calls, pass on the context
	// that it was given.
	Sleep(ctx context.Context, d time.Duration) error
	scheduler
}

// scheduler is how the kernel waits. Nothing in this package blocks but through it.
type scheduler interface {
	// moment is Now for those who only compare moments, and at is the time of one.
	monotonic() monotime
	timeAt(m monotime) time.Time
	newWaiter() *waiter
	// park waits until w is woken, until w's time comes, or the wait is cancelled. A wake before the park counts.
	// It may return nil early: look again at what was waited for.
	park(w *waiter, why parkOptions) error
	wake(w *waiter)
	// spawn runs f as a goroutine of the graph.
	spawn(f func())
	// enter lets a goroutine from outside in: on a virtual clock one goroutine runs at a time. leave lets it out.
	// enter does nothing, and entered is false, if ctx says that the caller is inside already.
	enter(ctx context.Context) (entered bool, err error)
	leave()
	// outside runs f, which waits for something that is not of the graph.
	blocking(f func())
	// look has read called at a moment when no goroutine of the clock runs, so that it can read what they write. It says
	// false if there was none, or no such moment can be had.
	snapshot(read func()) bool
	// interrupt ends the waits of a source that has just been stopped.
	interrupt(d *driver)
}

// wait is what a park ends with, beside being woken.
type parkOptions struct {
	ctx          context.Context // nil: none
	root         *root           // whose abort ends the wait; nil: none
	source       *driver         // whose stop ends the wait, with ErrStopped; nil: none
	until        time.Time       // zero: no limit
	externalWake bool            // something from outside may end it: not a deadlock if nothing else can
	holdsLocks   bool            // root's turn waits, with its guards
	node         int64           // breaks ties between timers of the same time on a virtual clock
}

// waiter is a place where one goroutine parks.
type waiter struct {
	// On the real clock:
	token   chan struct{} // one wake that has not been used
	alarm   *time.Timer   // used again for each wait; nil: there was none yet
	alarmAt time.Time     // when the alarm does; zero: it is not set
	// On a virtual clock, under its mutex:
	task  *task // who is parked here
	woken bool
}

// sleep parks until the time has come on c.
func sleep(c Clock, why parkOptions) error {
	w := c.newWaiter()
	for c.Now().Before(why.until) {
		if err := c.park(w, why); err != nil {
			return err
		}
	}
	return nil
}

type realClock struct{}

// RealClock is the clock on the wall, and the default.
func RealClock() Clock { return realClock{} }

func (realClock) Now() time.Time { return time.Now() }

// origin is moment 0 of the real clock.
var realStart = time.Now()

func (realClock) monotonic() monotime         { return monotime(time.Since(realStart)) }
func (realClock) timeAt(m monotime) time.Time { return m.timeSince(realStart) }

func (c realClock) Sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return sleep(c, parkOptions{ctx: ctx, source: sourceOf(ctx), until: time.Now().Add(d)})
}

// sourceOf is the self-driven source whose function was given ctx, if any. The contexts of its emissions are others: what
// is below a source finishes when the source is stopped.
func sourceOf(ctx context.Context) *driver {
	if c, ok := ctx.Value(emissionKey{}).(*emissionContext); ok {
		return c.driver
	}
	return nil
}

func (realClock) newWaiter() *waiter { return &waiter{token: make(chan struct{}, 1)} }

func (realClock) park(w *waiter, why parkOptions) error {
	if why == (parkOptions{}) { // a select costs three times as much
		<-w.token
		return nil
	}
	var done, aborted, stopped <-chan struct{}
	var timer <-chan time.Time
	if why.ctx != nil {
		done = why.ctx.Done()
	}
	if why.root != nil {
		aborted = why.root.aborted
	}
	if why.source != nil {
		stopped = why.source.stopped
	}
	if why.holdsLocks {
		why.root.parkedState.enter()
		defer why.root.parkedState.leave()
	}
	if !why.until.IsZero() {
		timer = w.setAlarm(why.until)
	}
	select {
	case <-w.token:
		return nil
	case <-timer:
		w.alarmAt = time.Time{}
		return nil
	case <-done:
		return why.ctx.Err()
	case <-aborted:
		return ErrAborted
	case <-stopped:
		return ErrStopped
	}
}

// setAlarm sets the waiter's timer, unless it is set to something earlier still: waking too early once in a while costs less
// than setting it anew for each wait, where what is due moves on with each element.
func (w *waiter) setAlarm(at time.Time) <-chan time.Time {
	switch {
	case w.alarm == nil:
		w.alarm = time.NewTimer(time.Until(at))
	case w.alarmAt.IsZero() || at.Before(w.alarmAt):
		w.alarm.Reset(time.Until(at))
	default:
		return w.alarm.C
	}
	w.alarmAt = at
	return w.alarm.C
}

func (realClock) wake(w *waiter) {
	select {
	case w.token <- struct{}{}:
	default:
	}
}

func (realClock) spawn(f func())                      { go f() }
func (realClock) enter(context.Context) (bool, error) { return false, nil }
func (realClock) leave()                              {}
func (realClock) blocking(f func())                   { f() }
func (realClock) snapshot(func()) bool                { return false }
func (realClock) interrupt(*driver)                   {}
