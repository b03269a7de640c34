package window

import "math"

// canRunSteady reports whether runSteady can add values.
func (e *Ewm) canRunSteady(minCount int) bool {
	w := &e.weights
	return w.steady && w.age == 0 && w.decay.Alpha <= 0.5 && w.count >= minCount && e.mean.scale == 1 && e.statistic != ewmSumOf
}

// runSteady does what Run does for values by rows, up to the first one that is missing or very large, and returns how many there
// were. The weights do not change any more, and all numbers stay in registers. Its results are those of add and Value, bit for bit.
func (e *Ewm) runSteady(out, in []float64) (added int) {
	e.infinite = 0
	newShare, ofMean := e.weights.decay.Alpha, e.statistic == ewmMeanOf
	oldShare := 1 - newShare
	pivot, high, low := e.mean.pivot, e.mean.offset.high, e.mean.offset.low
	squares, rest := e.variance.high, e.variance.low
	for ; added < len(in) && added < len(out); added++ {
		v := in[added]
		if !(v < largeValue && v > -largeValue) {
			break
		}
		u := v - pivot
		distance := u - high - low
		if high*high > 16*distance*distance {
			mean := ewmMean{pivot: pivot, offset: compensated{high, low}}
			mean.movePivot()
			pivot, high, low = mean.pivot, mean.offset.high, mean.offset.low
			u = v - pivot
			distance = u - high - low
		}
		offset := compensated{high, low}.step(newShare * (u - high))
		high, low = offset.high, offset.low
		if ofMean {
			out[added] = (pivot + high) + low
			continue
		}
		variance := compensated{squares, rest}.step(newShare * (oldShare*distance*distance - squares))
		squares, rest = variance.high, variance.low
		out[added] = squares
	}
	e.mean.pivot, e.mean.offset = pivot, compensated{high, low}
	e.variance = compensated{squares, rest}
	e.weights.count += added
	e.finish(out[:added])
	return added
}

// finish turns biased variances into what e computes.
func (e *Ewm) finish(out []float64) {
	cross := e.weights.cross.high
	switch e.statistic {
	case ewmVariance:
		for i, v := range out {
			out[i] = v / cross
		}
	case ewmDeviation:
		for i, v := range out {
			out[i] = math.Sqrt(v / cross)
		}
	case ewmBiasedDeviation:
		for i, v := range out {
			out[i] = math.Sqrt(v)
		}
	}
}
