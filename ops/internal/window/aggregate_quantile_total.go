package window

import (
	"math"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// quantileAccumulator is the Accumulator of Quantile. It keeps all values, sorted, and computes the quantile exactly. When
// there are more than limit values, it adds them to a t-digest, which estimates from then on.
type quantileAccumulator struct {
	q             float64
	interpolation Interpolation
	limit         int
	sorted        sortedList
	digest        *tdigestAccumulator // nil: the values are in sorted
}

func (a *quantileAccumulator) Add(v float64) {
	switch {
	case v != v:
	case a.digest != nil:
		a.digest.Add(v)
	case a.sorted.len == a.limit:
		a.estimate()
		a.digest.Add(v)
	default:
		a.sorted.add(v + 0) // turns -0 into 0
	}
}

// estimate moves all values to a digest. It adds them in an order far from the sorted one, in steps of about the golden
// section, because a digest is the more accurate the less sorted its values come.
func (a *quantileAccumulator) estimate() {
	a.digest = newTDigestAccumulator(a.q)
	values := make([]float64, 0, a.sorted.len)
	for v := range a.sorted.all {
		values = append(values, v)
	}
	a.sorted = sortedList{}
	step := coprimeStep(len(values))
	for i, at := 0, 0; i < len(values); i, at = i+1, (at+step)%len(values) {
		a.digest.Add(values[at])
	}
}

// coprimeStep returns a number near 0.618 n that has no common divisor with n.
func coprimeStep(n int) int {
	step := int(0.6180339887498949*float64(n)) + 1
	for gcd(step, n) > 1 {
		step++
	}
	return step
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// AddAll touches the values beforehand if there are many already, as quantileQueue does.
func (a *quantileAccumulator) AddAll(values []float64) {
	for len(values) > 0 && a.sorted.len >= touchLen {
		n := min(len(values), touchRun)
		a.sorted.touch(values[:n])
		addEach(a, values[:n])
		values = values[n:]
	}
	addEach(a, values)
}

func (a *quantileAccumulator) Run(out, in []float64, minCount int) {
	runTouched(a, &a.sorted, out, in, minCount)
}

// runTouched implements Run for an accumulator that keeps its values in s. If there are many, it touches the new ones
// beforehand.
func runTouched(a Accumulator, s *sortedList, out, in []float64, minCount int) {
	for len(in) > 0 && s.len >= touchLen {
		n := min(len(in), touchRun)
		s.touch(in[:n])
		runEach(a, out[:n], in[:n], minCount)
		out, in = out[n:], in[n:]
	}
	runEach(a, out, in, minCount)
}

func (a *quantileAccumulator) Value() float64 {
	if a.digest != nil {
		return a.digest.Value()
	}
	return a.sorted.quantile(a.q, a.interpolation)
}

func (a *quantileAccumulator) Count() int {
	if a.digest != nil {
		return a.digest.Count()
	}
	return a.sorted.len
}

// AppendBinary writes the sorted values, or the digest.
func (a *quantileAccumulator) AppendBinary(dst []byte) []byte {
	if a.digest != nil {
		return a.digest.AppendBinary(append(dst, 1))
	}
	return appendSorted(append(dst, 0), &a.sorted)
}

func (a *quantileAccumulator) Restore(src []byte) (rest []byte, err error) {
	r := newStateReader(src)
	n := &quantileAccumulator{q: a.q, interpolation: a.interpolation, limit: a.limit}
	if estimated := r.Byte(); estimated > 1 {
		fail(r, "a quantile must be exact (0) or estimated (1), got %d", estimated)
	} else if estimated == 1 {
		n.digest = newTDigestAccumulator(a.q)
		r.Load(n.digest.Restore)
	} else {
		readSorted(r, &n.sorted)
	}
	if n.sorted.len > a.limit {
		n.estimate() // the state is one of a larger limit
	}
	if r.Err() == nil {
		*a = *n
	}
	return r.Finish()
}

// quantile returns the quantile q of the values, or NaN if there are none.
func (s *sortedList) quantile(q float64, interpolation Interpolation) float64 {
	if s.len == 0 {
		return math.NaN()
	}
	rank := q * float64(s.len-1)
	lowRank := math.Floor(rank)
	low, high := s.at(int(lowRank))
	return interpolation.interpolate(low, high, lowRank, rank-lowRank)
}

// appendSorted encodes a sorted list.
func appendSorted(dst []byte, s *sortedList) []byte {
	dst = state.AppendCount(dst, s.len)
	for v := range s.all {
		dst = state.AppendFloat(dst, v)
	}
	return dst
}

// readSorted decodes a sorted list.
func readSorted(r *state.Reader, s *sortedList) {
	for range readLength(r, "the number of values", 8) {
		v := r.Float()
		if v != v {
			fail(r, "a sorted value must not be missing, got %v", v)
			return
		}
		s.add(v)
	}
}
