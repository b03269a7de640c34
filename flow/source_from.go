package flow

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/streamgage/streamgage/internal/period"
)

// FromFunc makes a source from a function. Run calls f once. f emits its elements and returns nil when there are no
// more. emit waits if the graph has no room for the element (back-pressure). emit returns the element's first error, or
// ErrStopped when the source should end; f returns that error. f calls emit on its own goroutine only. ctx ends when
// the source is stopped and when Run's context ends; pass it to the clock's Sleep.
func FromFunc[T any](f func(ctx context.Context, emit func(T) error) error, opts ...SourceOption) Stream[T] {
	mustFunc("flow.FromFunc", f == nil)
	return selfDriven("from func", opts, func(ctx context.Context, _ *Source[T], emit func(T) error) error {
		return f(ctx, emit)
	})
}

// FromFuncAck is FromFunc for elements with Acks, such as messages that must be acknowledged. emit takes over the Ack,
// also if emit returns an error. Commits makes the Acks of messages with offsets.
func FromFuncAck[T any](f func(ctx context.Context, emit func(v T, ack *Ack) error) error, opts ...SourceOption) Stream[T] {
	mustFunc("flow.FromFuncAck", f == nil)
	return selfDrivenAck("from func", opts, func(ctx context.Context, _ *Source[T], emit func(T, *Ack) error) error {
		return f(ctx, emit)
	})
}

// FromSlice makes a source from the elements of v. The program must not change v afterwards.
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

// FromSeq makes a source from an iterator. It ranges over seq once, on the source's goroutine. While the iterator
// blocks, the source cannot be stopped.
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

// FromChan makes a source from the elements of c. It ends when c is closed. On a virtual clock, the order between its
// elements and timed nodes is not defined.
func FromChan[T any](c <-chan T, opts ...SourceOption) Stream[T] {
	if c == nil {
		panic("flow.FromChan: the channel must not be nil")
	}
	return selfDriven("from chan", opts, func(ctx context.Context, s *Source[T], emit func(T) error) error {
		for {
			var v T
			var ok bool
			if ctx.Err() != nil {
				return ctx.Err() // do not receive an element that will not be emitted
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

// Periodic makes a source from the results of f. f is called when Run begins, and then once every interval on the
// source's clock. now is the time at which the call was due. A call that is due while the previous one is not finished
// is left out, so no calls accumulate if the graph is slow. An error of f ends the run. Periodic panics unless
// every > 0.
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
				return err // the source was stopped during the call
			default:
				return s.fail(err)
			}
			if err := emit(v); err != nil {
				return err
			}
			due = period.CatchUp(due.Add(every), s.clock.Now(), every)
			if err := sleep(s.clock, parkOptions{ctx: ctx, source: s.driver, until: due, node: s.id}); err != nil {
				return err
			}
		}
	})
}
