package window

// PairQueue is a window over two columns. A pair of which either is NaN takes a place and counts for nothing. Methods
// mean what they mean in a [Queue].
type PairQueue interface {
	Push(x, y float64)
	Pop(n int)
	Value() float64
	Count() int
	Len() int
	Roll(out, x, y []float64, evict []int, minCount int)
	AppendBinary(dst []byte) []byte
	Restore(src []byte) (rest []byte, err error)
}

// PairAccumulator computes a result over all pairs so far. Methods mean what they mean in an [Accumulator].
type PairAccumulator interface {
	Add(x, y float64)
	Run(out, x, y []float64, minCount int)
	Value() float64
	Count() int
	AppendBinary(dst []byte) []byte
	Restore(src []byte) (rest []byte, err error)
}

// PairKind is what is computed over two columns.
type PairKind struct{ aggregator comomentsAggregator }

// Queue makes an empty window.
func (k PairKind) Queue() PairQueue {
	return &pairQueue{twoStacks: newTwoStacks[pair, comoments](k.aggregator)}
}

// Accumulator makes an accumulator of no pairs yet.
func (k PairKind) Accumulator() PairAccumulator {
	return &pairAccumulator{accumulator[pair, comoments]{aggregator: k.aggregator}}
}
