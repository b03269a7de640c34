package flow

import (
	"context"
	"errors"
	"testing"
	"time"
)

// stopping emits 1 and 2, is then stopped, and tries 3 and 4 with one OneMore.
func stopping(stop func(Stream[int]), opts ...SourceOption) Stream[int] {
	var s Stream[int]
	s = FromFunc(func(ctx context.Context, emit func(int) error) error {
		for v := 1; v <= 2; v++ {
			if err := emit(v); err != nil {
				return err
			}
		}
		stop(s)
		<-ctx.Done()
		OneMore(ctx)
		if err := emit(3); err != nil {
			return err
		}
		return emit(4)
	}, opts...)
	return s
}

func TestOneMoreAfterStop(t *testing.T) {
	s := stopping(func(s Stream[int]) { Stop(s) })
	out := collect(s)
	runOK(t, s)
	wantValues(t, out.get(), 1, 2, 3)
}

func TestOneMoreAfterTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := stopping(func(Stream[int]) { cancel() })
	out := collect(s)
	if err := Run(ctx, s); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
	wantValues(t, out.get(), 1, 2, 3)
}

func TestOneMoreKeepsToLimit(t *testing.T) {
	s := stopping(func(s Stream[int]) { Stop(s) }, Limit(2))
	out := collect(s)
	runOK(t, s)
	wantValues(t, out.get(), 1, 2)
}

func TestOneMoreAfterFor(t *testing.T) {
	clock := Virtual(epoch)
	s := FromFunc(func(ctx context.Context, emit func(int) error) error {
		if err := clock.Sleep(ctx, time.Minute); err == nil {
			t.Error("the source was not stopped")
		}
		OneMore(ctx)
		if err := emit(1); err != nil {
			return err
		}
		return emit(2)
	}, For(time.Second), WithClock(clock))
	out := collect(s)
	runOK(t, s)
	wantValues(t, out.get(), 1)
}

func TestOneMoreElsewhere(t *testing.T) {
	OneMore(t.Context())
}
