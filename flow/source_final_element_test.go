package flow

import (
	"context"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

// stoppedAfterTwo is a source that emits 1 and 2, calls stop, and then tries to emit 3 and 4 after one call of FinalElement.
func stoppedAfterTwo(stop func(Stream[int]), opts ...SourceOption) Stream[int] {
	var s Stream[int]
	s = FromFunc(func(ctx context.Context, emit func(int) error) error {
		for v := 1; v <= 2; v++ {
			if err := emit(v); err != nil {
				return err
			}
		}
		stop(s)
		<-ctx.Done()
		FinalElement(ctx)
		if err := emit(3); err != nil {
			return err
		}
		return emit(4)
	}, opts...)
	return s
}

func TestFinalElementAfterStop(t *testing.T) {
	s := stoppedAfterTwo(func(s Stream[int]) { Stop(s) })
	out := collect(s)
	mustRun(t, s)
	check.Values(t, out.get(), 1, 2, 3)
}

func TestFinalElementAfterContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := stoppedAfterTwo(func(Stream[int]) { cancel() })
	out := collect(s)
	check.Error(t, Run(ctx, s), context.Canceled)
	check.Values(t, out.get(), 1, 2, 3)
}

func TestFinalElementRespectsLimit(t *testing.T) {
	s := stoppedAfterTwo(func(s Stream[int]) { Stop(s) }, Limit(2))
	out := collect(s)
	mustRun(t, s)
	check.Values(t, out.get(), 1, 2)
}

func TestFinalElementAfterFor(t *testing.T) {
	clock := Virtual(epoch)
	s := FromFunc(func(ctx context.Context, emit func(int) error) error {
		if err := clock.Sleep(ctx, time.Minute); err == nil {
			t.Error("the source was not stopped")
		}
		FinalElement(ctx)
		if err := emit(1); err != nil {
			return err
		}
		return emit(2)
	}, For(time.Second), WithClock(clock))
	out := collect(s)
	mustRun(t, s)
	check.Values(t, out.get(), 1)
}

func TestFinalElementOutsideOfSource(t *testing.T) {
	FinalElement(t.Context())
}
