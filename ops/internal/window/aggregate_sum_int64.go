package window

import (
	"math"
	"math/bits"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// IntSum is the exact sum of int64 values, computed in 128 bits. The result is an [Overflow] only while the sum of
// the values in the window does not fit into int64. The sum of no values is 0.
func IntSum() TypedAggregate[int64] { return newTypedAggregate(int64SumAggregator{IntCodec}) }

// int128 is an integer of 128 bits in two's complement.
type int128 struct{ hi, lo uint64 }

func (a int128) add(b int128) int128 {
	lo, carry := bits.Add64(a.lo, b.lo, 0)
	hi, _ := bits.Add64(a.hi, b.hi, carry)
	return int128{hi, lo}
}

// int128Of extends the sign of v.
func int128Of(v int64) int128 { return int128{uint64(v >> 63), uint64(v)} }

// int64SumPartial is the sum of count values.
type int64SumPartial struct {
	total int128
	count int
}

type int64SumAggregator struct{ codec Codec[int64] }

func (int64SumAggregator) add(p int64SumPartial, v optional[int64]) int64SumPartial {
	if !v.valid {
		return p
	}
	return int64SumPartial{p.total.add(int128Of(v.value)), p.count + 1}
}

func (int64SumAggregator) merge(a, b int64SumPartial) int64SumPartial {
	return int64SumPartial{a.total.add(b.total), a.count + b.count}
}

// result returns no value: the result is typed.
func (int64SumAggregator) result(p int64SumPartial) (float64, int) { return math.NaN(), p.count }

func (int64SumAggregator) typedResult(p int64SumPartial) (int64, Outcome) {
	if v := int64(p.total.lo); int128Of(v) == p.total {
		return v, Found
	}
	return 0, Overflow
}

func (int64SumAggregator) appendPart(dst []byte, p int64SumPartial) []byte {
	return state.AppendUint(state.AppendUint(state.AppendCount(dst, p.count), p.total.hi), p.total.lo)
}

func (int64SumAggregator) readPart(r *state.Reader) int64SumPartial {
	return int64SumPartial{count: readCount(r), total: int128{r.Uint(), r.Uint()}}
}

func (r int64SumAggregator) appendValues(dst []byte, values []optional[int64]) []byte {
	return r.codec.appendAll(dst, values)
}

func (r int64SumAggregator) readValues(s *state.Reader, n int) []optional[int64] {
	return r.codec.readAll(s, n)
}
