package flow

import (
	"context"
	"errors"
	"time"
)

// driver is the part of a source that Run talks to. A self-driven source has a produce function; Run gives it a
// goroutine.
type driver struct {
	root    *root
	cfg     SourceConfig
	closer  *closer
	produce func(ctx context.Context) error

	running        bool            // under graphMu
	ran            bool            // a run has had it; under graphMu
	stopping       context.Context // ends with stop
	cancelStopping context.CancelFunc
	stopped        <-chan struct{} // stopping's
	sleepers       []*task         // what stop wakes on a virtual clock, under its mutex
	deadline       time.Time       // For's end; zero: none
	emitted        int
	finalElement   bool  // whether it is stopped or not
	lastError      error // what an emission returned last
}

func newDriver(r *root, cfg SourceConfig, c *closer) *driver {
	d := &driver{root: r, cfg: cfg, closer: c}
	d.stopping, d.cancelStopping = context.WithCancel(context.Background())
	d.stopped = d.stopping.Done()
	return d
}

func (d *driver) clock() Clock { return d.root.clock }

// stop ends the source's waits at once, so that on a virtual clock no time passes before it ends.
func (d *driver) stop() {
	d.cancelStopping()
	d.clock().interrupt(d)
}

func (d *driver) isStopped() bool { return d.stopping.Err() != nil }

func (d *driver) start(r *run) {
	d.root.renewLifetime(r.lifetime)
	if d.cfg.For > 0 {
		d.deadline = d.clock().Now().Add(d.cfg.For)
	}
	d.clock().spawn(func() {
		defer r.sourceEnded()
		if err := d.run(r); err != nil {
			r.noteError(err)
			r.stopAll()
		}
		r.noteError(d.closer.close(r.lifetime))
	})
}

// run is the source's life: its function, with a context that ends when it should produce no more.
func (d *driver) run(r *run) (err error) {
	ctx, cancel := context.WithCancel(&emissionContext{Context: r.ctx, root: d.root, driver: d})
	defer cancel()
	defer context.AfterFunc(d.stopping, cancel)()
	d.stopAfterFor()
	defer d.stop() // and with it stopAfterFor
	defer func() {
		if p := recover(); p != nil {
			d.root.emission.node = d.root.node
			err = d.root.emission.panicError(p)
		}
	}()
	err = d.produce(ctx)
	if d.lastError != nil && errors.Is(err, d.lastError) {
		return err
	}
	if errors.Is(err, ErrStopped) || ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return nil // it ended because it was to
	}
	return err
}

// stopAfterFor stops the source when For has passed.
func (d *driver) stopAfterFor() {
	if d.deadline.IsZero() {
		return
	}
	d.clock().spawn(func() {
		if sleep(d.clock(), parkOptions{source: d, until: d.deadline, node: d.root.node.id}) == nil {
			d.stop()
		}
	})
}

// admit says whether the source may emit one more element.
func (d *driver) admit(ctx context.Context) error {
	if d.cfg.Limit > 0 && d.emitted == d.cfg.Limit {
		return ErrStopped
	}
	over := ctx.Err() != nil || d.isStopped() || !d.deadline.IsZero() && !d.clock().Now().Before(d.deadline)
	if over && !d.finalElement {
		return ErrStopped
	}
	d.finalElement = false
	d.emitted++
	return nil
}

// close closes a source from outside the clock.
func (d *driver) close(ctx context.Context) error {
	leave, err := enterForEnd(d.clock(), ctx)
	if err != nil {
		return errors.Join(err, d.root.node.wrap(ErrNotDrained))
	}
	defer leave()
	return d.closer.close(ctx)
}

// selfDriven makes a source that Run drives: f emits until it has nothing more to give, or emit returns an error,
// which it then returns.
func selfDriven[T any](kind string, opts []SourceOption, f func(ctx context.Context, s *Source[T], emit func(T) error) error) Stream[T] {
	return selfDrivenAck(kind, opts, func(ctx context.Context, s *Source[T], emit func(T, *Ack) error) error {
		return f(ctx, s, func(v T) error { return emit(v, nil) })
	})
}

// selfDrivenAck is selfDriven for elements with Acks.
func selfDrivenAck[T any](kind string, opts []SourceOption, f func(ctx context.Context, s *Source[T], emit func(T, *Ack) error) error) Stream[T] {
	s := newSource[T](sourceConfig(kind, opts))
	d := s.driver
	d.produce = func(ctx context.Context) error {
		return f(ctx, s, func(v T, ack *Ack) error {
			if err := d.admit(ctx); err != nil {
				ack.release(err)
				return err
			}
			if d.lastError = s.emitAck(d.root.lifetime, v, ack); d.lastError != nil {
				return d.lastError
			}
			if d.cfg.Limit > 0 && d.emitted == d.cfg.Limit {
				return ErrStopped // at once, not after waiting for one element more
			}
			return nil
		})
	}
	return s
}
