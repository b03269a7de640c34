package flow

import (
	"context"
	"errors"
	"time"
)

// driver is the part of a source that Run uses. A self-driven source has a produce function, which Run calls on its
// own goroutine.
type driver struct {
	root    *root
	cfg     SourceConfig
	closer  *closer
	produce func(ctx context.Context) error

	running        bool            // under graphMu
	ran            bool            // a run has had it; under graphMu
	stopping       context.Context // ends with stop
	cancelStopping context.CancelFunc
	stopped        <-chan struct{} // stopping.Done()
	sleepers       []*task         // parked tasks that stop wakes on a virtual clock, under its mutex
	deadline       time.Time       // the end of For; zero: none
	emitted        int
	finalElement   bool  // one more element may be emitted, stopped or not
	lastError      error // the error of the last emission
}

func newDriver(r *root, cfg SourceConfig, c *closer) *driver {
	d := &driver{root: r, cfg: cfg, closer: c}
	d.stopping, d.cancelStopping = context.WithCancel(context.Background())
	d.stopped = d.stopping.Done()
	return d
}

func (d *driver) clock() Clock { return d.root.clock }

// stop ends the source's waits at once, so that on a virtual clock no time passes before the source ends.
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
			r.recordError(err)
			r.stopAll()
		}
		r.recordError(d.closer.close(r.lifetime))
	})
}

// run calls the source's function. Its context ends when the source should emit no more.
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
		return nil // it ended because it was stopped
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

// admit returns nil if the source may emit one more element, else ErrStopped.
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

// selfDriven makes a source that Run drives. f emits until it has no more elements, or until emit returns an error,
// which f returns too.
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
				return ErrStopped // at once, and not only when the next element comes
			}
			return nil
		})
	}
	return s
}
