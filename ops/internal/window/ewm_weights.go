package window

import (
	"math"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// ewmWeights holds the weights of the values of an [Ewm], as far as a new value needs to know them. All weights decay by the
// same factor, so it is applied only when the next value comes.
type ewmWeights struct {
	decay ewmDecay
	count int         // values so far
	age   float64     // of the newest value, in rows or units of time
	total compensated // the sum of all weights, as of the newest value
	// cross is the sum of the products of the shares that any two values have in the total: 1 less the sum of the squares of
	// the shares. The variance divided by it is not biased.
	cross compensated
	// steady says that so many values came one by one that total and cross do not change with one more.
	steady bool
}

// ewmDecay is a Decay, and what is computed once from it.
type ewmDecay struct {
	Decay
	logRetained float64 // the logarithm of the share of a weight that is left after one row or unit of time
	finalCross  float64 // the limit of cross
}

func newEwmWeights(d Decay) ewmWeights {
	d.check()
	return ewmWeights{decay: ewmDecay{d, math.Log1p(-d.Alpha), 2 * (1 - d.Alpha) / (2 - d.Alpha)}}
}

// over returns the shares of a weight that are left and lost after some rows or units of time. Both are exact to a few units
// in the last place, also if one of them is close to 0.
func (d *ewmDecay) over(time float64) (retained, lost float64) {
	switch {
	case time == 1:
		return 1 - d.Alpha, d.Alpha
	case time <= 0:
		return 1, 0
	}
	power := time * d.logRetained
	if power > -math.Ln2 {
		lost = -math.Expm1(power)
		return 1 - lost, lost
	}
	retained = math.Exp(power)
	return retained, 1 - retained
}

// enter adds the weight of a value. It returns the shares that the value, and that all values before it, have in the total.
// timed says that age is a time.
func (w *ewmWeights) enter(timed bool) (newShare, oldShare float64) {
	w.count++
	age := w.age
	w.age = 0
	if age == 1 && w.steady {
		return w.decay.Alpha, 1 - w.decay.Alpha
	}
	if w.count == 1 {
		w.total = compensated{high: 1}
		return 1, 0
	}
	retained, lost := w.decay.over(age)
	switch {
	case !w.decay.Recursive:
		old := retained * w.total.high
		w.total = w.total.decayed(retained, lost, 1)
		newShare, oldShare = 1/w.total.high, old/w.total.high
	case timed || age == 1:
		newShare, oldShare = lost, retained
	default:
		total := retained + w.decay.Alpha
		newShare, oldShare = w.decay.Alpha/total, retained/total
	}
	w.cross = w.cross.toward(oldShare*(2-w.cross.high), newShare, oldShare)
	w.steady = age == 1 && w.isSteady()
	return newShare, oldShare
}

// isSteady reports whether total and cross have come to their limits, but for rounding errors.
func (w *ewmWeights) isSteady() bool {
	const rounding = 0x1p-52
	return math.Abs(w.cross.high-w.decay.finalCross) <= rounding &&
		(w.decay.Recursive || math.Abs(1-w.decay.Alpha*w.total.high) <= rounding)
}

// unbiased returns a variance or covariance without the bias of a finite number of weights. It is NaN for fewer than two
// values that have weights.
func (w *ewmWeights) unbiased(variance float64) float64 {
	if w.cross.high <= 0 {
		return math.NaN()
	}
	return variance / w.cross.high
}

func (w *ewmWeights) appendTo(dst []byte) []byte {
	dst = state.AppendFloat(state.AppendCount(dst, w.count), w.age)
	return appendFlag(w.cross.appendTo(w.total.appendTo(dst)), w.steady)
}

// read reads what appendTo has encoded.
func (w *ewmWeights) read(r *state.Reader) {
	w.count, w.age = readCount(r), r.Float()
	w.total, w.cross = readCompensated(r), readCompensated(r)
	w.steady = readFlag(r)
}

func appendFlag(dst []byte, on bool) []byte {
	if on {
		return state.AppendCount(dst, 1)
	}
	return state.AppendCount(dst, 0)
}

func readFlag(r *state.Reader) bool { return readInt(r, "a flag", 1) == 1 }
