package window

import (
	"math"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// Cov is the covariance with the divisor n-ddof. It is NaN for n <= ddof pairs.
func Cov(ddof int) PairAggregate {
	return PairAggregate{comomentsAggregator{func(j comoments) float64 {
		if j.count <= ddof || !j.haveFiniteMeans() {
			return math.NaN()
		}
		return j.sumXY / float64(j.count-ddof)
	}}}
}

// Corr is Pearson's correlation, from -1 to 1. It is NaN for fewer than 2 pairs, and if one of the columns is constant.
func Corr() PairAggregate {
	return PairAggregate{comomentsAggregator{func(j comoments) float64 {
		if j.count < 2 || !j.haveFiniteMeans() {
			return math.NaN()
		}
		return min(max(j.sumXY/math.Sqrt(j.sumXX)/math.Sqrt(j.sumYY), -1), 1)
	}}}
}

// pair is one row of two columns.
type pair struct{ x, y float64 }

// comoments holds the count, the means and the central second moments of pairs, as moments does for one column.
type comoments struct {
	count               int
	meanX, meanY        CompensatedSum
	sumXX, sumYY, sumXY float64 // sums of products of the distances from the means
}

// haveFiniteMeans reports whether neither sum has overflowed and no infinity has entered.
func (j comoments) haveFiniteMeans() bool {
	return j.meanX.sum-j.meanX.sum == 0 && j.meanY.sum-j.meanY.sum == 0
}

// comomentsAggregator merges comoments by the formulas of momentsAggregator and higherMomentsAggregator.
type comomentsAggregator struct{ statistic func(comoments) float64 }

func (r comomentsAggregator) add(p comoments, v pair) comoments {
	if v.x != v.x || v.y != v.y {
		return p
	}
	return r.merge(p, comoments{count: 1, meanX: CompensatedSum{sum: v.x}, meanY: CompensatedSum{sum: v.y}})
}

func (comomentsAggregator) merge(a, b comoments) comoments {
	switch {
	case a.count == 0:
		return b
	case b.count == 0:
		return a
	}
	n := a.count + b.count
	share := float64(b.count) / float64(n)
	weight := float64(a.count) * share
	dx := (b.meanX.sum - a.meanX.sum) + (b.meanX.compensation - a.meanX.compensation)
	dy := (b.meanY.sum - a.meanY.sum) + (b.meanY.compensation - a.meanY.compensation)
	return comoments{
		count: n,
		meanX: a.meanX.Add(dx * share), meanY: a.meanY.Add(dy * share),
		sumXX: a.sumXX + b.sumXX + dx*dx*weight,
		sumYY: a.sumYY + b.sumYY + dy*dy*weight,
		sumXY: a.sumXY + b.sumXY + dx*dy*weight,
	}
}

func (r comomentsAggregator) result(p comoments) (float64, int) { return r.statistic(p), p.count }

func (comomentsAggregator) appendPart(dst []byte, p comoments) []byte {
	dst = p.meanY.Append(p.meanX.Append(state.AppendCount(dst, p.count)))
	return state.AppendFloats(dst, p.sumXX, p.sumYY, p.sumXY)
}

func (comomentsAggregator) readPart(r *state.Reader) comoments {
	return comoments{readCount(r), readCompensatedSum(r), readCompensatedSum(r), r.Float(), r.Float(), r.Float()}
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
