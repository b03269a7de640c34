package window

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// Ewm computes an exponentially weighted aggregate over all values so far: pandas' ewm. The older a value is, the less
// weight it has. An Ewm costs a few ns a value. After an infinity the mean is always infinite or NaN.
//
// An Ewm is used by one goroutine at a time.
type Ewm struct {
	decay  Decay
	result func(*Ewm) float64

	count       int     // values that are not missing
	weight      float64 // sum of all weights, as of the newest value
	crossWeight float64 // twice the sum of the products of the weights of any two values
	mean        float64
	m2          float64 // weighted mean of the squared distances from the mean
	age         float64 // of the newest value that is not missing, in rows or units of time
}

// Decay says how the weight of a value decays with the values after it.
type Decay struct {
	// Alpha is the share of its weight that a value loses with the next value: more than 0, at most 1. With times, it
	// is the share that is lost in one unit of time; so it is 1/2 for times in half-lives.
	Alpha float64
	// Recursive sets the weight of the newest value to Alpha, and that of all values before it together to 1-Alpha:
	// pandas' adjust=False. The first value then has more weight than if Recursive is false.
	Recursive bool
	// IgnoreMissing makes weights decay with values only, not with missing ones: pandas' ignore_na=True.
	IgnoreMissing bool
}

// DecayOfCenterOfMass returns the decay with a center of mass: the weighted mean of the ages of values, in rows. It
// panics unless com is at least 0.
func DecayOfCenterOfMass(com float64) Decay {
	if !(com >= 0) {
		panic(fmt.Sprintf("window: a center of mass must be at least 0, got %v", com))
	}
	return Decay{Alpha: 1 / (1 + com)}
}

// DecayOfSpan returns the decay by which values have the same mean age as in an unweighted window of span rows. It
// panics unless span is at least 1.
func DecayOfSpan(span float64) Decay {
	if !(span >= 1) {
		panic(fmt.Sprintf("window: a span must be at least 1, got %v", span))
	}
	return Decay{Alpha: 2 / (1 + span)}
}

// DecayOfHalfLife returns the decay by which a value loses half of its weight in this many rows. It panics unless rows
// is positive.
func DecayOfHalfLife(rows float64) Decay {
	if !(rows > 0) {
		panic(fmt.Sprintf("window: a half-life must be positive, got %v", rows))
	}
	return Decay{Alpha: -math.Expm1(-math.Ln2 / rows)}
}

// EwmMean returns an Ewm of the mean. It panics unless Alpha is more than 0 and at most 1; so do EwmVar and EwmStd.
func EwmMean(decay Decay) *Ewm { return newEwm(decay, func(e *Ewm) float64 { return e.mean }) }

// EwmVar returns an Ewm of the variance. Unless biased, it is corrected for bias, and NaN for fewer than 2 values.
func EwmVar(decay Decay, biased bool) *Ewm {
	return newEwm(decay, func(e *Ewm) float64 { return e.variance(biased) })
}

// EwmStd returns an Ewm of the standard deviation, the square root of what [EwmVar] computes.
func EwmStd(decay Decay, biased bool) *Ewm {
	return newEwm(decay, func(e *Ewm) float64 { return math.Sqrt(e.variance(biased)) })
}

func newEwm(decay Decay, result func(*Ewm) float64) *Ewm {
	if !(decay.Alpha > 0 && decay.Alpha <= 1) {
		panic(fmt.Sprintf("window: Alpha must be more than 0 and at most 1, got %v", decay.Alpha))
	}
	return &Ewm{decay: decay, result: result}
}

// Add adds one value, one row after the one before. NaN is a missing value.
func (e *Ewm) Add(v float64) {
	if e.advance(v, 1) {
		e.update(v, e.decay.Alpha)
	}
}

// AddAfter adds one value, time units after the one before (0 for the first). It replaces Add for values that have
// times. If the decay is recursive, a value with the same time as the one before has no weight.
func (e *Ewm) AddAfter(v, time float64) {
	if !e.advance(v, time) {
		return
	}
	alpha := 0.0
	if e.age > 0 {
		alpha = -math.Expm1(e.age * math.Log1p(-e.decay.Alpha))
	}
	e.update(v, alpha)
}

// advance adds time to the age of the newest value, and reports whether v is not missing. All weights decay by the same
// factor, so update applies the factor when the next value that is not missing is added.
func (e *Ewm) advance(v, time float64) bool {
	missing := v != v
	if !(missing && e.decay.IgnoreMissing) {
		e.age += time
	}
	return !missing
}

// update adds a value that is not missing. alpha is its weight if the decay is recursive.
func (e *Ewm) update(v, alpha float64) {
	if e.count++; e.count == 1 {
		e.mean, e.weight, e.age = v, 1, 0
		return
	}
	retained := 1 - e.decay.Alpha
	if e.age != 1 {
		retained = math.Pow(retained, e.age)
	}
	oldWeight, newWeight := e.weight*retained, 1.0
	if e.decay.Recursive {
		newWeight = alpha
	}
	total := oldWeight + newWeight
	newShare, oldShare, delta := newWeight/total, oldWeight/total, v-e.mean
	e.m2 = oldShare * (e.m2 + newShare*delta*delta)
	if math.IsInf(delta, 0) {
		e.mean = oldShare*e.mean + newShare*v
	} else {
		e.mean += newShare * delta
	}
	e.crossWeight = e.crossWeight*retained*retained + 2*oldWeight*newWeight
	e.weight, e.age = total, 0
	if e.decay.Recursive {
		e.weight = 1
		e.crossWeight /= total * total
	}
}

// variance returns m2. Unless biased, it is corrected for the finite number of weights.
func (e *Ewm) variance(biased bool) float64 {
	switch {
	case e.count == 0 || !biased && e.crossWeight <= 0:
		return math.NaN()
	case biased:
		return e.m2
	}
	return e.weight / e.crossWeight * e.weight * e.m2
}

// Value returns the aggregate of all values so far, or NaN if there is none.
func (e *Ewm) Value() float64 {
	if e.count == 0 {
		return math.NaN()
	}
	return e.result(e)
}

// Count returns how many values there were that are not missing.
func (e *Ewm) Count() int { return e.count }

// Run adds the values of in one by one, as Add does, or as AddAfter does if times is not nil. out[i] is the result
// after in[i], or NaN if fewer than minCount values are not missing. All slices must have the length of in.
func (e *Ewm) Run(out, in, times []float64, minCount int) {
	out = out[:len(in)]
	for i, v := range in {
		if times == nil {
			e.Add(v)
		} else {
			e.AddAfter(v, times[i])
		}
		if e.count >= minCount {
			out[i] = e.Value()
		} else {
			out[i] = math.NaN()
		}
	}
}

// AppendBinary appends the state to dst, as for a [Queue].
func (e *Ewm) AppendBinary(dst []byte) []byte {
	return state.AppendFloats(state.AppendCount(dst, e.count), e.weight, e.crossWeight, e.mean, e.m2, e.age)
}

// Restore reads a state from the front of src, as for a [Queue].
func (e *Ewm) Restore(src []byte) (rest []byte, err error) {
	r := newStateReader(src)
	n := Ewm{
		decay: e.decay, result: e.result,
		count: readCount(r), weight: r.Float(), crossWeight: r.Float(), mean: r.Float(), m2: r.Float(), age: r.Float(),
	}
	if r.Err() == nil {
		*e = n
	}
	return r.Finish()
}
