package window

// pairQueue is a twoStacks of pairs, whose values arrive in two columns.
type pairQueue struct {
	twoStacks[pair, comoments]
	in []pair // reused by Roll
}

func (q *pairQueue) Push(x, y float64) { q.twoStacks.Push(pair{x, y}) }

func (q *pairQueue) Roll(out, x, y []float64, evict []int, minCount int) {
	q.in = zip(q.in[:0], x, y)
	q.twoStacks.Roll(out, q.in, evict, minCount)
}

// pairAccumulator is an accumulator of pairs, whose values arrive in two columns.
type pairAccumulator struct {
	accumulator[pair, comoments]
}

func (a *pairAccumulator) Add(x, y float64) { a.accumulator.Add(pair{x, y}) }

func (a *pairAccumulator) Run(out, x, y []float64, minCount int) {
	a.accumulator.Run(out, zip(nil, x, y), minCount)
}

// zip appends the pairs of two columns.
func zip(dst []pair, x, y []float64) []pair {
	y = y[:len(x)]
	for i, v := range x {
		dst = append(dst, pair{v, y[i]})
	}
	return dst
}
