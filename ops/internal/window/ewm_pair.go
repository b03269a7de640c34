package window

import "math"

// EwmPair computes an exponentially weighted aggregate of the pairs of two columns so far: pandas' ewm.cov and ewm.corr. A
// pair is missing if one of its values is. Precision and infinities are those of an [Ewm]: a pair with an infinity has the
// result NaN, and counts as missing later.
//
// An EwmPair is used by one goroutine at a time.
type EwmPair struct {
	correlation, biased bool

	weights    ewmWeights
	x, y       ewmMean
	xx, yy, xy compensated // weighted means of the products of the distances from the means, scaled
	infinite   bool        // the newest pair has an infinity that is not skipped
}

// EwmCov returns an EwmPair of the covariance. Unless biased, it is corrected for bias, and NaN for fewer than 2 pairs.
func EwmCov(decay Decay, biased bool) *EwmPair {
	return &EwmPair{biased: biased, weights: newEwmWeights(decay), x: ewmMean{scale: 1}, y: ewmMean{scale: 1}}
}

// EwmCorr returns an EwmPair of Pearson's correlation, from -1 to 1. It is NaN for fewer than 2 pairs, and if one of the
// columns is constant.
func EwmCorr(decay Decay) *EwmPair {
	e := EwmCov(decay, true)
	e.correlation = true
	return e
}

// Add adds one pair, one row after the one before. NaN is a missing value.
func (e *EwmPair) Add(x, y float64) { e.add(x, y, 1, false) }

// AddAfter adds one pair, time units after the one before (0 for the first), as for an [Ewm].
func (e *EwmPair) AddAfter(x, y, time float64) { e.add(x, y, time, true) }

func (e *EwmPair) add(x, y, time float64, timed bool) {
	e.infinite = false
	if !(math.Abs(x) < largeValue && math.Abs(y) < largeValue) || e.x.scale != 1 || e.y.scale != 1 {
		e.addUnusual(x, y, time, timed)
		return
	}
	e.weights.age += time
	e.update(x, y, timed)
}

// addUnusual adds a pair with a missing, infinite or very large value, and pairs after such a pair.
func (e *EwmPair) addUnusual(x, y, time float64, timed bool) {
	if x-x != 0 || y-y != 0 { // missing or infinite
		e.infinite = x == x && y == y && !e.weights.decay.SkipInfinite
		if !e.weights.decay.IgnoreMissing {
			e.weights.age += time
		}
		return
	}
	if e.x.scale == 1 && math.Abs(x) >= largeValue {
		e.rescaleX(largeScale)
	}
	if e.y.scale == 1 && math.Abs(y) >= largeValue {
		e.rescaleY(largeScale)
	}
	e.weights.age += time
	e.update(x*e.x.scale, y*e.y.scale, timed)
	if e.x.scale != 1 && e.x.isSmall(e.xx.high) {
		e.rescaleX(1 / largeScale)
	}
	if e.y.scale != 1 && e.y.isSmall(e.yy.high) {
		e.rescaleY(1 / largeScale)
	}
}

func (e *EwmPair) rescaleX(power float64) {
	e.x.rescale(power)
	e.xx, e.xy = e.xx.scaled(power).scaled(power), e.xy.scaled(power)
}

func (e *EwmPair) rescaleY(power float64) {
	e.y.rescale(power)
	e.yy, e.xy = e.yy.scaled(power).scaled(power), e.xy.scaled(power)
}

// update adds a pair of finite values, which must be scaled.
func (e *EwmPair) update(x, y float64, timed bool) {
	newShare, oldShare := e.weights.enter(timed)
	if e.weights.count == 1 {
		e.x.start(x)
		e.y.start(y)
		return
	}
	dx, dy := e.x.enter(x, newShare, oldShare), e.y.enter(y, newShare, oldShare)
	e.xx = e.xx.toward(oldShare*dx*dx, newShare, oldShare)
	e.yy = e.yy.toward(oldShare*dy*dy, newShare, oldShare)
	e.xy = e.xy.toward(oldShare*dx*dy, newShare, oldShare)
}

// Value returns the aggregate of all pairs so far, or NaN if there is none.
func (e *EwmPair) Value() float64 {
	switch {
	case e.infinite || e.weights.count == 0:
		return math.NaN()
	case e.correlation:
		r := e.xy.high / (math.Sqrt(e.xx.high) * math.Sqrt(e.yy.high)) // NaN if one of them is 0
		return max(-1, min(1, r))
	case e.biased:
		return e.xy.high / e.x.scale / e.y.scale
	}
	return e.weights.unbiased(e.xy.high) / e.x.scale / e.y.scale
}

// Count returns how many pairs there were that are not missing. A pair with an infinity counts in its own row only.
func (e *EwmPair) Count() int {
	if e.infinite {
		return e.weights.count + 1
	}
	return e.weights.count
}

// Run adds pairs one by one, as for an [Ewm].
func (e *EwmPair) Run(out, x, y, times []float64, minCount int) {
	out, y = out[:len(x)], y[:len(x)]
	for i, v := range x {
		if times == nil {
			e.add(v, y[i], 1, false)
		} else {
			e.add(v, y[i], times[i], true)
		}
		if e.Count() >= minCount {
			out[i] = e.Value()
		} else {
			out[i] = math.NaN()
		}
	}
}

// AppendBinary appends the state to dst, as for a [Queue].
func (e *EwmPair) AppendBinary(dst []byte) []byte {
	dst = e.y.appendTo(e.x.appendTo(e.weights.appendTo(dst)))
	for _, product := range []compensated{e.xx, e.yy, e.xy} {
		dst = product.appendTo(dst)
	}
	return appendFlag(dst, e.infinite)
}

// Restore reads a state from the front of src, as for a [Queue].
func (e *EwmPair) Restore(src []byte) (rest []byte, err error) {
	r, n := newStateReader(src), *e
	n.weights.read(r)
	n.x.read(r)
	n.y.read(r)
	n.xx, n.yy, n.xy = readCompensated(r), readCompensated(r), readCompensated(r)
	n.infinite = readFlag(r)
	if r.Err() == nil {
		*e = n
	}
	return r.Finish()
}
