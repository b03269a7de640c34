package window

import (
	"math"
	"math/rand/v2"

	tdigest "github.com/caio/go-tdigest/v4"
)

// digest is the accumulator of Quantile: a t-digest, which keeps means of neighbouring values, more of them towards the
// ends. Infinities are counted beside it.
//
// It draws random numbers, from a seed that is always the same: so the same values give the same estimates.
type tdigestAccumulator struct {
	q                    float64
	finite               *tdigest.TDigest
	random               *digestRandom
	minFinite, maxFinite float64 // the least and greatest finite value
	negativeInfinities   int     // how many are -Inf
	positiveInfinities   int     // how many are +Inf
}

// compression is about how many means stay when the digest tidies up, which it does at 20 times as many.
const compression = 100

func newTDigestAccumulator(q float64) *tdigestAccumulator {
	d := &tdigestAccumulator{q: q, random: &digestRandom{generator: rand.NewPCG(1, 1)}, minFinite: math.Inf(1), maxFinite: math.Inf(-1)}
	var err error
	d.finite, err = tdigest.New(tdigest.Compression(compression), tdigest.RandomNumberGenerator(d.random))
	if err != nil {
		panic(err) // it only minds the compression
	}
	return d
}

func (d *tdigestAccumulator) Add(v float64) {
	switch {
	case v != v:
	case v < -math.MaxFloat64:
		d.negativeInfinities++
	case v > math.MaxFloat64:
		d.positiveInfinities++
	default:
		d.addFinite(v, 1)
		d.minFinite, d.maxFinite = min(d.minFinite, v), max(d.maxFinite, v)
	}
}

// put adds a finite value.
func (d *tdigestAccumulator) addFinite(v float64, times uint64) {
	if err := d.finite.AddWeighted(v, times); err != nil {
		panic(err) // it only minds NaN, and 0 times
	}
}

func (d *tdigestAccumulator) AddAll(values []float64) { addEach(d, values) }

func (d *tdigestAccumulator) Run(out, in []float64, minCount int) { runEach(d, out, in, minCount) }

func (d *tdigestAccumulator) Count() int {
	return d.negativeInfinities + int(d.finite.Count()) + d.positiveInfinities
}

func (d *tdigestAccumulator) Value() float64 {
	n := d.Count()
	if n == 0 {
		return math.NaN()
	}
	rank, finite := d.q*float64(n-1), float64(d.finite.Count())
	switch rank -= float64(d.negativeInfinities); {
	case rank < 0:
		return math.Inf(-1)
	case rank > finite-1 && d.positiveInfinities > 0:
		return math.Inf(1)
	case rank <= 0:
		return d.minFinite
	case rank >= finite-1:
		return d.maxFinite
	}
	v := d.finite.Quantile(rank / (finite - 1))
	if v != v { // it overflows beyond the outermost means
		v = math.Copysign(math.Inf(1), d.q-0.5)
	}
	return min(max(v, d.minFinite), d.maxFinite)
}

// dice are the random numbers of a digest.
type digestRandom struct {
	generator  *rand.PCG
	neverMerge bool // while the digest must not do as it likes
}

// Float32 decides whether a value goes into a mean: with a number from 0 to less than 1 it may, with 1 it never does.
func (d *digestRandom) Float32() float32 {
	if d.neverMerge {
		return 1
	}
	return rand.New(d.generator).Float32()
}

// Intn shuffles.
func (d *digestRandom) Intn(n int) int { return rand.New(d.generator).IntN(n) }
