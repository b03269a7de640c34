package ops_test

import (
	"context"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// replayed returns the x of each batch and when it came, in seconds.
func replayed(t *testing.T, speed float64, opts ...flow.SourceOption) (x [][]float64, when []float64) {
	t.Helper()
	f := timed([]float64{0, 10, 10, 15, 40}, 1, 2, 3, 4, 5)
	clock := flow.Virtual(day)
	d := ops.Replay(f, "t", speed, append(opts, flow.WithClock(clock))...)
	frames, at := run(t, clock, d)
	for i, b := range frames {
		if !b.Schema().Equal(f.Schema()) {
			t.Errorf("got schema %v", b.Schema())
		}
		x, when = append(x, floats(t, b, "x")), append(when, at[i].Seconds())
	}
	return x, when
}

func TestReplay(t *testing.T) {
	cases := []struct {
		name  string
		speed float64
		opts  []flow.SourceOption
		x     [][]float64
		when  []float64
	}{
		{"as it was", 1, nil, [][]float64{{1}, {2, 3}, {4}, {5}}, []float64{0, 10, 15, 40}},
		{"ten times as fast", 10, nil, [][]float64{{1}, {2, 3}, {4}, {5}}, []float64{0, 1, 1.5, 4}},
		{"slow motion", 0.5, nil, [][]float64{{1}, {2, 3}, {4}, {5}}, []float64{0, 20, 30, 80}},
		{"as fast as possible", 0, nil, [][]float64{{1}, {2, 3}, {4}, {5}}, []float64{0, 0, 0, 0}},
		{"the same", math.Inf(1), nil, [][]float64{{1}, {2, 3}, {4}, {5}}, []float64{0, 0, 0, 0}},
		{"in ticks", 10, []flow.SourceOption{ops.Every(time.Second)}, [][]float64{{1, 2, 3}, {4}, {5}}, []float64{1, 2, 4}},
		{"in ticks, as fast as possible", 0, []flow.SourceOption{ops.Every(15 * time.Second)}, [][]float64{{1, 2, 3, 4}, {5}}, []float64{0, 0}},
		{"limited", 1, []flow.SourceOption{flow.Limit(2)}, [][]float64{{1}, {2, 3}}, []float64{0, 10}},
		{"so fast that times fall together", 1e11, nil, [][]float64{{1, 2, 3, 4, 5}}, []float64{0}}, // 40 s are 0.4 ns
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			x, when := replayed(t, c.speed, c.opts...)
			if !slices.EqualFunc(x, c.x, slices.Equal) || !slices.Equal(when, c.when) {
				t.Errorf("got %v at %v, want %v at %v", x, when, c.x, c.when)
			}
		})
	}
}

func TestReplayByColumn(t *testing.T) {
	f := table(frame.Index("row", []int{0, 1}), frame.Col("when", at(5, 6)))
	clock := flow.Virtual(day)
	got, when := run(t, clock, ops.Replay(f, "when", 1, flow.WithClock(clock)))
	wantFrames(t, got, f.Slice(0, 1), f.Slice(1, 2))
	if when[1] != time.Second {
		t.Errorf("got the second batch after %v, want 1s", when[1])
	}
}

func TestReplayWithoutRows(t *testing.T) {
	clock := flow.Virtual(day)
	if got, _ := run(t, clock, ops.Replay(timed(nil), "t", 1, flow.WithClock(clock))); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

func TestReplayErrors(t *testing.T) {
	gap := table(frame.Col("t", []time.Time{day, {}}))
	cases := []struct {
		name string
		f    frame.Frame
		col  string
		kind error
		says string
	}{
		{"unsorted", timed([]float64{0, 2, 1}, 1, 2, 3), "t", ops.ErrOrder, `got 2026-01-01T00:00:01Z in row 2 of "t", after 2026-01-01T00:00:02Z`},
		{"missing", gap, "t", ops.ErrOrder, `the time in row 1 of "t" is missing`},
		{"no column", xy, "when", ops.ErrColumn, `ops.Replay: no such column "when"; columns are x, y, name`},
		{"no times", xy, "x", ops.ErrType, `want times, got "x" of type float64`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := ops.Replay(c.f, c.col, 1)
			check.Error(t, d.Err(), c.kind, c.says)
			check.Error(t, flow.Run(t.Context(), d), c.kind, c.says)
		})
	}
	check.Panics(t, "got -1", func() { ops.Replay(xy, "t", -1) })
	check.Panics(t, "got NaN", func() { ops.Replay(xy, "t", nan) })
}

func TestReplayOnRealClock(t *testing.T) {
	f := timed([]float64{0, 1, 2, 3}, 1, 2, 3, 4)
	d := ops.Replay(f, "t", 100)
	rows := 0
	flow.Sink(d, func(_ context.Context, f frame.Frame) error { rows += f.Len(); return nil })
	start := time.Now()
	check.NoError(t, flow.Run(t.Context(), d))
	if took := time.Since(start); rows != 4 || took < 30*time.Millisecond {
		t.Errorf("got %d rows in %v, want 4 in 30ms at least", rows, took)
	}
}
