package window

import (
	"fmt"
	"math"
)

// Ewm computes a result over all values so far, of which the older weigh less: pandas' ewm. It costs a few ns a value.
// An infinity does not go away; its mean stays infinite or becomes NaN.
//
// An Ewm is used by one goroutine at a time.
type Ewm struct {
	decay  Fading
	result func(*Ewm) float64

	count       int     // values
	weight      float64 // of all values, when the newest came
	crossWeight float64 // the products of the weights of any two values, added up and doubled
	mean        float64
	m2          float64 // the weighted mean of squared distances
	age         float64 // of the newest value that is not missing, in rows or units of time
}

// Fading says how the weight of a value falls as others come.
type Fading struct {
	// Alpha is the part of its weight that a value loses with the next one: more than 0, at most 1. With times, it is what
	// is lost in one unit of time; so it is 1/2 where times are in half-lives.
	Alpha float64
	// Recursive gives the newest value the weight Alpha against all before it, and not its share of all weights: pandas'
	// adjust=False. The first value then weighs more.
	Recursive bool
	// IgnoreMissing makes weights fall with values only, not with missing ones.
	IgnoreMissing bool
}

// FadingOfCom gives the fading of a centre of mass: how old values are on the average, in rows. It panics unless com is
// at least 0.
func FadingOfCom(com float64) Fading {
	if !(com >= 0) {
		panic(fmt.Sprintf("window.FadingOfCom: must be at least 0, got %v", com))
	}
	return Fading{Alpha: 1 / (1 + com)}
}

// FadingOfSpan gives the fading whose values are as old on the average as those of a plain window of so many rows. It
// panics unless span is at least 1.
func FadingOfSpan(span float64) Fading {
	if !(span >= 1) {
		panic(fmt.Sprintf("window.FadingOfSpan: must be at least 1, got %v", span))
	}
	return Fading{Alpha: 2 / (1 + span)}
}

// FadingOfHalfLife gives the fading by which a value has lost half of its weight after so many rows. It panics unless
// rows is positive.
func FadingOfHalfLife(rows float64) Fading {
	if !(rows > 0) {
		panic(fmt.Sprintf("window.FadingOfHalfLife: must be positive, got %v", rows))
	}
	return Fading{Alpha: -math.Expm1(-math.Ln2 / rows)}
}

// EwmMean makes an Ewm of the mean. It panics unless f.Alpha is more than 0 and at most 1, as all of them do.
func EwmMean(decay Fading) *Ewm { return newEwm(decay, func(e *Ewm) float64 { return e.mean }) }

// EwmVar makes an Ewm of the variance, corrected for bias unless biased; then it is NaN for fewer than 2 values.
func EwmVar(decay Fading, biased bool) *Ewm {
	return newEwm(decay, func(e *Ewm) float64 { return e.variance(biased) })
}

// EwmStd makes an Ewm of the standard deviation, the root of what [EwmVar] makes.
func EwmStd(decay Fading, biased bool) *Ewm {
	return newEwm(decay, func(e *Ewm) float64 { return math.Sqrt(e.variance(biased)) })
}

func newEwm(decay Fading, result func(*Ewm) float64) *Ewm {
	if !(decay.Alpha > 0 && decay.Alpha <= 1) {
		panic(fmt.Sprintf("window.Fading: Alpha must be more than 0 and at most 1, got %v", decay.Alpha))
	}
	return &Ewm{decay: decay, result: result}
}

// Add counts in one value, a row after the one before.
func (e *Ewm) Add(v float64) {
	if e.advance(v, 1) {
		e.update(v, e.decay.Alpha)
	}
}

// AddAfter counts in one value, so many units of time after the one before; the first has none before it. It takes the
// place of Add for values that have times. Where the fading is recursive, a value of the same time as the one before
// weighs nothing.
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

// wait lets time pass before v, and says whether v is one to join. Weights fall when the next value joins, all of them
// alike, so until then it makes no difference.
func (e *Ewm) advance(v, time float64) bool {
	missing := v != v
	if !(missing && e.decay.IgnoreMissing) {
		e.age += time
	}
	return !missing
}

// join counts in a value that is there; alpha is its weight if the fading is recursive.
func (e *Ewm) update(v, alpha float64) {
	if e.count++; e.count == 1 {
		e.mean, e.weight, e.age = v, 1, 0
		return
	}
	retained := 1 - e.decay.Alpha
	if e.age != 1 {
		retained = math.Pow(retained, e.age)
	}
	old, weight := e.weight*retained, 1.0
	if e.decay.Recursive {
		weight = alpha
	}
	total := old + weight
	share, rest, delta := weight/total, old/total, v-e.mean
	e.m2 = rest * (e.m2 + share*delta*delta)
	if math.IsInf(delta, 0) {
		e.mean = rest*e.mean + share*v
	} else {
		e.mean += share * delta
	}
	e.crossWeight = e.crossWeight*retained*retained + 2*old*weight
	e.weight, e.age = total, 0
	if e.decay.Recursive {
		e.weight = 1
		e.crossWeight /= total * total
	}
}

// variance gives m2, corrected by what the weights are short of countless small ones.
func (e *Ewm) variance(biased bool) float64 {
	switch {
	case e.count == 0 || !biased && e.crossWeight <= 0:
		return math.NaN()
	case biased:
		return e.m2
	}
	return e.weight / e.crossWeight * e.weight * e.m2
}

// Value is the result over all values so far, or NaN where there is none.
func (e *Ewm) Value() float64 {
	if e.count == 0 {
		return math.NaN()
	}
	return e.result(e)
}

// Count is how many values there were that were not missing.
func (e *Ewm) Count() int { return e.count }

// Run counts in values one by one, as Add does, or, where times is not nil, as AddAfter does. out[i] is the result after
// in[i], or NaN where fewer than least values are not missing. All must be as long as in.
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
	return appendFloats(appendInt(dst, e.count), []float64{e.weight, e.crossWeight, e.mean, e.m2, e.age})
}

// Restore takes over a state from the front of src, as for a [Queue].
func (e *Ewm) Restore(src []byte) (rest []byte, err error) {
	r := stateReader{src: src}
	n := Ewm{decay: e.decay, result: e.result, count: r.count(), weight: r.float(), crossWeight: r.float(), mean: r.float(), m2: r.float(), age: r.float()}
	if r.err == nil {
		*e = n
	}
	return r.finish()
}
