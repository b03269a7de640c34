package window

import (
	"math"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// Ewm computes an exponentially weighted aggregate over all values so far: pandas' ewm. The older a value is, the less
// weight it has. A value costs a few ns.
//
// Variances are sums of squared distances from the mean, which has more than twice the precision of float64. The relative
// error is of the order of 1e-15 for values of any size, and does not grow with the number of values.
//
// An infinity has no effect on later results, in which it counts as missing. The result of its own row is infinite for a mean
// or a sum, and NaN for a variance; if the decay has SkipInfinite, it is that of a row with a missing value.
//
// An Ewm is used by one goroutine at a time.
type Ewm struct {
	statistic ewmStatistic
	weights   ewmWeights
	mean      ewmMean
	variance  compensated // weighted mean of the squared distances from the mean, scaled twice
	sum       compensated // weighted sum, scaled
	infinite  float64     // the newest value, if it is infinite and not skipped; else 0
}

// ewmStatistic is what an Ewm computes.
type ewmStatistic uint8

const (
	ewmMeanOf ewmStatistic = iota
	ewmSumOf
	ewmVariance
	ewmBiasedVariance
	ewmDeviation
	ewmBiasedDeviation
)

// EwmMean returns an Ewm of the mean. It panics unless Alpha is more than 0 and at most 1; so do the other constructors.
func EwmMean(decay Decay) *Ewm { return newEwm(decay, ewmMeanOf) }

// EwmSum returns an Ewm of the sum of the values, each times its weight. The newest value has weight 1. A missing value
// decays the sum. It panics if the decay is recursive.
func EwmSum(decay Decay) *Ewm {
	if decay.Recursive {
		panic("window: EwmSum needs a decay that is not recursive")
	}
	return newEwm(decay, ewmSumOf)
}

// EwmVar returns an Ewm of the variance. Unless biased, it is corrected for bias, and NaN for fewer than 2 values.
func EwmVar(decay Decay, biased bool) *Ewm {
	if biased {
		return newEwm(decay, ewmBiasedVariance)
	}
	return newEwm(decay, ewmVariance)
}

// EwmStd returns an Ewm of the standard deviation, the square root of what [EwmVar] computes.
func EwmStd(decay Decay, biased bool) *Ewm {
	if biased {
		return newEwm(decay, ewmBiasedDeviation)
	}
	return newEwm(decay, ewmDeviation)
}

func newEwm(decay Decay, statistic ewmStatistic) *Ewm {
	return &Ewm{statistic: statistic, weights: newEwmWeights(decay), mean: ewmMean{scale: 1}}
}

// Add adds one value, one row after the one before. NaN is a missing value.
func (e *Ewm) Add(v float64) { e.add(v, 1, false) }

// AddAfter adds one value, time units after the one before (0 for the first). It replaces Add for values that have
// times. If the decay is recursive, a value with the same time as the one before has no weight.
func (e *Ewm) AddAfter(v, time float64) { e.add(v, time, true) }

func (e *Ewm) add(v, time float64, timed bool) {
	e.infinite = 0
	if !(math.Abs(v) < largeValue) || e.mean.scale != 1 {
		e.addUnusual(v, time, timed)
		return
	}
	e.weights.age += time
	e.update(v, timed)
}

// addUnusual adds a value that is missing, infinite or so large that its square may overflow, and values after such a value.
func (e *Ewm) addUnusual(v, time float64, timed bool) {
	if v-v != 0 { // missing or infinite
		if v == v && !e.weights.decay.SkipInfinite {
			e.infinite = v
		}
		if !e.weights.decay.IgnoreMissing {
			e.weights.age += time
		}
		return
	}
	if e.mean.scale == 1 {
		e.rescale(largeScale)
	}
	e.weights.age += time
	e.update(v*largeScale, timed)
	const limit = largeValue * largeScale / 2
	if e.mean.isSmall(e.variance.high) && math.Abs(e.sum.high) < limit {
		e.rescale(1 / largeScale)
	}
}

// rescale multiplies the numbers that depend on values by a power of two.
func (e *Ewm) rescale(power float64) {
	e.mean.rescale(power)
	e.variance = e.variance.scaled(power).scaled(power)
	e.sum = e.sum.scaled(power)
}

// update adds a finite value, which must be scaled.
func (e *Ewm) update(v float64, timed bool) {
	if e.statistic == ewmSumOf {
		e.updateSum(v)
		return
	}
	newShare, oldShare := e.weights.enter(timed)
	if e.weights.count == 1 {
		e.mean.start(v)
		return
	}
	distance := e.mean.enter(v, newShare, oldShare)
	if e.statistic != ewmMeanOf {
		e.variance = e.variance.toward(oldShare*distance*distance, newShare, oldShare)
	}
}

func (e *Ewm) updateSum(v float64) {
	retained, lost := e.weights.decay.over(e.weights.age)
	e.weights.count++
	e.weights.age = 0
	e.sum = e.sum.decayed(retained, lost, v)
}

// Value returns the aggregate of all values so far, or NaN if there is none.
func (e *Ewm) Value() float64 {
	switch {
	case e.infinite != 0:
		return e.infiniteValue()
	case e.weights.count == 0:
		return math.NaN()
	}
	switch e.statistic {
	case ewmMeanOf:
		return e.mean.value() / e.mean.scale
	case ewmSumOf:
		if e.weights.age > 0 {
			retained, _ := e.weights.decay.over(e.weights.age)
			return retained * e.sum.high / e.mean.scale
		}
		return e.sum.high / e.mean.scale
	case ewmVariance:
		return e.weights.unbiased(e.variance.high) / e.mean.scale / e.mean.scale
	case ewmBiasedVariance:
		return e.variance.high / e.mean.scale / e.mean.scale
	case ewmDeviation:
		return math.Sqrt(e.weights.unbiased(e.variance.high)) / e.mean.scale
	}
	return math.Sqrt(e.variance.high) / e.mean.scale
}

// infiniteValue returns the aggregate of values of which the newest is infinite.
func (e *Ewm) infiniteValue() float64 {
	if e.statistic == ewmMeanOf || e.statistic == ewmSumOf {
		return e.infinite
	}
	return math.NaN()
}

// Count returns how many values there were that are not missing. An infinity counts in its own row only.
func (e *Ewm) Count() int {
	if e.infinite != 0 {
		return e.weights.count + 1
	}
	return e.weights.count
}

// Run adds the values of in one by one, as Add does, or as AddAfter does if times is not nil. out[i] is the result
// after in[i], or NaN if fewer than minCount values are not missing. All slices must have the length of in.
func (e *Ewm) Run(out, in, times []float64, minCount int) {
	out = out[:len(in)]
	for i := 0; i < len(in); i++ {
		if times != nil {
			e.add(in[i], times[i], true)
		} else {
			if e.canRunSteady(minCount) {
				if i += e.runSteady(out[i:], in[i:]); i == len(in) {
					break
				}
			}
			e.add(in[i], 1, false)
		}
		if e.Count() >= minCount {
			out[i] = e.Value()
		} else {
			out[i] = math.NaN()
		}
	}
}

// AppendBinary appends the state to dst, as for a [Queue].
func (e *Ewm) AppendBinary(dst []byte) []byte {
	dst = e.sum.appendTo(e.variance.appendTo(e.mean.appendTo(e.weights.appendTo(dst))))
	return state.AppendFloat(dst, e.infinite)
}

// Restore reads a state from the front of src, as for a [Queue].
func (e *Ewm) Restore(src []byte) (rest []byte, err error) {
	r, n := newStateReader(src), *e
	n.weights.read(r)
	n.mean.read(r)
	n.variance, n.sum, n.infinite = readCompensated(r), readCompensated(r), r.Float()
	if r.Err() == nil {
		*e = n
	}
	return r.Finish()
}
