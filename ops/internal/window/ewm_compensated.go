package window

import "github.com/streamgage/streamgage/ops/internal/state"

// compensated is a number that changes in many small steps: high, and the rounding error of the last step, low. The next step
// adds low to its change, so that rounding errors do not add up (Kahan: Further Remarks on Reducing Truncation Errors, 1965).
type compensated struct{ high, low float64 }

// plus returns the sum with v. Its low is exact, whichever of both is larger.
func (a compensated) plus(v float64) compensated {
	return compensated(twoSum(a.high, v+a.low))
}

// step is plus for a v that is smaller than a, or whose own error is larger than the error of this sum: it takes less time
// (Dekker's Fast2Sum).
func (a compensated) step(v float64) compensated {
	return compensated(quickTwoSum(a.high, v+a.low))
}

// scaled returns the product with a power of two.
func (a compensated) scaled(power float64) compensated {
	return compensated{a.high * power, a.low * power}
}

// toward moves a weighted mean to that with a new value of weight newShare; newShare and oldShare are 1 together. The
// form depends on the shares, so that no digits are lost to a difference of numbers that are almost equal. The step leaves out
// a.low, which is a rounding error of a.high: repeated steps forget a share newShare of such an error each.
func (a compensated) toward(value, newShare, oldShare float64) compensated {
	if newShare <= 0.5 {
		return a.step(newShare * (value - a.high))
	}
	return compensated{high: value}.step(oldShare * (a.high - value))
}

// decayed returns retained times the number, plus v. retained and lost are 1 together.
func (a compensated) decayed(retained, lost, v float64) compensated {
	if lost <= 0.5 {
		return a.plus(v - lost*a.high)
	}
	return compensated{high: v}.plus(retained * a.high)
}

func (a compensated) appendTo(dst []byte) []byte { return state.AppendFloats(dst, a.high, a.low) }

func readCompensated(r *state.Reader) compensated { return compensated{r.Float(), r.Float()} }
