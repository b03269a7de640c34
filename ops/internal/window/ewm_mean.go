package window

import (
	"math"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// A value of at least largeValue makes an ewmMean scale all values by largeScale, so that their squares do not overflow. It
// scales them back when all its numbers are small again.
const (
	largeValue = 0x1p500
	largeScale = 0x1p-600
)

// ewmMean is the weighted mean of a column. It consists of a pivot, which is a float64 near the values, and the mean's offset
// from it. The distance of a value from the pivot has no rounding error for values far from 0 (Sterbenz), and that from the
// mean is exact in the same way. So digits are not lost where values differ little, at 1e9 or anywhere else.
type ewmMean struct {
	scale  float64 // 1, or largeScale
	pivot  float64
	offset compensated
}

// enter adds a value, which must be scaled, and returns its distance from the mean before it.
func (m *ewmMean) enter(v, newShare, oldShare float64) (distance float64) {
	u := v - m.pivot
	distance = u - m.offset.high - m.offset.low
	if m.offset.high*m.offset.high > 16*distance*distance { // u may have a rounding error that is large beside the distance
		m.movePivot()
		u = v - m.pivot
		distance = u - m.offset.high - m.offset.low
	}
	if newShare > 0.5 {
		m.pivot, m.offset = v, compensated{high: -oldShare * distance}
	} else {
		m.offset = m.offset.step(newShare * (u - m.offset.high))
	}
	return distance
}

// start sets the mean to the first value.
func (m *ewmMean) start(v float64) { m.pivot, m.offset = v, compensated{} }

// movePivot moves the pivot to the mean, as far as a float64 can be it.
func (m *ewmMean) movePivot() {
	mean := compensated{high: m.offset.high}.plus(m.pivot)
	m.pivot, m.offset = mean.high, compensated{high: mean.low + m.offset.low}
}

// value returns the mean, scaled.
func (m *ewmMean) value() float64 { return (m.pivot + m.offset.high) + m.offset.low }

func (m *ewmMean) rescale(power float64) {
	m.scale *= power
	m.pivot *= power
	m.offset = m.offset.scaled(power)
}

// isSmall reports whether neither the mean nor the deviation, scaled and squared, need the scale any more.
func (m *ewmMean) isSmall(variance float64) bool {
	const limit = largeValue * largeScale / 2
	return math.Abs(m.pivot) < limit && math.Abs(m.offset.high) < limit && variance < limit*limit
}

func (m *ewmMean) appendTo(dst []byte) []byte {
	return m.offset.appendTo(state.AppendFloat(appendFlag(dst, m.scale != 1), m.pivot))
}

// read reads what appendTo has encoded.
func (m *ewmMean) read(r *state.Reader) {
	m.scale = 1
	if readFlag(r) {
		m.scale = largeScale
	}
	m.pivot, m.offset = r.Float(), readCompensated(r)
}
