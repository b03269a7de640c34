package ops

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/ops/internal/window"
)

// Decay is how fast the weights of an [EWM] decrease: [CenterOfMass], [SpanOf], [HalfLife] or [Alpha], by rows; or
// [HalfLifeOf], by time.
type Decay struct {
	decay window.Decay
	time  time.Duration // the half-life; 0: by rows
}

// CenterOfMass is the decay with alpha = 1/(1+com). It panics unless com >= 0.
func CenterOfMass(com float64) Decay {
	if !(com >= 0) {
		panic(fmt.Sprintf("ops.CenterOfMass: must not be negative, got %v", com))
	}
	return Decay{decay: window.DecayOfCenterOfMass(com)}
}

// SpanOf is the decay with alpha = 2/(span+1). It panics unless span >= 1.
func SpanOf(span float64) Decay {
	if !(span >= 1) {
		panic(fmt.Sprintf("ops.SpanOf: must be at least 1, got %v", span))
	}
	return Decay{decay: window.DecayOfSpan(span)}
}

// HalfLife is the decay that halves a weight in this number of rows. It panics unless rows > 0.
func HalfLife(rows float64) Decay {
	if !(rows > 0) {
		panic(fmt.Sprintf("ops.HalfLife: must be positive, got %v", rows))
	}
	return Decay{decay: window.DecayOfHalfLife(rows)}
}

// Alpha is the decay in which the newest row has weight a. It panics unless 0 < a <= 1.
func Alpha(a float64) Decay {
	if !(a > 0 && a <= 1) {
		panic(fmt.Sprintf("ops.Alpha: must be greater than 0 and at most 1, got %v", a))
	}
	return Decay{decay: window.Decay{Alpha: a}}
}

// HalfLifeOf is the decay that halves a weight in the time d, measured by the index. It panics unless d > 0.
func HalfLifeOf(d time.Duration) Decay {
	if d <= 0 {
		panic(fmt.Sprintf("ops.HalfLifeOf: must be positive, got %v", d))
	}
	return Decay{decay: window.Decay{Alpha: 0.5}, time: d}
}
