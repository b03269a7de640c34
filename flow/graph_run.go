package flow

import (
	"context"
	"sync"
	"time"
)

// Run runs every source of the graphs that nodes belong to until the source ends, each on its own goroutine. A source
// that has ended is flushed and closed, as by Close. Run returns when all sources have closed, including those that the
// program feeds. It returns all errors joined, or nil.
//
// An error of a source's emission, or behind an asynchronous node, stops the run: all sources end, and the elements in
// the graph are drained. The end of ctx does the same, and Run returns its error too. From then on Run takes no longer
// than the sources' Drain, 10 s by default. If that is too short, Run returns ErrNotDrained. Stop ends a run without an
// error.
//
// A graph runs once. A second Run returns ErrClosed, or ErrRunning while the first one runs. If sources have been
// connected since then, the second Run runs those. If the graph has build errors, Run returns them and runs nothing.
func Run(ctx context.Context, nodes ...Node) error {
	if len(nodes) == 0 {
		return nil
	}
	if err := buildErrors(asNodes(nodes)...); err != nil {
		return err
	}
	graphMu.Lock()
	sources, err := claimSources(component(asNodes(nodes)...))
	graphMu.Unlock()
	if err != nil {
		return err
	}
	defer releaseSources(sources)
	return runAll(ctx, sources)
}

// releaseSources ends the claim of a run. A later Run returns ErrClosed for these sources.
func releaseSources(sources []*driver) {
	graphMu.Lock()
	defer graphMu.Unlock()
	for _, d := range sources {
		d.running = false
	}
}

// claimSources claims for one run the sources among nodes that no run has claimed before. If there is none, it returns
// an error. The caller holds graphMu.
func claimSources(nodes []*node) (sources []*driver, err error) {
	for _, n := range nodes {
		switch {
		case n.source == nil:
		case n.driver.running:
			err = n.wrap(ErrRunning)
		case n.driver.ran || n.source.flags.Load()&flagClosed != 0 && n.driver.produce != nil:
			err = n.wrap(ErrClosed)
		default:
			sources = append(sources, n.driver)
		}
	}
	if len(sources) == 0 {
		return nil, err
	}
	for _, d := range sources {
		d.ran, d.running = true, true
	}
	return sources, nil
}

// runAll runs the sources of each clock together: on a virtual clock, time passes while Run waits for them.
func runAll(ctx context.Context, sources []*driver) error {
	var order []Clock
	byClock := map[Clock][]*driver{}
	for _, d := range sources {
		if _, known := byClock[d.clock()]; !known {
			order = append(order, d.clock())
		}
		byClock[d.clock()] = append(byClock[d.clock()], d)
	}
	errs := make([]error, len(order))
	var wg sync.WaitGroup
	for i, c := range order[:len(order)-1] {
		wg.Go(func() { errs[i] = newRun(ctx, c, byClock[c], sources).wait() })
	}
	last := len(order) - 1
	errs[last] = newRun(ctx, order[last], byClock[order[last]], sources).wait()
	wg.Wait()
	return joinDistinctErrors(append([]error{ctx.Err()}, errs...))
}

// run is the part of a Run that runs the sources of one clock.
type run struct {
	ctx      context.Context
	clock    Clock
	sources  []*driver
	all      []*driver       // of all clocks: an error on one clock ends the run on the others
	lifetime context.Context // has the values of ctx; ends when draining has taken longer than Drain
	giveUp   func()          // ends lifetime
	release  func()          // frees the timer and the contexts

	mu   sync.Mutex
	left int     // number of self-driven sources that have not ended
	done *waiter // woken when left or acceptsInput may have changed
	errs []error
}

// newRun makes a run. After the end of ctx, its lifetime lasts for the longest Drain of sources.
func newRun(ctx context.Context, c Clock, sources, all []*driver) *run {
	r := &run{ctx: ctx, clock: c, sources: sources, all: all, done: c.newWaiter()}
	lifetime, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var drain time.Duration
	for _, d := range sources {
		drain = max(drain, d.cfg.Drain)
	}
	var timer *time.Timer
	var mu sync.Mutex
	stop := context.AfterFunc(ctx, func() {
		mu.Lock()
		defer mu.Unlock()
		timer = time.AfterFunc(drain, cancel)
	})
	r.lifetime, r.giveUp = lifetime, cancel
	r.release = func() {
		stop()
		mu.Lock()
		defer mu.Unlock()
		if timer != nil {
			timer.Stop()
		}
		cancel()
	}
	return r
}

// wait starts the sources and returns when all have closed, with the errors.
func (r *run) wait() error {
	defer r.release()
	entered, err := r.clock.enter(r.ctx)
	if err != nil {
		r.stopAll()
		entered, err = r.clock.enter(context.WithoutCancel(r.ctx)) // to close the sources
		if err != nil {
			return err
		}
	}
	r.start()
	err = r.waitSelfDriven()
	if entered {
		r.clock.leave()
	}
	r.waitOthers()
	r.mu.Lock()
	defer r.mu.Unlock()
	return joinDistinctErrors(append(r.errs, err))
}

// start starts the self-driven sources.
func (r *run) start() {
	for _, d := range r.sources {
		if d.produce != nil {
			r.left++
		} else {
			d.closer.onClosed(func() { r.clock.wake(r.done) }) // acceptsInput may have changed
		}
	}
	for _, d := range r.sources {
		if d.produce != nil {
			d.start(r)
		}
	}
}

// waitSelfDriven waits until all self-driven sources have closed. It returns ErrDeadlock if they could not.
func (r *run) waitSelfDriven() error {
	var deadlock error
	for {
		r.mu.Lock()
		left := r.left
		r.mu.Unlock()
		if left == 0 {
			return deadlock
		}
		// The end of the context does not end this wait: it ends the sources, and their elements are drained. No deadlock is
		// reported while the program can feed a source, or after the run has given up, because the wait can still end.
		err := r.clock.park(r.done, parkOptions{externalWake: deadlock != nil || r.acceptsInput()})
		if err != nil && deadlock == nil {
			deadlock = err // on a virtual clock: no task can run
			r.stopAll()
			r.giveUp()
		}
	}
}

// acceptsInput reports whether the program can still emit into a source of the run.
func (r *run) acceptsInput() bool {
	for _, d := range r.sources {
		if d.produce == nil && !d.closer.isClosed() {
			return true
		}
	}
	return false
}

// waitOthers waits, outside the clock, for the sources that the program feeds. It waits until the program closes them.
// If the run is stopped first, it closes them.
func (r *run) waitOthers() {
	for _, d := range r.sources {
		if d.produce != nil {
			continue
		}
		select {
		case <-d.closer.done:
		case <-d.stopped:
		case <-r.ctx.Done():
		}
		r.recordError(d.close(r.lifetime))
	}
}

func (r *run) recordError(err error) {
	if err == nil {
		return
	}
	r.mu.Lock()
	r.errs = append(r.errs, err)
	r.mu.Unlock()
}

// sourceEnded is called by each self-driven source when it has closed.
func (r *run) sourceEnded() {
	r.mu.Lock()
	r.left--
	r.mu.Unlock()
	r.clock.wake(r.done)
}

// stopAll stops the sources of all clocks.
func (r *run) stopAll() {
	for _, d := range r.all {
		d.stop()
	}
}

// Stop ends the sources that feed nodes. Each source finishes its current element, then Run flushes and closes it. Stop
// does not wait, so functions of the graph may call it. Sources that the program feeds stay open until they are closed
// or Run ends them.
func Stop(nodes ...Node) {
	graphMu.Lock()
	defer graphMu.Unlock()
	for _, n := range ancestors(asNodes(nodes)...) {
		if n.driver != nil {
			n.driver.stop()
		}
	}
}
