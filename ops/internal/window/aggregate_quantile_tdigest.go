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
type digest struct {
	q         float64
	finite    *tdigest.TDigest
	dice      *dice
	low, high float64 // the least and greatest finite value
	below     int     // how many are -Inf
	above     int     // how many are +Inf
}

// compression is about how many means stay when the digest tidies up, which it does at 20 times as many.
const compression = 100

func newDigest(q float64) *digest {
	d := &digest{q: q, dice: &dice{random: rand.NewPCG(1, 1)}, low: math.Inf(1), high: math.Inf(-1)}
	var err error
	d.finite, err = tdigest.New(tdigest.Compression(compression), tdigest.RandomNumberGenerator(d.dice))
	if err != nil {
		panic(err) // it only minds the compression
	}
	return d
}

func (d *digest) Add(v float64) {
	switch {
	case v != v:
	case v < -math.MaxFloat64:
		d.below++
	case v > math.MaxFloat64:
		d.above++
	default:
		d.put(v, 1)
		d.low, d.high = min(d.low, v), max(d.high, v)
	}
}

// put adds a finite value.
func (d *digest) put(v float64, times uint64) {
	if err := d.finite.AddWeighted(v, times); err != nil {
		panic(err) // it only minds NaN, and 0 times
	}
}

func (d *digest) AddAll(values []float64) { addEach(d, values) }

func (d *digest) Run(out, in []float64, least int) { runEach(d, out, in, least) }

func (d *digest) Count() int { return d.below + int(d.finite.Count()) + d.above }

func (d *digest) Value() float64 {
	n := d.Count()
	if n == 0 {
		return math.NaN()
	}
	rank, finite := d.q*float64(n-1), float64(d.finite.Count())
	switch rank -= float64(d.below); {
	case rank < 0:
		return math.Inf(-1)
	case rank > finite-1 && d.above > 0:
		return math.Inf(1)
	case rank <= 0:
		return d.low
	case rank >= finite-1:
		return d.high
	}
	v := d.finite.Quantile(rank / (finite - 1))
	if v != v { // it overflows beyond the outermost means
		v = math.Copysign(math.Inf(1), d.q-0.5)
	}
	return min(max(v, d.low), d.high)
}

// dice are the random numbers of a digest.
type dice struct {
	random *rand.PCG
	fixed  bool // while the digest must not do as it likes
}

// Float32 decides whether a value goes into a mean: with a number from 0 to less than 1 it may, with 1 it never does.
func (d *dice) Float32() float32 {
	if d.fixed {
		return 1
	}
	return rand.New(d.random).Float32()
}

// Intn shuffles.
func (d *dice) Intn(n int) int { return rand.New(d.random).IntN(n) }
