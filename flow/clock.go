package flow

import (
	"context"
	"time"
)

// Clock is the time of timed nodes and sources: RealClock or a Virtual clock. A source gets its clock with WithClock,
// and the nodes below use it too. Streams of different clocks cannot be joined. Clock is sealed, because on a virtual
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
	newWaiter() *waiter
	// park waits until w is woken, until why.until, or until the wait is cancelled. A wake before the park counts.
	// It may return nil early: the caller checks again what it waits for.
	park(w *waiter, why parkOptions) error
	wake(w *waiter)
	// spawn runs f as a goroutine of the graph.
	spawn(f func())
	// enter lets a goroutine from outside in, because on a virtual clock one goroutine runs at a time. leave lets it out.
	// If ctx says that the caller is inside already, enter does nothing and returns false.
	enter(ctx context.Context) (entered bool, err error)
	leave()
	// blocking runs f, which waits for something outside the graph.
	blocking(f func())
	// snapshot calls read when no goroutine of the clock runs, so that it can read what they write. It returns false if
	// that did not happen, or cannot happen on this clock.
	snapshot(read func()) bool
	// interrupt ends the waits of a source that has been stopped.
	interrupt(d *driver)
}

// parkOptions say what ends a park, apart from being woken.
type parkOptions struct {
	ctx          context.Context // its end ends the park; nil: none
	root         *root           // its abort ends the park, with ErrAborted; nil: none
	source       *driver         // its stop ends the park, with ErrStopped; nil: none
	until        time.Time       // its time ends the park; zero: no limit
	externalWake bool            // something outside the graph may end the park: no deadlock if nothing else can
	holdsLocks   bool            // root's emission parks, with its locks
	node         int64           // breaks ties between timers of the same time on a virtual clock
}

// waiter is a place where one goroutine parks.
type waiter struct {
	// holds one unused wake
	token   chan struct{}
	alarm   *time.Timer // used again for each park; nil: none yet
	alarmAt time.Time   // when the alarm fires; zero: it is not set
	// the task that is parked here
	task  *task
	woken bool
}

// sleep parks until c has reached why.until.
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
// not count: what is below a stopped source finishes.
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

// setAlarm sets the waiter's timer, unless it is set to an earlier time. To wake too early now and then costs less
// than to set the timer for each park, since the due time moves on with each element.
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
