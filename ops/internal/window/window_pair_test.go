package window_test

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/streamgage/streamgage/ops/internal/window"
	"pgregory.net/rapid"
)

// exactPair computes a covariance or correlation from all pairs, in exact arithmetic. tolerance is the error that is
// allowed.
func exactPair(kind string, x, y []float64) (want, tolerance float64) {
	n, sumX, sumY := 0.0, bigZero(), bigZero()
	for i := range x {
		if x[i] == x[i] && y[i] == y[i] {
			if math.IsInf(x[i], 0) || math.IsInf(y[i], 0) {
				return nan, 0
			}
			n++
			sumX.Add(sumX, bigOf(x[i]))
			sumY.Add(sumY, bigOf(y[i]))
		}
	}
	ddof := map[string]float64{"cov 0": 0, "cov 1": 1, "corr": 1}[kind]
	if n <= ddof {
		return nan, 0
	}
	meanX, meanY := sumX.Quo(sumX, bigOf(n)), sumY.Quo(sumY, bigOf(n))
	xx, yy, xy := bigZero(), bigZero(), bigZero()
	for i := range x {
		if x[i] == x[i] && y[i] == y[i] {
			dx, dy := bigZero().Sub(bigOf(x[i]), meanX), bigZero().Sub(bigOf(y[i]), meanY)
			addProduct(xx, dx, dx)
			addProduct(yy, dy, dy)
			addProduct(xy, dx, dy)
		}
	}
	size := bigZero().Mul(xx.Sqrt(xx), yy.Sqrt(yy))
	switch {
	case kind != "corr":
		return float(xy) / (n - ddof), 1e-13*float(size)/(n-ddof) + 1e-320
	case float(size) == 0:
		return nan, 0
	}
	return float(xy.Quo(xy, size)), 1e-12
}

func addProduct(sum, a, b *big.Float) { sum.Add(sum, bigZero().Mul(a, b)) }

// Windows and accumulators of pairs equal exact arithmetic over the pairs in them, also after the state has been saved
// and restored.
func TestPairsMatchExactArithmetic(t *testing.T) {
	for kind, k := range pairAggregates {
		t.Run(kind, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				q, all := k.Queue(), k.Accumulator()
				var x, y []float64
				head := 0
				for range rapid.IntRange(1, 4).Draw(t, "steps") {
					n := rapid.SampledFrom([]int{0, 1, 2, 300}).Draw(t, "batch")
					inX, inY := drawValues(t, "skew", n), drawValues(t, "skew", n) // as for skew: no tiny values
					evict := drawEvictCounts(t, len(x)-head, n)
					out, expanding := make([]float64, n), make([]float64, n)
					q.Roll(out, inX, inY, evict, 0)
					all.Run(expanding, inX, inY, 0)
					for i := range n {
						x, y, head = append(x, inX[i]), append(y, inY[i]), head+evict[i]
						if i%97 < 2 {
							wantPair(t, kind, out[i], x[head:], y[head:])
							wantPair(t, kind, expanding[i], x, y)
						}
					}
					wantPair(t, kind, q.Value(), x[head:], y[head:])
					if q.Len() != len(x)-head {
						t.Fatalf("got %d pairs, want %d", q.Len(), len(x)-head)
					}
					q, all = restoredPairs(t, k, q, all)
				}
			})
		})
	}
}

func wantPair(t *rapid.T, kind string, got float64, x, y []float64) {
	if want, tolerance := exactPair(kind, x, y); !near(got, want, 0, tolerance) {
		t.Fatalf("got %v, want %v within %v, of %v and %v", got, want, tolerance, x, y)
	}
}

// restoredPairs returns a queue and an accumulator that are restored from the states of q and all, and checks their
// results.
func restoredPairs(
	t *rapid.T, k window.PairAggregate, q window.PairQueue, all window.PairAccumulator,
) (window.PairQueue, window.PairAccumulator) {
	restoredQueue, restoredAll := k.Queue(), k.Accumulator()
	if rest, err := restoredQueue.Restore(q.AppendBinary(nil)); err != nil || len(rest) != 0 {
		t.Fatal(rest, err)
	}
	if rest, err := restoredAll.Restore(all.AppendBinary(nil)); err != nil || len(rest) != 0 {
		t.Fatal(rest, err)
	}
	if !identical(restoredQueue.Value(), q.Value()) || !identical(restoredAll.Value(), all.Value()) ||
		restoredQueue.Count() != q.Count() || restoredAll.Count() != all.Count() {
		t.Fatalf("got %v and %v restored, want %v and %v", restoredQueue.Value(), restoredAll.Value(), q.Value(), all.Value())
	}
	return restoredQueue, restoredAll
}

// Adding pairs one by one equals adding them in a batch.
func TestPairsOneByOne(t *testing.T) {
	x, y := []float64{1, 2, nan, 4, 8}, []float64{3, 1, 5, nan, 2}
	q, all, whole := window.Cov(1).Queue(), window.Cov(1).Accumulator(), window.Cov(1).Queue()
	whole.Roll(make([]float64, 5), x, y, slices.Repeat([]int{0}, 5), 0)
	for i := range x {
		q.Push(x[i], y[i])
		all.Add(x[i], y[i])
	}
	for _, got := range []float64{q.Value(), all.Value(), whole.Value()} {
		if want := -0.5; !near(got, want, 1e-15, 0) { // of (1,3), (2,1), (8,2): means 11/3 and 2
			t.Errorf("got %v, want %v", got, want)
		}
	}
	q.Pop(2)
	if q.Len() != 3 || q.Count() != 1 {
		t.Errorf("got %d of %d pairs, want 1 of 3", q.Count(), q.Len())
	}
}
