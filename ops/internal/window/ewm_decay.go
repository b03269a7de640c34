package window

import (
	"fmt"
	"math"
)

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
	// SkipInfinite makes an infinity a missing value.
	SkipInfinite bool
}

// check panics unless Alpha is more than 0 and at most 1.
func (d Decay) check() {
	if !(d.Alpha > 0 && d.Alpha <= 1) {
		panic(fmt.Sprintf("window: Alpha must be more than 0 and at most 1, got %v", d.Alpha))
	}
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
