package flow

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var epoch = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// collected is what reached the end of a stream.
type collected[T any] struct {
	mu     sync.Mutex
	values []T
}

func (c *collected[T]) get() []T {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.values)
}

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

func emit[T any](t *testing.T, s *Source[T], values ...T) {
	t.Helper()
	for _, v := range values {
		if err := s.Emit(t.Context(), v); err != nil {
			t.Fatalf("Emit(%v): %v", v, err)
		}
	}
}

func closeOK[T any](t *testing.T, s *Source[T]) {
	t.Helper()
	if err := s.Close(t.Context()); err != nil {
		t.Fatalf("Close: %v", err)
	}
}

func runOK(t *testing.T, nodes ...Node) {
	t.Helper()
	if err := Run(t.Context(), nodes...); err != nil {
		t.Fatalf("Run: %v", err)
	}
}

func wantValues[T comparable](t *testing.T, got []T, want ...T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Fatalf("got %v, want %v", got, want)
	}
}

func wantError(t *testing.T, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Fatalf("got error %v, want %v", got, want)
	}
}

// wantNode checks that err names the node.
func wantNode(t *testing.T, err error, name string) {
	t.Helper()
	var n *NodeError
	if !errors.As(err, &n) || n.Node != name {
		t.Fatalf("got error %v, want one of node %q", err, name)
	}
}

func wantPanic(t *testing.T, text string, f func()) {
	t.Helper()
	defer func() {
		if p := recover(); p != text {
			t.Fatalf("got panic %v, want %q", p, text)
		}
	}()
	f()
}

// receiver records what happens to it.
type receiver[T any] struct {
	mu  sync.Mutex
	log []any
	// what to answer
	sendErr, closeErr error
	opened            int
}

func (r *receiver[T]) note(v any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.log = append(r.log, v)
}

func (r *receiver[T]) Send(_ context.Context, v T) error { r.note(v); return r.sendErr }
func (r *receiver[T]) Close(context.Context) error       { r.note("close"); return r.closeErr }
func (r *receiver[T]) Open(string) error {
	if r.opened++; r.opened > 1 {
		return ErrFed
	}
	return nil
}

// screen is a receiver that shows.
type screen[T any] struct{ receiver[T] }

func (s *screen[T]) Put(ctx context.Context, v T) error { return s.Send(ctx, v) }
func (s *screen[T]) Refresh(context.Context) error      { s.note("refresh"); return nil }

func containsText(err error, text string) bool {
	return err != nil && strings.Contains(err.Error(), text)
}

// closed says whether the end of the stream has come.
func (r *receiver[T]) closed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Contains(r.log, any("close"))
}
