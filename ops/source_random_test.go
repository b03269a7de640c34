package ops_test

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// run returns all batches of a self-driven source on a virtual clock, and when each came.
func run(t *testing.T, clock flow.Clock, d ops.DataFrame) (frames []frame.Frame, when []time.Duration) {
	t.Helper()
	flow.Sink(d, func(_ context.Context, f frame.Frame) error {
		frames, when = append(frames, f), append(when, clock.Now().Sub(day))
		return nil
	})
	check.NoError(t, flow.Run(t.Context(), d))
	return frames, when
}

func TestRandomSchemaAndTimes(t *testing.T) {
	clock := flow.Virtual(day)
	got, when := run(t, clock, ops.Random(flow.WithClock(clock), flow.For(2*time.Second)))
	const want = "index time (index), x float64, y int64, z float64"
	if s := ops.Random().Example().Schema().String(); s != want {
		t.Errorf("example: got %s, want %s", s, want)
	}
	if len(got) != 3 || when[0] != 500*time.Millisecond || when[2] != 1500*time.Millisecond { // a batch at the end of For is left out
		t.Fatalf("got %d batches at %v", len(got), when)
	}
	row := 0
	for _, f := range got {
		if s := f.Schema().String(); s != want || f.Len() != 5 {
			t.Errorf("got %d rows of [%s]", f.Len(), s)
		}
		times, _ := f.Times("index")
		for _, ns := range times {
			row++
			if want := day.Add(time.Duration(row) * 100 * time.Millisecond).UnixNano(); ns != want {
				t.Errorf("row %d: got %d, want %d", row, ns, want)
			}
		}
	}
}

// Rows lie on one grid of times, even if an interval is not a multiple of a step. An interval without a step gives an
// empty batch.
func TestRandomGrid(t *testing.T) {
	cases := []struct {
		freq, interval time.Duration
		rows           []int
	}{
		{30, 100, []int{3, 3, 4, 3}}, // 30 60 90 | 120 150 180 | 210 240 270 300 | 330 360 390
		{250, 100, []int{0, 0, 1, 0, 1}},
		{100, 100, []int{1, 1, 1}},
	}
	for _, c := range cases {
		clock := flow.Virtual(day)
		got, _ := run(t, clock, ops.Random(ops.Freq(c.freq), ops.Interval(c.interval), flow.WithClock(clock), flow.Limit(len(c.rows))))
		all, err := frame.Concat(got)
		check.NoError(t, err)
		times, _ := all.Times("index")
		for i, ns := range times {
			if want := day.UnixNano() + int64(i+1)*int64(c.freq); ns != want {
				t.Errorf("row %d: got %d, want %d", i, ns, want)
			}
		}
		for i, want := range c.rows {
			if got[i].Len() != want {
				t.Errorf("freq %d, interval %d: batch %d has %d rows, want %d", c.freq, c.interval, i, got[i].Len(), want)
			}
		}
	}
}

// On the real clock a slow pipeline makes Random leave out batches instead of falling behind.
func TestRandomSkipsLateBatches(t *testing.T) {
	d := ops.Random(ops.Freq(time.Millisecond), ops.Interval(5*time.Millisecond), flow.Limit(3))
	var rows []int
	var last time.Time
	flow.Sink(d, func(_ context.Context, f frame.Frame) error {
		rows = append(rows, f.Len())
		times, _ := f.Times("index")
		last = time.Unix(0, times[len(times)-1])
		if late := time.Since(last); late > 2*time.Second {
			t.Errorf("batch %d is %v late", len(rows), late)
		}
		time.Sleep(12 * time.Millisecond)
		return nil
	})
	start := time.Now()
	check.NoError(t, flow.Run(t.Context(), d))
	for i, n := range rows {
		if n != 5 {
			t.Errorf("batch %d has %d rows, want 5", i, n)
		}
	}
	if span := last.Sub(start); span < 30*time.Millisecond { // 5 ms, then at least 12 ms more for each: at 5, 20, 35
		t.Errorf("the last row is at %v: batches that were due while another was worked on must be left out", span)
	}
}

// Means and variances of 200,000 rows are within 5 standard errors of those of the distributions. The standard error of
// a mean is sqrt(v/n), of a variance sqrt((m4-v^2)/n); m4 is 1/80 for the uniform, 4 for Poisson(1), 3 for the normal
// distribution.
func TestRandomDistributions(t *testing.T) {
	clock := flow.Virtual(day)
	got, _ := run(t, clock, ops.Random(ops.Freq(time.Millisecond), ops.Interval(time.Second), ops.Seed(1), flow.WithClock(clock), flow.Limit(200)))
	all, err := frame.Concat(got)
	check.NoError(t, err)
	for _, c := range []struct {
		name               string
		mean, variance, m4 float64
	}{{"x", 0.5, 1.0 / 12, 1.0 / 80}, {"y", 1, 1, 4}, {"z", 0, 1, 3}} {
		v := floats(t, all, c.name)
		n := float64(len(v))
		mean, variance := 0.0, 0.0
		for _, x := range v {
			mean += x / n
		}
		for _, x := range v {
			variance += (x - mean) * (x - mean) / n
		}
		if e := 5 * math.Sqrt(c.variance/n); math.Abs(mean-c.mean) > e {
			t.Errorf("%s: mean %v, want %v +- %v", c.name, mean, c.mean, e)
		}
		if e := 5 * math.Sqrt((c.m4-c.variance*c.variance)/n); math.Abs(variance-c.variance) > e {
			t.Errorf("%s: variance %v, want %v +- %v", c.name, variance, c.variance, e)
		}
	}
	counts := make([]float64, 20)
	for _, y := range floats(t, all, "y") {
		counts[int(y)]++
	}
	p := 1 / math.E // of 0; the probability of k is 1/(e k!)
	for k := range 6 {
		n := float64(all.Len())
		if k > 0 {
			p /= float64(k)
		}
		if e := 5 * math.Sqrt(p*(1-p)/n); math.Abs(counts[k]/n-p) > e {
			t.Errorf("y = %d: share %v, want %v +- %v", k, counts[k]/n, p, e)
		}
	}
	for _, x := range floats(t, all, "x") {
		if x < 0 || x >= 1 {
			t.Fatalf("x = %v, want it in [0, 1)", x)
		}
	}
}

func TestRandomSeed(t *testing.T) {
	batch := func(opts ...flow.SourceOption) frame.Frame {
		clock := flow.Virtual(day)
		got, _ := run(t, clock, ops.Random(append(opts, flow.WithClock(clock), flow.Limit(1))...))
		return got[0]
	}
	if a, b := batch(ops.Seed(7)), batch(ops.Seed(7)); !a.Equal(b) {
		t.Errorf("one seed, two results:\n%v\n%v", a, b)
	}
	if batch(ops.Seed(7)).Equal(batch(ops.Seed(8))) {
		t.Error("two seeds, one result")
	}
	if batch().Equal(batch()) {
		t.Error("without a seed the values must differ")
	}
}

func TestSourceOptionsOfOtherSources(t *testing.T) {
	for name, o := range map[string]flow.SourceOption{"Freq": ops.Freq(1), "Interval": ops.Interval(1), "Seed": ops.Seed(1)} {
		says := "ops." + name + `: an option of ops.Random only, got the source "from slice"`
		check.Panics(t, says, func() { flow.FromSlice([]int{1}, o) })
		check.Panics(t, `got the source "replay"`, func() { ops.Replay(timed(nil), "t", 1, o) })
	}
	check.Panics(t, `ops.Every: an option of ops.Replay only, got the source "random"`, func() { ops.Random(ops.Every(1)) })
	check.Panics(t, "ops.Freq: must be positive, got 0s", func() { ops.Freq(0) })
	check.Panics(t, "ops.Interval: must be positive, got -1ns", func() { ops.Interval(-1) })
	check.Panics(t, "ops.Every: must be positive, got 0s", func() { ops.Every(0) })
}

func TestRandomStopsAtOnce(t *testing.T) {
	d := ops.Random(ops.Interval(time.Hour), flow.SourceName("slow"))
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(10*time.Millisecond, cancel)
	if err := flow.Run(ctx, d); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

// Columns of Random can be combined, like those of From.
func TestRandomColumnsCombine(t *testing.T) {
	clock := flow.Virtual(day)
	d := ops.Random(flow.WithClock(clock), flow.Limit(2))
	got, _ := run(t, clock, d.With("sum", d.Col("x").Plus(d.Col("z"))))
	for _, f := range got {
		x, z, sum := floats(t, f, "x"), floats(t, f, "z"), floats(t, f, "sum")
		for i := range sum {
			if sum[i] != x[i]+z[i] {
				t.Errorf("got %v + %v = %v", x[i], z[i], sum[i])
			}
		}
	}
}
