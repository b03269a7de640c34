package flow

import (
	"context"
	"errors"
	"sync/atomic"
	"time"
)

// driver is the part of a source that Run uses. A self-driven source has a produce function, which Run calls on its
// own goroutine.
type driver struct {
	root    *root
	cfg     SourceConfig
	closer  *closer
	produce func(ctx context.Context) error // nil: the program feeds the source

	activeRun      atomic.Pointer[run] // the run that has started the source; nil: none
	running        bool                // a Run has claimed the source and has not returned; under graphMu
	ran            bool                // a Run has claimed the source; under graphMu
	stopping       context.Context     // ends with stop
	cancelStopping context.CancelFunc
	stopped        <-chan struct{} // stopping.Done()
	sleepers       []*task         // parked tasks that stop wakes on a virtual clock, under the clock's mutex
	deadline       time.Time       // the end of For; zero: none
	emitted        int             // number of elements so far
	finalElement   bool            // the next element may be emitted although the source is stopped
	lastError      error           // the error of the last emission
}

// newDriver makes the driver of a source that the program feeds. selfDriven sets produce.
func newDriver(r *root, cfg SourceConfig, c *closer) *driver {
	d := &driver{root: r, cfg: cfg, closer: c}
	d.stopping, d.cancelStopping = context.WithCancel(context.Background())
	d.stopped = d.stopping.Done()
	return d
}

func (d *driver) clock() Clock { return d.root.clock }

// stop stops the source. It also ends the source's waits, so that on a virtual clock no time passes before the source
// ends.
func (d *driver) stop() {
	d.cancelStopping()
	d.clock().interrupt(d)
}

// isStopped reports whether stop has been called.
func (d *driver) isStopped() bool { return d.stopping.Err() != nil }

// start runs and closes the source on a goroutine of its own.
func (d *driver) start(r *run) {
	d.root.renewLifetime(r.lifetime)
	d.activeRun.Store(r)
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

// run calls the source's function, with a context that ends when the source is stopped.
func (d *driver) run(r *run) (err error) {
	ctx, cancel := context.WithCancel(&emissionContext{Context: r.ctx, root: d.root, driver: d})
	defer cancel()
	defer context.AfterFunc(d.stopping, cancel)()
	d.stopAfterFor()
	defer d.stop() // also ends the goroutine of stopAfterFor
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
		return nil // the source ended because it was stopped
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
	mustEnd := ctx.Err() != nil || d.isStopped() || !d.deadline.IsZero() && !d.clock().Now().Before(d.deadline)
	if mustEnd && !d.finalElement {
		return ErrStopped
	}
	d.finalElement = false
	d.emitted++
	return nil
}

// close enters the clock and closes the source.
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
func selfDriven[T any](
	kind string, opts []SourceOption, f func(ctx context.Context, s *Source[T], emit func(T) error) error,
) Stream[T] {
	return selfDrivenAck(kind, opts, func(ctx context.Context, s *Source[T], emit func(T, *Ack) error) error {
		return f(ctx, s, func(v T) error { return emit(v, nil) })
	})
}

// selfDrivenAck is selfDriven for elements with Acks.
func selfDrivenAck[T any](
	kind string, opts []SourceOption, f func(ctx context.Context, s *Source[T], emit func(T, *Ack) error) error,
) Stream[T] {
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
				return ErrStopped // now, and not when f emits the next element
			}
			return nil
		})
	}
	return s
}
