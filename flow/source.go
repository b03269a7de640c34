package flow

import (
	"context"
	"fmt"
	"time"
)

// Source is a stream that the program feeds: Emit, and Close at the end. It is safe for concurrent use. Elements that
// are emitted at the same time pass one after the other.
type Source[T any] struct {
	typedNode[T]
	root   root
	closer closer
}

// SourceOption is an option of a source.
type SourceOption func(*SourceConfig)

// SourceConfig holds a source's options. A package that makes its own kinds of sources keeps their options in Extra, so
// that its constructors take both kinds of options in one list.
type SourceConfig struct {
	Name  string        // in errors and pictures; default: the constructor's name
	Clock Clock         // default: RealClock
	Limit int           // number of elements after which a self-driven source ends; 0: no limit
	For   time.Duration // a self-driven source ends after this time on its clock; 0: no limit
	Drain time.Duration // how long Run may drain after the end of its context; default: 10 s
	Inbox int           // of a Junction: how many feedback elements may wait; 0: none
	Extra any           // the options of another package
}

const defaultDrain = 10 * time.Second

// SourceName names the source in errors and in pictures of the graph. Default: the constructor's name.
func SourceName(name string) SourceOption { return func(c *SourceConfig) { c.Name = name } }

// WithClock sets the clock of the source and of all nodes downstream. Default: RealClock. It panics on nil.
func WithClock(clock Clock) SourceOption {
	if clock == nil {
		panic("flow.WithClock: the clock must not be nil")
	}
	return func(c *SourceConfig) { c.Clock = clock }
}

// Limit ends a self-driven source after n elements. Default: no limit. It panics unless n > 0.
func Limit(n int) SourceOption {
	if n <= 0 {
		panic(fmt.Sprintf("flow.Limit: must be positive, got %d", n))
	}
	return func(c *SourceConfig) { c.Limit = n }
}

// For ends a self-driven source when d has passed on its clock since Run began. An element that is due exactly then is
// not emitted. Default: no limit. It panics unless d > 0.
func For(d time.Duration) SourceOption {
	if d <= 0 {
		panic(fmt.Sprintf("flow.For: must be positive, got %v", d))
	}
	return func(c *SourceConfig) { c.For = d }
}

// Drain sets how long, in real time, Run may drain the graph after the end of its context. With 0 it gives up
// immediately. Default: 10 s. It panics if d is negative.
func Drain(d time.Duration) SourceOption {
	if d < 0 {
		panic(fmt.Sprintf("flow.Drain: must not be negative, got %v", d))
	}
	return func(c *SourceConfig) { c.Drain = d }
}

// sourceConfig applies a source's options. kind is the default name.
func sourceConfig(kind string, opts []SourceOption) SourceConfig {
	c := SourceConfig{Name: kind, Clock: RealClock(), Drain: defaultDrain}
	for _, o := range opts {
		if o == nil {
			panic("flow: nil source option")
		}
		o(&c)
	}
	return c
}

// NewSource makes a source that the program feeds with Emit. It panics on Limit and For, which are options of
// self-driven sources, and on Inbox.
func NewSource[T any](opts ...SourceOption) *Source[T] {
	c := sourceConfig("source", opts)
	if c.Limit != 0 || c.For != 0 {
		panic("flow.NewSource: Limit and For are for self-driven sources")
	}
	if c.Inbox != 0 {
		panic("flow.NewSource: Inbox is for junctions")
	}
	return newSource[T](c)
}

// newSource builds the node, the root and the driver of a source.
func newSource[T any](c SourceConfig) *Source[T] {
	s := &Source[T]{}
	s.compose()
	s.id, s.kind, s.name, s.clock = nodeIDs.Add(1), "source", c.Name, c.Clock
	s.root.init(&s.node, c.Clock)
	s.lock, s.source = s.root.lock, &s.root
	s.closer.init(&s.root)
	s.driver = newDriver(&s.root, c, &s.closer)
	s.root.setFlag(flagChanged)
	return s
}

// Emit passes v down the graph. It returns when everything that v reaches without crossing an asynchronous node is
// done, with the first error. It waits for other emitters, for room in full queues and for rate limits, until ctx ends.
//
// An error downstream of an asynchronous node is returned by the next Emit. That Emit does not take its own element:
// errors.Is(err, ErrNotTaken) is true, and the element may be emitted again. After Close, Emit returns ErrClosed. If
// a function of the graph calls it during an emission of this source, with the context that the function got, Emit
// returns ErrReentrant.
//
// An uncontended Emit costs about 20 ns, plus 2 ns for each node. It allocates nothing.
func (s *Source[T]) Emit(ctx context.Context, v T) error {
	if !s.root.isReal {
		return s.emitVirtual(ctx, v)
	}
	return s.emitInside(ctx, v)
}

// EmitAck is Emit for an element with an Ack. ack fires once, when every branch of the graph has acknowledged the
// element, or with the error that EmitAck returns. The caller must not use ack again.
func (s *Source[T]) EmitAck(ctx context.Context, v T, ack *Ack) error {
	entered, err := s.clock.enter(ctx)
	if err != nil {
		ack.release(err)
		return err
	}
	if entered {
		defer s.clock.leave()
	}
	return s.emitAck(ctx, v, ack)
}

// emitAck is EmitAck for a caller that has entered the clock.
func (s *Source[T]) emitAck(ctx context.Context, v T, ack *Ack) (err error) {
	if err := s.root.beginEmission(ctx); err != nil {
		ack.release(err)
		return err
	}
	defer s.root.finishEmission(&err)
	s.in++
	s.root.emission.ack = ack
	return s.emit(&s.root.emission, v)
}

// EmitAll emits the values one after the other as one emission. No element of another emitter passes in between,
// receivers are refreshed once, and the cost of an Emit is paid once. EmitAll stops at the first value that fails and
// returns its error.
func (s *Source[T]) EmitAll(ctx context.Context, values []T) error {
	entered, err := s.clock.enter(ctx)
	if err != nil {
		return err
	}
	if entered {
		defer s.clock.leave()
	}
	return s.emitAllInside(ctx, values)
}

// emitAllInside is EmitAll for a caller that has entered the clock.
func (s *Source[T]) emitAllInside(ctx context.Context, values []T) (err error) {
	if err := s.root.beginEmission(ctx); err != nil {
		return err
	}
	defer s.root.finishEmission(&err)
	for _, v := range values {
		s.in++
		err := s.emit(&s.root.emission, v)
		if s.root.emission.hasPending {
			err = s.root.emission.settle(err) // each value settles before the next one
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// emitInside is Emit for a caller that has entered the clock.
func (s *Source[T]) emitInside(ctx context.Context, v T) (err error) {
	if err := s.root.beginEmission(ctx); err != nil {
		return err
	}
	defer s.root.finishEmission(&err)
	s.in++
	return s.emit(&s.root.emission, v)
}

// emitVirtual enters the clock and emits v.
func (s *Source[T]) emitVirtual(ctx context.Context, v T) error {
	entered, err := s.clock.enter(ctx)
	if err != nil {
		return err
	}
	if entered {
		defer s.clock.leave()
	}
	return s.emitInside(ctx, v)
}

// Close ends the stream. It waits for the emission in progress, flushes what the nodes downstream hold, and closes the
// receivers that no other source feeds. It returns when everything is drained, with the errors of asynchronous nodes and
// of the end of the stream. It does not wait for other sources.
//
// If ctx ends first, the elements that wait downstream are dropped. The end of the stream still passes, so that files
// are finished, and Close returns ctx's error joined with ErrNotDrained. A second Close waits for the first and returns
// the same error.
func (s *Source[T]) Close(ctx context.Context) error { return s.driver.close(ctx) }
