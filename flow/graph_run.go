package flow

import (
	"context"
	"sync"
	"time"
)

// Run runs every source of the graphs that nodes belong to until the source ends, each on its own goroutine. A source
// that has ended is flushed and closed, as by Close. Run returns when all sources have closed, those that the program
// feeds included. It returns all errors joined, or nil.
//
// An error of a source's emission stops the run: all sources end, and what has been accepted is drained. The end of
// ctx does the same, and its error is returned too; from then on Run takes no longer than the sources' Drain, 10 s by
// default, and returns ErrNotDrained if that was too short. Stop ends a run without an error.
//
// A graph runs once. A second Run returns ErrClosed, or ErrRunning while the first one runs, unless sources have been
// connected since then: it runs those. Build errors are returned before anything runs.
func Run(ctx context.Context, nodes ...Node) error {
	if len(nodes) == 0 {
		return nil
	}
	metas := make([]*node, len(nodes))
	for i, n := range nodes {
		metas[i] = n.asNode()
	}
	if err := buildErrors(metas...); err != nil {
		return err
	}
	graphMu.Lock()
	sources, err := claimSources(component(metas...))
	graphMu.Unlock()
	if err != nil {
		return err
	}
	defer releaseSources(sources)
	return runAll(ctx, sources)
}

// releaseSources allows another Run, which finds the sources closed.
func releaseSources(sources []*driver) {
	graphMu.Lock()
	defer graphMu.Unlock()
	for _, d := range sources {
		d.running = false
	}
}

// claimSources takes the sources among nodes for one run: those that no run has had. The caller holds graphMu.
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

// run is one Run on one clock.
type run struct {
	ctx      context.Context
	clock    Clock
	sources  []*driver
	all      []*driver       // of all clocks: an error on one clock ends the run on the others
	lifetime context.Context // has the values of ctx; ends when draining takes too long
	giveUp   func()          // ends lifetime
	release  func()

	mu   sync.Mutex
	left int // self-driven sources that have not ended
	done *waiter
	errs []error
}

func newRun(ctx context.Context, c Clock, sources, all []*driver) *run {
	r := &run{ctx: ctx, clock: c, sources: sources, all: all, done: c.newWaiter()}
	life, cancel := context.WithCancel(context.WithoutCancel(ctx))
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
	r.lifetime, r.giveUp = life, cancel
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

func (r *run) wait() error {
	defer r.release()
	entered, err := r.clock.enter(r.ctx)
	if err != nil {
		r.stopAll()
		entered, err = r.clock.enter(context.WithoutCancel(r.ctx)) // to close what is open
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

func (r *run) waitSelfDriven() error {
	var deadlock error
	for {
		r.mu.Lock()
		left := r.left
		r.mu.Unlock()
		if left == 0 {
			return deadlock
		}
		// The context does not end this wait: it ends the sources, and what they have emitted is drained. While the program
		// can still feed a source, or the queues are being dropped, the wait may yet end.
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

// waitOthers waits, outside the clock, for the sources that the program feeds: until the program closes them, or the
// run ends and Run closes them.
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

func (r *run) stopAll() {
	for _, d := range r.all {
		d.stop()
	}
}

// Stop ends the sources that feed nodes. Each finishes its current element, then Run flushes and closes it. Stop does
// not wait, so it may be called from within the graph. Sources that the program feeds stay open until they are closed
// or Run ends them.
func Stop(nodes ...Node) {
	metas := make([]*node, len(nodes))
	for i, n := range nodes {
		metas[i] = n.asNode()
	}
	graphMu.Lock()
	defer graphMu.Unlock()
	for _, n := range ancestors(metas...) {
		if n.driver != nil {
			n.driver.stop()
		}
	}
}
