package ops

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/period"
)

const (
	defaultFreq     = 100 * time.Millisecond
	defaultInterval = 500 * time.Millisecond
)

// randomSource is the source of Random: its options, and its clock.
type randomSource struct {
	freq, interval time.Duration
	rng            *rand.Rand
	clock          flow.Clock
	origin         *origin
}

// Freq sets the time between two rows of [Random]. Default: 100 ms. It panics unless d is positive, and on a source
// other than Random.
func Freq(d time.Duration) flow.SourceOption {
	if d <= 0 {
		panic(fmt.Sprintf("ops.Freq: must be positive, got %v", d))
	}
	return func(c *flow.SourceConfig) { randomSourceOf("Freq", c).freq = d }
}

// Interval sets the time between two batches of [Random]. Default: 500 ms. It panics unless d is positive, and on a
// source other than Random.
func Interval(d time.Duration) flow.SourceOption {
	if d <= 0 {
		panic(fmt.Sprintf("ops.Interval: must be positive, got %v", d))
	}
	return func(c *flow.SourceConfig) { randomSourceOf("Interval", c).interval = d }
}

// Seed makes [Random] emit the same values for the same n. Default: other values each time. It panics on a source other
// than Random.
func Seed(n uint64) flow.SourceOption {
	return func(c *flow.SourceConfig) { randomSourceOf("Seed", c).rng = newRNG(n) }
}

// newRNG returns the random number generator of a seed.
func newRNG(n uint64) *rand.Rand { return rand.New(rand.NewPCG(n, 0x73747265616d)) }

// randomSourceOf returns the Random that an option is applied to. It panics on other sources.
func randomSourceOf(option string, c *flow.SourceConfig) *randomSource {
	r, ok := c.Extra.(*randomSource)
	if !ok {
		panic(fmt.Sprintf("ops.%s: an option of ops.Random only, got the source %q", option, c.Name))
	}
	return r
}

// Random is a source of random rows, for trying things out: streamz' Random. Its columns are x, float64, uniform in [0,
// 1); y, int64, Poisson with mean 1; z, float64, standard normal; and the time index "index", in steps of [Freq].
//
// The first batch comes one [Interval] after Run begins, then one batch every Interval. A batch has the rows whose
// times have come since the batch before: 5 by default, and none in some batches if Interval is less than Freq. As in
// flow.Periodic, a batch that is due while the one before is still in progress is left out. With flow.WithClock, [Seed]
// and flow.Limit or flow.For the batches are the same each time. Random never ends by itself.
//
// Cost: about 40 ns a row.
func Random(opts ...flow.SourceOption) DataFrame {
	r := &randomSource{freq: defaultFreq, interval: defaultInterval, origin: &origin{}}
	setSource := func(c *flow.SourceConfig) { c.Name, c.Extra = "random", r }
	setClock := func(c *flow.SourceConfig) { r.clock = c.Clock }
	s := flow.FromFunc(r.run, slices.Concat([]flow.SourceOption{setSource}, opts, []flow.SourceOption{setClock})...)
	if r.rng == nil {
		r.rng = newRNG(rand.Uint64())
	}
	return DataFrame{Stream: s, example: r.batch(0, 0, 0), origin: r.origin}
}

// run emits batches when they are due.
func (r *randomSource) run(ctx context.Context, emit func(frame.Frame) error) error {
	start := r.clock.Now()
	due := start
	for {
		due = period.CatchUp(due.Add(r.interval), r.clock.Now(), r.interval)
		if err := r.clock.Sleep(ctx, due.Sub(r.clock.Now())); err != nil {
			return err
		}
		passed := due.Sub(start)
		from, to := int64((passed-r.interval)/r.freq), int64(passed/r.freq)
		r.origin.batch++
		if err := emit(r.batch(start.UnixNano(), from, to)); err != nil {
			return err
		}
	}
}

// batch returns the rows from+1 to to, counted from the start.
func (r *randomSource) batch(start, from, to int64) frame.Frame {
	n := to - from
	at, y := make([]int64, n), make([]int64, n)
	x, z := make([]float64, n), make([]float64, n)
	for i := range at {
		at[i] = start + (from+1+int64(i))*int64(r.freq)
		x[i], y[i], z[i] = r.rng.Float64(), poisson1(r.rng), r.rng.NormFloat64()
	}
	return frame.Must(frame.New(frame.Nanos("index", at).AsIndex(), frame.Col("x", x), frame.Col("y", y), frame.Col("z", z)))
}

// poissonBelow[k] is the probability that a Poisson variable with mean 1 is at most k. Above 18 it is 1 in float64.
var poissonBelow = func() (table [19]float64) {
	const e = 2.718281828459045235360287471352662498
	term, total := 1/e, 0.0
	for k := range table {
		total += term
		table[k] = total
		term /= float64(k + 1)
	}
	table[len(table)-1] = 1
	return table
}()

// poisson1 draws from the Poisson distribution with mean 1 by inversion: two comparisons on average.
func poisson1(rng *rand.Rand) int64 {
	u, k := rng.Float64(), 0
	for u >= poissonBelow[k] {
		k++
	}
	return int64(k)
}
