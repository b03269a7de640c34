package flow

import (
	"context"
	"sync"
	"time"
)

// Run runs every source of the graphs that the nodes belong to until it ends, each as a goroutine of its own; a source
// that has ended is flushed and closed, as Close does it. Run returns when all sources have closed, those that the
// program feeds included, with all errors joined: nil if all went well.
//
// An error that a source's emission returns stops the run: all sources end, what has been accepted gets out. So does
// the end of ctx, whose error is then returned too; from then on Run takes no longer than the sources' Drain, 10 s
// unless set, and says ErrNotDrained if that was not enough. Stop ends a run without an error.
//
// A graph runs once; Run on it again returns ErrClosed, or ErrRunning while it runs, unless sources have been connected
// to it meanwhile: then it runs those. What was wrong with the way the graph was built is returned before anything runs.
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

// release makes room for another Run, which will find the sources closed.
func releaseSources(sources []*driver) {
	graphMu.Lock()
	defer graphMu.Unlock()
	for _, d := range sources {
		d.running = false
	}
}

// claim takes the sources among nodes for one run: those that no run has had yet. Needs graphMu.
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

// runAll runs the sources of each clock together: on a virtual clock, waiting for them is what lets time pass.
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
	return joinDistinct(append([]error{ctx.Err()}, errs...))
}

// run is one Run on one clock.
type run struct {
	ctx      context.Context
	clock    Clock
	sources  []*driver
	all      []*driver       // of all clocks: what fails on one ends the run on the others
	lifetime context.Context // the values of ctx; ends when draining takes too long
	giveUp   func()          // ends life
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
		entered, err = r.clock.enter(context.WithoutCancel(r.ctx)) // to close in an orderly way
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
	return joinDistinct(append(r.errs, err))
}

func (r *run) start() {
	for _, d := range r.sources {
		if d.produce != nil {
			r.left++
		} else {
			d.closer.onClosed(func() { r.clock.wake(r.done) }) // whether to be patient has changed
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
		// Not ended by the context: the sources end with it, and what they have emitted gets out. While the program can
		// still feed a source, or what waits is being given up, something may yet happen.
		err := r.clock.park(r.done, parkOptions{externalWake: deadlock != nil || r.acceptsInput()})
		if err != nil && deadlock == nil {
			deadlock = err // on a virtual clock: nothing can run any more
			r.stopAll()
			r.giveUp()
		}
	}
}

// feedable tells whether the program can still emit into a source of the run.
func (r *run) acceptsInput() bool {
	for _, d := range r.sources {
		if d.produce == nil && !d.closer.isOver() {
			return true
		}
	}
	return false
}

// waitOthers waits, outside the clock, for the sources that the program feeds: until it closes them, or the run is to
// end and Run closes them itself.
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
		r.noteError(d.close(r.lifetime))
	}
}

func (r *run) noteError(err error) {
	if err == nil {
		return
	}
	r.mu.Lock()
	r.errs = append(r.errs, err)
	r.mu.Unlock()
}

// ended is told by each self-driven source that it has closed.
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

// Stop ends the sources that feed the nodes: each finishes the element that it is about, then Run flushes and closes
// it. It does not wait, so it may be called from within the graph. Sources that the program feeds stay open until they
// are closed, or Run ends them.
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
