package window

import (
	"math"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// Cov is the covariance with the divisor n-ddof. It is NaN for n <= ddof pairs. It is computed in twice the precision of
// float64: its relative error is below 1e-12 unless the terms of its sum are 1e15 times larger than the sum itself.
func Cov(ddof int) PairAggregate {
	return PairAggregate{comomentsAggregator{func(j comoments) float64 {
		if j.count <= ddof || !j.haveFiniteMeans() {
			return math.NaN()
		}
		return j.sumXY.over(float64(j.count - ddof)).high
	}}}
}

// Corr is Pearson's correlation, from -1 to 1. It is NaN for fewer than 2 pairs, and if one of the columns is constant.
func Corr() PairAggregate {
	return PairAggregate{comomentsAggregator{func(j comoments) float64 {
		if j.count < 2 || !j.haveFiniteMeans() {
			return math.NaN()
		}
		return min(max(j.sumXY.high/math.Sqrt(j.sumXX)/math.Sqrt(j.sumYY), -1), 1)
	}}}
}

// pair is one row of two columns.
type pair struct{ x, y float64 }

// comoments holds the count, the sums and the central second moments of pairs. The terms of sumXY have both signs and may
// cancel out, so it has twice the precision of float64, as have the sums, from which its terms are computed.
type comoments struct {
	count        int
	sumX, sumY   doubleDouble
	sumXY        doubleDouble // sum of the products of the distances from the means
	sumXX, sumYY float64      // sums of the squared distances
}

// haveFiniteMeans reports whether neither sum has overflowed and no infinity has entered.
func (j comoments) haveFiniteMeans() bool {
	return j.sumX.high-j.sumX.high == 0 && j.sumY.high-j.sumY.high == 0
}

// comomentsAggregator merges comoments by the formulas of momentsAggregator and higherMomentsAggregator. It multiplies
// them by the counts, so that it divides once: sums are exact for much longer than means.
type comomentsAggregator struct{ statistic func(comoments) float64 }

func (r comomentsAggregator) add(p comoments, v pair) comoments {
	if v.x != v.x || v.y != v.y {
		return p
	}
	if p.count == 0 {
		return comoments{count: 1, sumX: doubleDouble{high: v.x}, sumY: doubleDouble{high: v.y}}
	}
	n := float64(p.count)
	dx, dy := twoProduct(v.x, n).sub(p.sumX), twoProduct(v.y, n).sub(p.sumY) // n times the distances from the means
	divisor := n * (n + 1)
	p.sumXX += dx.high / divisor * dx.high
	p.sumYY += dy.high / divisor * dy.high
	p.sumXY = p.sumXY.add(dx.over(divisor).mul(dy))
	p.sumX, p.sumY = p.sumX.add(doubleDouble{high: v.x}), p.sumY.add(doubleDouble{high: v.y})
	p.count++
	return p
}

func (comomentsAggregator) merge(a, b comoments) comoments {
	switch {
	case a.count == 0:
		return b
	case b.count == 0:
		return a
	}
	na, nb := float64(a.count), float64(b.count)
	dx, dy := b.sumX.times(na).sub(a.sumX.times(nb)), b.sumY.times(na).sub(a.sumY.times(nb))
	divisor := na * nb * (na + nb)
	return comoments{
		count: a.count + b.count,
		sumX:  a.sumX.add(b.sumX), sumY: a.sumY.add(b.sumY),
		sumXX: a.sumXX + b.sumXX + dx.high/divisor*dx.high,
		sumYY: a.sumYY + b.sumYY + dy.high/divisor*dy.high,
		sumXY: a.sumXY.add(b.sumXY).add(dx.over(divisor).mul(dy)),
	}
}

func (r comomentsAggregator) result(p comoments) (float64, int) { return r.statistic(p), p.count }

func (comomentsAggregator) appendPart(dst []byte, p comoments) []byte {
	dst = state.AppendFloats(state.AppendCount(dst, p.count), p.sumX.high, p.sumX.low, p.sumY.high, p.sumY.low)
	return state.AppendFloats(dst, p.sumXY.high, p.sumXY.low, p.sumXX, p.sumYY)
}

func (comomentsAggregator) readPart(r *state.Reader) comoments {
	pair := func() doubleDouble { return doubleDouble{r.Float(), r.Float()} }
	return comoments{readCount(r), pair(), pair(), pair(), r.Float(), r.Float()}
}

func (comomentsAggregator) appendValues(dst []byte, values []pair) []byte {
	for _, v := range values {
		dst = state.AppendFloat(state.AppendFloat(dst, v.x), v.y)
	}
	return dst
}

func (comomentsAggregator) readValues(r *state.Reader, n int) []pair {
	if r.Len() < 16*n {
		r.Fail(errTruncated)
		return nil
	}
	values := make([]pair, n)
	for i := range values {
		values[i] = pair{r.Float(), r.Float()}
	}
	return values
}
