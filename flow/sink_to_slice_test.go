package flow

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestGather(t *testing.T) {
	for n := range 3 {
		src := NewSource[int]()
		g := Gather(src, Name("all"))
		all := []int{7, 8, 9}[:n]
		emit(t, src, all...)
		wantValues(t, g.All(), all...)
		closeOK(t, src)
		wantValues(t, g.All(), all...)
		var b strings.Builder
		if err := Describe(g).DOT(&b); err != nil || !strings.Contains(b.String(), "all") {
			t.Errorf("the graph does not show it (%v):\n%s", err, b.String())
		}
	}
}

// All may be called while elements come, and what it gave stays as it was.
func TestGatherWhileElementsCome(t *testing.T) {
	src := NewSource[int]()
	g := Gather(src)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 1000 {
			if err := src.Emit(t.Context(), i); err != nil {
				t.Error(err)
			}
		}
	}()
	for len(g.All()) < 1000 {
		for i, v := range g.All() {
			if v != i {
				t.Fatalf("got %d at %d", v, i)
			}
		}
	}
	<-done
	before := g.All()
	before[0] = -1
	if got := g.All()[0]; got != 0 {
		t.Errorf("got %d, changed by somebody who was given a copy", got)
	}
	closeOK(t, src)
}

func TestToChan(t *testing.T) {
	for n := range 4 {
		c := make(chan int, 1)
		s := FromSlice([]int{7, 8, 9}[:n])
		ToChan(s, c)
		done := make(chan error, 1)
		go func() { done <- Run(t.Context(), s) }()
		var got []int
		for v := range c {
			got = append(got, v)
		}
		if err := <-done; err != nil {
			t.Error(err)
		}
		wantValues(t, got, []int{7, 8, 9}[:n]...)
	}
}

func TestToChanEndsWithTheContext(t *testing.T) {
	src, c := NewSource[int](), make(chan int)
	ToChan(src, c, Name("out"))
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	err := src.Emit(ctx, 1)
	if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), `node "out"`) {
		t.Errorf("got %v, want the context's error from node out", err)
	}
	closeOK(t, src)
	if _, open := <-c; open {
		t.Error("the channel is not closed")
	}
}

// The program takes from the channel while time passes on a virtual clock.
func TestToChanOnAVirtualClock(t *testing.T) {
	clock := Virtual(epoch)
	s := Periodic(time.Hour, func(_ context.Context, now time.Time) (time.Time, error) { return now, nil },
		Limit(3), WithClock(clock))
	c := make(chan time.Time)
	ToChan(s, c)
	done := make(chan error, 1)
	go func() { done <- Run(t.Context(), s) }()
	for i := range 3 {
		if got, want := <-c, epoch.Add(time.Duration(i)*time.Hour); !got.Equal(want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestToChanPanics(t *testing.T) {
	defer func() {
		if p := recover(); p != "flow.ToChan: the channel must not be nil" {
			t.Errorf("got panic %v", p)
		}
	}()
	ToChan(NewSource[int](), nil)
}
