package window

import "math"

// PairQueue is a window over two columns. A pair of which either is NaN takes a place and counts for nothing. Methods
// mean what they mean in a [Queue].
type PairQueue interface {
	Push(x, y float64)
	Pop(n int)
	Value() float64
	Count() int
	Len() int
	Roll(out, x, y []float64, gone []int, least int)
	AppendBinary(dst []byte) []byte
	Restore(src []byte) (rest []byte, err error)
}

// PairAccumulator computes a result over all pairs so far. Methods mean what they mean in an [Accumulator].
type PairAccumulator interface {
	Add(x, y float64)
	Run(out, x, y []float64, least int)
	Value() float64
	Count() int
	AppendBinary(dst []byte) []byte
	Restore(src []byte) (rest []byte, err error)
}

// PairKind is what is computed over two columns.
type PairKind struct{ rule jointRule }

// Queue makes an empty window.
func (k PairKind) Queue() PairQueue { return &pairQueue{stacks: newStacks[pair, joint](k.rule)} }

// Accumulator makes an accumulator of no pairs yet.
func (k PairKind) Accumulator() PairAccumulator {
	return &pairAccumulator{accumulator[pair, joint]{rule: k.rule}}
}

// Cov is the covariance, with n-ddof as divisor; it is NaN for n <= ddof pairs.
func Cov(ddof int) PairKind {
	return PairKind{jointRule{func(j joint) float64 {
		if j.n <= ddof || !j.finite() {
			return math.NaN()
		}
		return j.xy / float64(j.n-ddof)
	}}}
}

// Corr is Pearson's correlation, from -1 to 1; it is NaN for fewer than 2 pairs, and where one of the columns is constant.
func Corr() PairKind {
	return PairKind{jointRule{func(j joint) float64 {
		if j.n < 2 || !j.finite() {
			return math.NaN()
		}
		return min(max(j.xy/math.Sqrt(j.xx)/math.Sqrt(j.yy), -1), 1)
	}}}
}

type pair struct{ x, y float64 }

// joint is what n pairs are around their means: spread for two columns.
type joint struct {
	n          int
	x, y       Total   // the means
	xx, yy, xy float64 // the sums of the products of the distances from them
}

func (j joint) finite() bool { return j.x.sum-j.x.sum == 0 && j.y.sum-j.y.sum == 0 }

type jointRule struct{ of func(joint) float64 }

func (r jointRule) add(p joint, v pair) joint {
	if v.x != v.x || v.y != v.y {
		return p
	}
	return r.join(p, joint{n: 1, x: Total{sum: v.x}, y: Total{sum: v.y}})
}

func (jointRule) join(a, b joint) joint {
	switch {
	case a.n == 0:
		return b
	case b.n == 0:
		return a
	}
	n := a.n + b.n
	share := float64(b.n) / float64(n)
	weight := float64(a.n) * share
	dx := (b.x.sum - a.x.sum) + (b.x.low - a.x.low)
	dy := (b.y.sum - a.y.sum) + (b.y.low - a.y.low)
	return joint{
		n: n,
		x: a.x.Plus(dx * share), y: a.y.Plus(dy * share),
		xx: a.xx + b.xx + dx*dx*weight,
		yy: a.yy + b.yy + dy*dy*weight,
		xy: a.xy + b.xy + dx*dy*weight,
	}
}

func (r jointRule) result(p joint) (float64, int) { return r.of(p), p.n }

func (jointRule) appendPart(dst []byte, p joint) []byte {
	dst = p.y.appendTo(p.x.appendTo(appendInt(dst, p.n)))
	return appendFloats(dst, []float64{p.xx, p.yy, p.xy})
}

func (jointRule) readPart(r *stateReader) joint {
	return joint{r.counter(), readTotal(r), readTotal(r), r.float(), r.float(), r.float()}
}

func (jointRule) appendValues(dst []byte, values []pair) []byte {
	for _, v := range values {
		dst = appendFloat(appendFloat(dst, v.x), v.y)
	}
	return dst
}

func (jointRule) readValues(r *stateReader, n int) []pair {
	if len(r.src) < 16*n {
		r.fail("it ends early")
		return nil
	}
	values := make([]pair, n)
	for i := range values {
		values[i] = pair{r.float(), r.float()}
	}
	return values
}
