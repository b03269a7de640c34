package flow

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"
)

// FromFunc makes a source of a function, which Run calls once: it emits what it has and returns nil when it is done.
// emit waits for back-pressure and returns the first error of what it reached; it returns ErrStopped when the source
// should end. The function returns what emit returned, and calls it from its own goroutine only. Its context ends when the source is stopped and when Run's
// context ends; give it to the clock's Sleep.
func FromFunc[T any](f func(ctx context.Context, emit func(T) error) error, opts ...SourceOption) Stream[T] {
	mustFunc("flow.FromFunc", f == nil)
	return selfDriven("from func", opts, func(ctx context.Context, _ *Source[T], emit func(T) error) error {
		return f(ctx, emit)
	})
}

// FromFuncAck is FromFunc for elements that the function wants to hear of, such as messages that somebody has to be told
// are done with: each comes with an Ack, which emit takes over, also where it returns an error. Commits makes the Acks of
// messages that have offsets.
func FromFuncAck[T any](f func(ctx context.Context, emit func(v T, ack *Ack) error) error, opts ...SourceOption) Stream[T] {
	mustFunc("flow.FromFuncAck", f == nil)
	return selfDrivenAck("from func", opts, func(ctx context.Context, _ *Source[T], emit func(T, *Ack) error) error {
		return f(ctx, emit)
	})
}

// FromSlice makes a source of the elements of v, which must not be changed any more.
func FromSlice[T any](v []T, opts ...SourceOption) Stream[T] {
	return selfDriven("from slice", opts, func(_ context.Context, _ *Source[T], emit func(T) error) error {
		for _, x := range v {
			if err := emit(x); err != nil {
				return err
			}
		}
		return nil
	})
}

// FromSeq makes a source of an iterator. It is ranged over once, on the goroutine of the source; an iterator that waits
// for something keeps the source from being stopped meanwhile.
func FromSeq[T any](seq iter.Seq[T], opts ...SourceOption) Stream[T] {
	mustFunc("flow.FromSeq", seq == nil)
	return selfDriven("from seq", opts, func(_ context.Context, _ *Source[T], emit func(T) error) error {
		for x := range seq {
			if err := emit(x); err != nil {
				return err
			}
		}
		return nil
	})
}

// FromChan makes a source of what c gives, until it is closed. On a virtual clock no order is promised between it and
// timed nodes: the outside world decides when something comes.
func FromChan[T any](c <-chan T, opts ...SourceOption) Stream[T] {
	if c == nil {
		panic("flow.FromChan: the channel must not be nil")
	}
	return selfDriven("from chan", opts, func(ctx context.Context, s *Source[T], emit func(T) error) error {
		for {
			var v T
			var ok bool
			if ctx.Err() != nil {
				return ctx.Err() // rather than take something that will not be emitted
			}
			s.clock.blocking(func() {
				select {
				case v, ok = <-c:
				case <-ctx.Done():
				}
			})
			if !ok {
				return ctx.Err()
			}
			if err := emit(v); err != nil {
				return err
			}
		}
	})
}

// Periodic makes a source of what f returns, called when Run begins and then every interval of the source's clock. now
// is the time that the call was due. A call that is due while the one before is not done yet is left out, so a slow
// pipeline slows the source down and is not flooded. An error of f ends the run. It panics unless every > 0.
func Periodic[T any](every time.Duration, f func(ctx context.Context, now time.Time) (T, error), opts ...SourceOption) Stream[T] {
	mustFunc("flow.Periodic", f == nil)
	if every <= 0 {
		panic(fmt.Sprintf("flow.Periodic: the interval must be positive, got %v", every))
	}
	return selfDriven("periodic", opts, func(ctx context.Context, s *Source[T], emit func(T) error) error {
		due := s.clock.Now()
		for {
			v, err := f(ctx, due)
			switch {
			case err == nil:
			case ctx.Err() != nil && errors.Is(err, ctx.Err()):
				return err // the source was stopped meanwhile
			default:
				return s.fail(err)
			}
			if err := emit(v); err != nil {
				return err
			}
			due = due.Add(every)
			if late := s.clock.Now().Sub(due); late > 0 {
				due = due.Add((late + every - 1) / every * every)
			}
			if err := sleep(s.clock, parkOptions{ctx: ctx, source: s.driver, until: due, node: s.id}); err != nil {
				return err
			}
		}
	})
}
