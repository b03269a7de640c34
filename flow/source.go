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

// SourceConfig holds a source's options. A package with sources of its own keeps its options in Extra, so that one
// list takes both.
type SourceConfig struct {
	Name  string        // in errors and pictures; default: the constructor's
	Clock Clock         // default: RealClock
	Limit int           // a self-driven source ends after so many elements; 0: no limit
	For   time.Duration // a self-driven source ends after this time on its clock; 0: no limit
	Drain time.Duration // how long Run may drain once its context has ended
	Inbox int           // of a Junction: how many feedback elements may wait; 0: none
	Extra any
}

const defaultDrain = 10 * time.Second

// SourceName names the source in errors and in pictures of the graph. Default: the constructor's name.
func SourceName(name string) SourceOption { return func(c *SourceConfig) { c.Name = name } }

// WithClock sets the clock of the source and of everything below it. Default: RealClock. It panics on nil.
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

// Drain sets how long, in real time, Run may go on draining accepted elements once its context has ended. With 0 it
// gives up at once. Default: 10 s. It panics if d is negative.
func Drain(d time.Duration) SourceOption {
	if d < 0 {
		panic(fmt.Sprintf("flow.Drain: must not be negative, got %v", d))
	}
	return func(c *SourceConfig) { c.Drain = d }
}

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
// done, with the first error. It waits for other emitters, for room in full queues and for rate limits, until ctx
// ends.
//
// An error below an asynchronous node is returned by the next Emit. That Emit does not take its own element:
// errors.Is(err, ErrNotTaken) is true, and the element may be emitted again. After Close, Emit returns ErrClosed. If
// it is called from within its own emission, with the context given there, it returns ErrReentrant.
//
// An uncontended Emit costs about 20 ns, and 2 ns for each node. It allocates nothing.
func (s *Source[T]) Emit(ctx context.Context, v T) error {
	if !s.root.isReal {
		return s.emitVirtual(ctx, v)
	}
	return s.emitInside(ctx, v)
}

// EmitAck is Emit for an element whose completion matters: ack fires once, when every branch has finished with the
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

// EmitAll emits the values one after the other as one emission: no other emitter's element comes in between, receivers
// refresh once, and the cost of an Emit is paid once. It stops at the first value that fails.
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

func (s *Source[T]) emitAllInside(ctx context.Context, values []T) (err error) {
	if err := s.root.beginEmission(ctx); err != nil {
		return err
	}
	defer s.root.finishEmission(&err)
	for _, v := range values {
		s.in++
		err := s.emit(&s.root.emission, v)
		if s.root.emission.hasPending {
			err = s.root.emission.settle(err) // each settles before the next
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *Source[T]) emitInside(ctx context.Context, v T) (err error) {
	if err := s.root.beginEmission(ctx); err != nil {
		return err
	}
	defer s.root.finishEmission(&err)
	s.in++
	return s.emit(&s.root.emission, v)
}

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

// Close ends the stream. It lets the emission in progress finish, flushes what the nodes below hold, closes the
// receivers that no other source feeds, and returns when everything is drained, with the errors of asynchronous nodes
// and of the end. It does not wait for other sources.
//
// When ctx ends first, everything that waits below is dropped. The end still passes, so that files are finished, and
// Close returns ctx's error joined with ErrNotDrained. A second Close waits for the first and returns the same error.
func (s *Source[T]) Close(ctx context.Context) error { return s.driver.close(ctx) }
