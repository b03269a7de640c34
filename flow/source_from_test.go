package flow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

func TestFromSliceSeqChanAndFunc(t *testing.T) {
	ch := make(chan int, 3)
	ch <- 7
	ch <- 8
	close(ch)
	for name, s := range map[string]Stream[int]{
		"slice": FromSlice([]int{7, 8}),
		"seq":   FromSeq(slices.Values([]int{7, 8})),
		"chan":  FromChan(ch),
		"func": FromFunc(func(_ context.Context, emit func(int) error) error {
			return errors.Join(emit(7), emit(8))
		}),
	} {
		t.Run(name, func(t *testing.T) {
			out := collect(s)
			r := To(s, &receiver[int]{})
			mustRun(t, s)
			check.Values(t, out.get(), 7, 8)
			if got := fmt.Sprint(r.log); got != "[7 8 close]" {
				t.Fatal(got)
			}
		})
	}
}

func TestSourcesDoNothingBeforeRun(t *testing.T) {
	out := collect(FromSlice([]int{1, 2}))
	time.Sleep(time.Millisecond)
	check.Values(t, out.get())
}

func TestPeriodicTrace(t *testing.T) {
	clock := Virtual(epoch)
	wantTrace(t, trace(t, clock, ticks(clock, 100*time.Millisecond, 4)), "0:1 100:2 200:3 300:4")
}

func TestPeriodicErrorNamesTheSource(t *testing.T) {
	s := Periodic(time.Millisecond, func(context.Context, time.Time) (int, error) { return 0, errTest }, SourceName("sensor"))
	collect(s)
	err := Run(t.Context(), s)
	check.Error(t, err, errTest)
	wantNode(t, err, "sensor")
}

func TestPeriodicSkipsMissedTicks(t *testing.T) {
	clock := Virtual(epoch)
	var due []time.Duration
	s := Periodic(10*time.Millisecond, func(_ context.Context, now time.Time) (time.Duration, error) {
		return now.Sub(epoch), nil
	}, WithClock(clock), Limit(4))
	Sink(s, func(ctx context.Context, d time.Duration) error {
		due = append(due, d)
		return clock.Sleep(ctx, 25*time.Millisecond)
	})
	mustRun(t, s)
	ms := time.Millisecond
	check.Values(t, due, 0, 30*ms, 60*ms, 90*ms)
}

func TestPanicInSource(t *testing.T) {
	s := FromFunc(func(context.Context, func(int) error) error { panic("boom") }, SourceName("sensor"))
	collect(s)
	wantNode(t, Run(t.Context(), s), "sensor")
}

func TestFromChanOnVirtualClock(t *testing.T) {
	clock := Virtual(epoch)
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := range 3 {
			time.Sleep(time.Millisecond)
			ch <- i
		}
	}()
	s := FromChan(ch, WithClock(clock))
	out := collect(RateLimit(s, time.Minute))
	mustRun(t, s)
	check.Values(t, out.get(), 0, 1, 2)
}
