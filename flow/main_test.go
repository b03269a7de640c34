package flow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// TestMain fails if a test leaves a goroutine behind.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var errTest = errors.New("test")

// epoch is the time at which virtual clocks start.
var epoch = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// collected holds the elements that have reached the end of a stream.
type collected[T any] struct {
	mu     sync.Mutex
	values []T
}

func (c *collected[T]) get() []T {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.values)
}

// collect ends s in a sink that keeps the elements.
func collect[T any](s Stream[T]) *collected[T] {
	c := &collected[T]{}
	Sink(s, func(_ context.Context, v T) error {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.values = append(c.values, v)
		return nil
	})
	return c
}

// emit emits values, and stops the test at the first error.
func emit[T any](t *testing.T, s *Source[T], values ...T) {
	t.Helper()
	for _, v := range values {
		if err := s.Emit(t.Context(), v); err != nil {
			t.Fatalf("Emit(%v): %v", v, err)
		}
	}
}

// mustClose closes s, and stops the test if that fails.
func mustClose[T any](t *testing.T, s *Source[T]) {
	t.Helper()
	if err := s.Close(t.Context()); err != nil {
		t.Fatalf("Close: %v", err)
	}
}

// mustRun runs the graphs of nodes, and stops the test if that fails.
func mustRun(t *testing.T, nodes ...Node) {
	t.Helper()
	if err := Run(t.Context(), nodes...); err != nil {
		t.Fatalf("Run: %v", err)
	}
}

// wantNode checks that err is a NodeError of the node with this name.
func wantNode(t *testing.T, err error, name string) {
	t.Helper()
	var n *NodeError
	if !errors.As(err, &n) || n.Node != name {
		t.Fatalf("got error %v, want one of node %q", err, name)
	}
}

// receiver records the elements and the end of its stream.
type receiver[T any] struct {
	mu  sync.Mutex
	log []any
	// the results of Send and Close
	sendErr, closeErr error
	opened            int
}

func (r *receiver[T]) record(v any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.log = append(r.log, v)
}

func (r *receiver[T]) Send(_ context.Context, v T) error { r.record(v); return r.sendErr }
func (r *receiver[T]) Close(context.Context) error       { r.record("close"); return r.closeErr }
func (r *receiver[T]) Open(string) error {
	if r.opened++; r.opened > 1 {
		return ErrFed
	}
	return nil
}

// refreshingReceiver is a receiver that also records each Refresh.
type refreshingReceiver[T any] struct{ receiver[T] }

func (s *refreshingReceiver[T]) Put(ctx context.Context, v T) error { return s.Send(ctx, v) }
func (s *refreshingReceiver[T]) Refresh(context.Context) error      { s.record("refresh"); return nil }

// closed returns whether the stream has ended.
func (r *receiver[T]) closed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Contains(r.log, any("close"))
}

func add(a, b int) int { return a + b }

func plus(n int) func(int) int { return func(x int) int { return x + n } }

func identity[A any](v A) A { return v }

const ms = time.Millisecond

// ticks emits 1, 2, ..., n, one each interval.
func ticks(clock Clock, every time.Duration, n int) Stream[int] {
	i := 0
	return Periodic(every, func(context.Context, time.Time) (int, error) { i++; return i, nil }, WithClock(clock), Limit(n))
}

// scheduled emits values[i] at[i] milliseconds after the epoch. The stream ends end milliseconds after the epoch.
func scheduled[T any](clock Clock, end int, at []int, values ...T) Stream[T] {
	return FromFunc(func(ctx context.Context, emit func(T) error) error {
		until := func(at int) error { return clock.Sleep(ctx, epoch.Add(time.Duration(at)*ms).Sub(clock.Now())) }
		for i, v := range values {
			if err := until(at[i]); err != nil {
				return err
			}
			if err := emit(v); err != nil {
				return err
			}
		}
		return until(end)
	}, WithClock(clock))
}

// trace runs the graph of s and returns its elements as "time:element", with times in milliseconds after the epoch.
func trace[T any](t *testing.T, clock Clock, s Stream[T]) string {
	t.Helper()
	var log []string
	Sink(s, func(_ context.Context, v T) error {
		log = append(log, fmt.Sprintf("%d:%v", clock.Now().Sub(epoch).Milliseconds(), v))
		return nil
	})
	mustRun(t, s)
	return strings.Join(log, " ")
}

func wantTrace(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Fatalf("got  %s\nwant %s", got, want)
	}
}

// wantPrinted compares the collected elements, as fmt prints them, with want.
func wantPrinted[T any](t *testing.T, c *collected[T], want string) {
	t.Helper()
	if got := fmt.Sprint(c.get()); got != want {
		t.Fatalf("got  %s\nwant %s", got, want)
	}
}

// mustReturn calls f and returns its error. It stops the test if f takes more than ten seconds.
func mustReturn(t *testing.T, what string, f func() error) error {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- f() }()
	select {
	case err := <-done:
		return err
	case <-time.After(10 * time.Second):
		t.Fatalf("%s has not returned after 10s", what)
		return nil
	}
}
