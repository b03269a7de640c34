package flow

import (
	"context"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

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
		check.Values(t, got, []int{7, 8, 9}[:n]...)
	}
}

func TestToChanStopsWhenContextEnds(t *testing.T) {
	src, c := NewSource[int](), make(chan int)
	ToChan(src, c, Name("out"))
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	err := src.Emit(ctx, 1)
	check.Error(t, err, context.DeadlineExceeded, `node "out"`)
	mustClose(t, src)
	if _, open := <-c; open {
		t.Error("the channel is not closed")
	}
}

// The test receives from the channel while time passes on a virtual clock.
func TestToChanOnVirtualClock(t *testing.T) {
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

func TestToChanMisuse(t *testing.T) {
	check.PanicsWith(t, "flow.ToChan: the channel must not be nil", func() { ToChan(NewSource[int](), nil) })
}
