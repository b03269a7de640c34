package window

import (
	"math"
	"math/rand/v2"

	tdigest "github.com/caio/go-tdigest/v4"
)

// tdigestAccumulator estimates quantiles with a t-digest, for a quantileAccumulator with many values. It keeps centroids in
// place of the values: means of neighbouring values, with their counts. Centroids are denser towards both ends. Infinities
// are counted separately.
//
// Its random numbers start from a constant seed, so the estimate depends only on the values and their order.
type tdigestAccumulator struct {
	q                    float64
	finite               *tdigest.TDigest
	random               *digestRandom
	minFinite, maxFinite float64 // the smallest and largest finite value
	negativeInfinities   int
	positiveInfinities   int
}

// compression is about the number of centroids after the digest has compressed itself. It does so when it has 20 times
// this number.
const compression = 100

// newTDigestAccumulator returns an empty accumulator of the quantile q.
func newTDigestAccumulator(q float64) *tdigestAccumulator {
	d := &tdigestAccumulator{q: q, random: &digestRandom{generator: rand.NewPCG(1, 1)}, minFinite: math.Inf(1), maxFinite: math.Inf(-1)}
	var err error
	d.finite, err = tdigest.New(tdigest.Compression(compression), tdigest.RandomNumberGenerator(d.random))
	if err != nil {
		panic(err) // unreachable: only an invalid compression is an error
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

// addFinite adds a finite value several times.
func (d *tdigestAccumulator) addFinite(v float64, times uint64) {
	if err := d.finite.AddWeighted(v, times); err != nil {
		panic(err) // unreachable: only NaN and a count of 0 are errors
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
	if v != v { // the interpolation between the outermost centroids overflows
		v = math.Copysign(math.Inf(1), d.q-0.5)
	}
	return min(max(v, d.minFinite), d.maxFinite)
}

// digestRandom is the source of random numbers of a digest.
type digestRandom struct {
	generator  *rand.PCG
	neverMerge bool // while set, every value gets a centroid of its own
}

// Float32 returns a number from 0 to 1 (exclusive), with which the digest decides whether a value is merged into a
// centroid. It returns 1, which prevents merging, while neverMerge is set.
func (d *digestRandom) Float32() float32 {
	if d.neverMerge {
		return 1
	}
	return rand.New(d.generator).Float32()
}

// Intn returns a number from 0 to n-1, with which the digest shuffles centroids.
func (d *digestRandom) Intn(n int) int { return rand.New(d.generator).IntN(n) }
