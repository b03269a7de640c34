package ops_test

import (
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// Two random streams at rates of their own, on a virtual clock, with a small Bound: the batches are the same each time,
// and each row matches the last one before it.
func TestAsOfOnVirtualClock(t *testing.T) {
	run := func() []frame.Frame {
		clock := flow.Virtual(day)
		left := ops.Random(flow.WithClock(clock), ops.Seed(1), ops.Interval(500*time.Millisecond), flow.For(20*time.Second))
		right := ops.Random(flow.WithClock(clock), ops.Seed(2), ops.Freq(70*time.Millisecond), ops.Interval(300*time.Millisecond), flow.For(15*time.Second))
		out := collect(left.Col("x").AsOf(right.Select("x").Assign("at", "index"), ops.Suffix("_right"), ops.Bound(5)))
		check.NoError(t, flow.Run(t.Context(), left, right))
		return out.got
	}
	first := run()
	wantFrames(t, run(), first...)
	all := concat(first[0], first)
	times, _ := all.Times("index")
	found, _ := all.Times("at")
	const step = int64(70 * time.Millisecond)
	if len(times) < 190 || len(first) < 20 {
		t.Fatalf("got %d rows in %d batches", len(times), len(first))
	}
	last := found[len(found)-1] // right ends before left
	for i, now := range times {
		steps := (now - day.UnixNano()) / step
		if want := min(day.UnixNano()+steps*step, last); steps > 0 && found[i] != want {
			t.Fatalf("row %d at %v: found %v, want %v", i, time.Unix(0, now), time.Unix(0, found[i]), time.Unix(0, want))
		}
		if all.Valid("at", i) != (steps > 0) {
			t.Fatalf("row %d at %v has found %v", i, time.Unix(0, now), time.Unix(0, found[i]))
		}
	}
}

// Sources that run as fast as they can also wait for each other on a virtual clock.
func TestAsOfWaitsOnVirtualClock(t *testing.T) {
	clock := flow.Virtual(day)
	var lefts, rights []frame.Frame
	for i := range 300 {
		lefts, rights = append(lefts, leftRows(float64(i))), append(rights, rightRows(float64(i)/3))
	}
	left := ops.From(flow.FromSlice(lefts, flow.WithClock(clock)), leftRows())
	right := ops.From(flow.FromSlice(rights, flow.WithClock(clock)), rightRows())
	out := collect(left.AsOf(right, ops.Bound(2)))
	check.NoError(t, flow.Run(t.Context(), left, right))
	all := concat(out.got[0], out.got)
	x, y := floats(t, all, "x"), floats(t, all, "y")
	for i := range lefts {
		if want := min(float64(i), 299.0/3); x[i] != float64(i) || y[i] != want {
			t.Fatalf("row %d: got %v, %v, want %v", i, x[i], y[i], want)
		}
	}
}
