package window

import (
	"math"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// Prod is the product. The product of no values is 1. Intermediate products cannot overflow or vanish; only the result
// must fit: the product of 1e300, 1e300 and 1e-300 is 1e300.
func Prod() Aggregate { return newAggregate(productAggregator{}) }

// productPartial is fraction * 2^exponent, the product of count values. The fraction is from 1/2 to 1, unless it is 0
// or infinite.
type productPartial struct {
	fraction float64
	exponent int
	count    int
}

type productAggregator struct{ float64Values }

func (r productAggregator) add(p productPartial, v float64) productPartial {
	if v != v {
		return p
	}
	fraction, exp := math.Frexp(v)
	return r.merge(p, productPartial{fraction, exp, 1})
}

func (productAggregator) merge(a, b productPartial) productPartial {
	switch {
	case a.count == 0:
		return b
	case b.count == 0:
		return a
	}
	fraction, exp := math.Frexp(a.fraction * b.fraction)
	return productPartial{fraction, exp + a.exponent + b.exponent, a.count + b.count}
}

func (productAggregator) result(p productPartial) (float64, int) {
	if p.count == 0 {
		return 1, 0
	}
	return math.Ldexp(p.fraction, p.exponent), p.count
}

func (productAggregator) appendPart(dst []byte, p productPartial) []byte {
	return state.AppendUint(state.AppendFloat(state.AppendCount(dst, p.count), p.fraction), uint64(p.exponent))
}

func (productAggregator) readPart(r *state.Reader) productPartial {
	return productPartial{count: readCount(r), fraction: r.Float(), exponent: int(int64(r.Uint()))}
}
